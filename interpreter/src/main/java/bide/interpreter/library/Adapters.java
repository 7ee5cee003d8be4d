package bide.interpreter.library;

import bide.interpreter.value.BideIterator;
import bide.interpreter.value.BideList;
import bide.interpreter.value.Region;

/**
 * Iterators made of other iterators. Each takes values of its source only when it is asked for one.
 * An adapter owns its source: it closes it when it is closed itself, and when it ends before it.
 */
final class Adapters {
  private Adapters() {}

  /** Has a source, of which it takes values. */
  private abstract static class Adapter extends BideIterator {
    final BideIterator source;

    Adapter(Region region, BideIterator source) {
      super(region);
      this.source = source;
    }

    @Override
    public void close(CallContext cx, Invoker invoker) {
      source.close(cx, invoker);
    }
  }

  /** Closes both, the second also when the first fails. */
  private static void close(
      CallContext cx, Invoker invoker, BideIterator first, BideIterator second) {
    try {
      if (first != null) {
        first.close(cx, invoker);
      }
    } finally {
      second.close(cx, invoker);
    }
  }

  static final class Mapped extends Adapter {
    private final Object function;

    Mapped(Region region, BideIterator source, Object function) {
      super(region, source);
      this.function = function;
    }

    @Override
    protected Object step(CallContext cx, Invoker invoker) {
      Object value = source.next(cx, invoker);
      return value == END ? END : invoker.invoke(cx, function, value);
    }
  }

  static final class Filtered extends Adapter {
    private final Object predicate;
    private final String name;

    /**
     * @param name the method that errors name
     */
    Filtered(Region region, BideIterator source, Object predicate, String name) {
      super(region, source);
      this.predicate = predicate;
      this.name = name;
    }

    @Override
    protected Object step(CallContext cx, Invoker invoker) {
      Object value = Iterators.next(cx, invoker, source);
      while (value != END && !Args.verdict(invoker.invoke(cx, predicate, value), name)) {
        value = Iterators.next(cx, invoker, source);
      }
      return value;
    }
  }

  static final class Flat extends Adapter {
    private final Object function;
    private BideIterator inner;

    /**
     * @param function gives an iterable for each value; null where the values are iterables
     *     themselves
     */
    Flat(Region region, BideIterator source, Object function) {
      super(region, source);
      this.function = function;
    }

    @Override
    protected Object step(CallContext cx, Invoker invoker) {
      while (true) {
        Object value = inner == null ? END : inner.next(cx, invoker);
        if (value != END) {
          return value;
        }
        Object iterable = Iterators.next(cx, invoker, source);
        if (iterable == END) {
          inner = null;
          return END;
        }
        inner =
            Iterators.require(
                cx.region(), function == null ? iterable : invoker.invoke(cx, function, iterable));
      }
    }

    @Override
    public void close(CallContext cx, Invoker invoker) {
      Adapters.close(cx, invoker, inner, source);
    }
  }

  static final class Taken extends Adapter {
    private int left;

    Taken(Region region, BideIterator source, int count) {
      super(region, source);
      left = count;
    }

    @Override
    protected Object step(CallContext cx, Invoker invoker) {
      if (left == 0) {
        source.close(cx, invoker);
        return END;
      }
      left--;
      return source.next(cx, invoker);
    }
  }

  static final class Skipped extends Adapter {
    private int left;

    Skipped(Region region, BideIterator source, int count) {
      super(region, source);
      left = count;
    }

    @Override
    protected Object step(CallContext cx, Invoker invoker) {
      while (left > 0) {
        left--;
        if (Iterators.next(cx, invoker, source) == END) {
          left = 0;
        }
      }
      return source.next(cx, invoker);
    }
  }

  static final class TakenWhile extends Adapter {
    private final Object predicate;
    private boolean ended;

    TakenWhile(Region region, BideIterator source, Object predicate) {
      super(region, source);
      this.predicate = predicate;
    }

    @Override
    protected Object step(CallContext cx, Invoker invoker) {
      Object value = ended ? END : source.next(cx, invoker);
      if (value != END && !Args.verdict(invoker.invoke(cx, predicate, value), "take_while")) {
        ended = true;
        source.close(cx, invoker);
        return END;
      }
      return value;
    }
  }

  static final class SkippedWhile extends Adapter {
    private final Object predicate;
    private boolean started;

    SkippedWhile(Region region, BideIterator source, Object predicate) {
      super(region, source);
      this.predicate = predicate;
    }

    @Override
    protected Object step(CallContext cx, Invoker invoker) {
      Object value = Iterators.next(cx, invoker, source);
      while (!started
          && value != END
          && Args.verdict(invoker.invoke(cx, predicate, value), "skip_while")) {
        value = Iterators.next(cx, invoker, source);
      }
      started = true;
      return value;
    }
  }

  static final class Enumerated extends Adapter {
    private long index;

    Enumerated(Region region, BideIterator source, long start) {
      super(region, source);
      index = start;
    }

    @Override
    protected Object step(CallContext cx, Invoker invoker) {
      Object value = source.next(cx, invoker);
      return value == END ? END : Iterators.pair(cx.region(), index++, value);
    }
  }

  static final class Zipped extends Adapter {
    private final BideIterator other;

    Zipped(Region region, BideIterator source, BideIterator other) {
      super(region, source);
      this.other = other;
    }

    @Override
    protected Object step(CallContext cx, Invoker invoker) {
      Object left = source.next(cx, invoker);
      if (left == END) {
        other.close(cx, invoker);
        return END;
      }
      Object right = other.next(cx, invoker);
      if (right == END) {
        source.close(cx, invoker);
        return END;
      }
      return Iterators.pair(cx.region(), left, right);
    }

    @Override
    public void close(CallContext cx, Invoker invoker) {
      Adapters.close(cx, invoker, source, other);
    }
  }

  static final class Chained extends Adapter {
    private final BideIterator then;
    private boolean inThen;

    Chained(Region region, BideIterator source, BideIterator then) {
      super(region, source);
      this.then = then;
    }

    @Override
    protected Object step(CallContext cx, Invoker invoker) {
      if (!inThen) {
        Object value = source.next(cx, invoker);
        if (value != END) {
          return value;
        }
        inThen = true;
      }
      return then.next(cx, invoker);
    }

    @Override
    public void close(CallContext cx, Invoker invoker) {
      Adapters.close(cx, invoker, source, then);
    }
  }

  static final class Stepped extends Adapter {
    private final int step;
    private boolean started;

    Stepped(Region region, BideIterator source, int step) {
      super(region, source);
      this.step = step;
    }

    @Override
    protected Object step(CallContext cx, Invoker invoker) {
      for (int i = 1; started && i < step; i++) {
        if (Iterators.next(cx, invoker, source) == END) {
          return END;
        }
      }
      started = true;
      return source.next(cx, invoker);
    }
  }

  static final class Chunked extends Adapter {
    private final int size;

    Chunked(Region region, BideIterator source, int size) {
      super(region, source);
      this.size = size;
    }

    @Override
    protected Object step(CallContext cx, Invoker invoker) {
      BideList chunk = new BideList(cx.region());
      while (chunk.size() < size) {
        Object value = Iterators.next(cx, invoker, source);
        if (value == END) {
          break;
        }
        chunk.add(value);
      }
      return chunk.isEmpty() ? END : chunk;
    }
  }
}
