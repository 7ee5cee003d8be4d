package bide.interpreter.library;

import bide.interpreter.value.BideIterator;
import bide.interpreter.value.BideList;
import bide.interpreter.value.Equality;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Region;
import java.util.HashSet;
import java.util.Set;

/** Iterators made of other iterators that remember something of what went by. */
final class IteratorAdapters {
  private IteratorAdapters() {}

  private abstract static class Adapter extends BideIterator {
    final BideIterator source;

    Adapter(Region region, BideIterator source) {
      super(region);
      this.source = source;
    }
  }

  /** What the function gives, without nil. */
  static final class FilterMapped extends Adapter {
    private final Object function;

    FilterMapped(Region region, BideIterator source, Object function) {
      super(region, source);
      this.function = function;
    }

    @Override
    protected Object step(CallContext cx, Invoker invoker) {
      while (true) {
        Object value = Iterators.next(cx, invoker, source);
        if (value == END) {
          return END;
        }
        Object result = invoker.invoke(cx, function, value);
        if (result != Nil.NIL) {
          return result;
        }
      }
    }
  }

  static final class Scanned extends Adapter {
    private final Object function;
    private Object total;

    Scanned(Region region, BideIterator source, Object initial, Object function) {
      super(region, source);
      this.total = initial;
      this.function = function;
    }

    @Override
    protected Object step(CallContext cx, Invoker invoker) {
      Object value = source.next(cx, invoker);
      if (value == END) {
        return END;
      }
      total = invoker.invoke(cx, function, total, value);
      return total;
    }
  }

  static final class Inspected extends Adapter {
    private final Object function;

    Inspected(Region region, BideIterator source, Object function) {
      super(region, source);
      this.function = function;
    }

    @Override
    protected Object step(CallContext cx, Invoker invoker) {
      Object value = source.next(cx, invoker);
      if (value != END) {
        invoker.invoke(cx, function, value);
      }
      return value;
    }
  }

  /** Without what equals an earlier value; remembers all that it gave. */
  static final class Unique extends Adapter {
    private final Object key;
    private final Set<Object> seen = new HashSet<>();

    /**
     * @param key null where the values themselves are compared
     */
    Unique(Region region, BideIterator source, Object key) {
      super(region, source);
      this.key = key;
    }

    @Override
    protected Object step(CallContext cx, Invoker invoker) {
      while (true) {
        Object value = Iterators.next(cx, invoker, source);
        if (value == END) {
          return END;
        }
        Object compared = key == null ? value : invoker.invoke(cx, key, value);
        if (seen.add(new ListGroups.Key(compared))) {
          return value;
        }
      }
    }
  }

  /** Without what equals the value before. */
  static final class Deduped extends Adapter {
    private final Object key;
    private Object last;

    Deduped(Region region, BideIterator source, Object key) {
      super(region, source);
      this.key = key;
    }

    @Override
    protected Object step(CallContext cx, Invoker invoker) {
      while (true) {
        Object value = Iterators.next(cx, invoker, source);
        if (value == END) {
          return END;
        }
        Object compared = key == null ? value : invoker.invoke(cx, key, value);
        boolean isNew = last == null || !Equality.equals(last, compared);
        last = compared;
        if (isNew) {
          return value;
        }
      }
    }
  }

  /** Lists of neighbours with equal keys. */
  static final class ChunkedBy extends Adapter {
    private final Object key;
    private BideList chunk;
    private Object chunkKey;
    private boolean ended;

    ChunkedBy(Region region, BideIterator source, Object key) {
      super(region, source);
      this.key = key;
    }

    @Override
    protected Object step(CallContext cx, Invoker invoker) {
      while (!ended) {
        Object value = Iterators.next(cx, invoker, source);
        if (value == END) {
          ended = true;
          break;
        }
        Object current = invoker.invoke(cx, key, value);
        if (chunk != null && Equality.equals(chunkKey, current)) {
          chunk.add(value);
          continue;
        }
        BideList finished = chunk;
        chunk = BideList.of(cx.region(), value);
        chunkKey = current;
        if (finished != null) {
          return finished;
        }
      }
      BideList rest = chunk;
      chunk = null;
      return rest == null ? END : rest;
    }
  }

  /** Lists of so many neighbours; they overlap. */
  static final class Windowed extends Adapter {
    private final int size;
    private BideList window;

    Windowed(Region region, BideIterator source, int size) {
      super(region, source);
      this.size = size;
    }

    @Override
    protected Object step(CallContext cx, Invoker invoker) {
      BideList next =
          window == null ? new BideList(cx.region()) : window.slice(cx.region(), 1, window.size());
      while (next.size() < size) {
        Object value = Iterators.next(cx, invoker, source);
        if (value == END) {
          return END;
        }
        next.add(value);
      }
      // a copy is given away, since its receiver may change it
      window = next;
      return next.copy(cx.region());
    }
  }

  /** The values over and over; remembers them. Ends at once where there are none. */
  static final class Cycled extends Adapter {
    private final BideList values;
    private boolean repeating;
    private int at;

    Cycled(Region region, BideIterator source) {
      super(region, source);
      this.values = new BideList(region);
    }

    @Override
    protected Object step(CallContext cx, Invoker invoker) {
      if (!repeating) {
        Object value = source.next(cx, invoker);
        if (value != END) {
          values.add(value);
          return value;
        }
        repeating = true;
      }
      if (values.isEmpty()) {
        return END;
      }
      Object value = values.get(at);
      at = at + 1 == values.size() ? 0 : at + 1;
      return value;
    }
  }
}
