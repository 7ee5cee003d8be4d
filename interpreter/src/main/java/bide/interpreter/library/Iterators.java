package bide.interpreter.library;

import bide.interpreter.async.FutureHints;
import bide.interpreter.data.UserMethods;
import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import bide.interpreter.ownership.Ownership;
import bide.interpreter.value.BideBuffer;
import bide.interpreter.value.BideBytes;
import bide.interpreter.value.BideIterator;
import bide.interpreter.value.BideList;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.BideRange;
import bide.interpreter.value.Kinds;
import bide.interpreter.value.Owned;
import bide.interpreter.value.Region;
import bide.interpreter.value.Strings;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleSafepoint;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.strings.TruffleString;
import java.math.BigInteger;

/**
 * What {@code for} and the lazy methods iterate: the elements of lists, [key, value] pairs of maps,
 * ints of ranges, characters, bytes.
 */
public final class Iterators {
  private Iterators() {}

  /**
   * The values of {@code iterable} one by one, or null where that kind has none. An iterator is its
   * own.
   */
  @TruffleBoundary
  public static BideIterator over(Region region, Object iterable) {
    if (iterable instanceof Owned owned) {
      Ownership.checkRead(owned, region, null);
    }
    return switch (iterable) {
      case BideIterator iterator -> iterator;
      case BideList list -> new OverList(region, list);
      case BideMap map -> new OverMap(region, map);
      case BideRange range -> range.hasStart() ? new OverRange(region, range) : null;
      case TruffleString string -> new OverString(region, string);
      case BideBytes bytes -> new OverBytes(region, bytes.array(), bytes.size());
      case BideBuffer buffer ->
          new OverBytes(region, buffer.toArray(0, buffer.size()), buffer.size());
      default -> {
        Object own = UserMethods.iterable(region, iterable);
        yield own == null ? null : over(region, own);
      }
    };
  }

  /** {@link #over}, where an argument must be iterable: throws TypeError otherwise. */
  @TruffleBoundary
  public static BideIterator require(Region region, Object iterable) {
    BideIterator iterator = over(region, iterable);
    if (iterator == null) {
      throw notIterable(iterable);
    }
    return iterator;
  }

  @TruffleBoundary
  public static BideException notIterable(Object value) {
    return value instanceof BideRange range
        ? Errors.value("the range " + range + " has no start, so it cannot be iterated")
        : FutureHints.addTo(Errors.type(Kinds.described(value) + " cannot be iterated"), value);
  }

  /** The remaining values as a list. */
  @TruffleBoundary
  public static BideList collect(CallContext cx, Invoker invoker, BideIterator iterator) {
    BideList list = new BideList(cx.region());
    each(
        cx,
        invoker,
        iterator,
        value -> {
          list.add(value);
          return true;
        });
    return list;
  }

  /** Looks at a value and says whether to go on. */
  public interface Visitor {
    boolean visit(Object value);
  }

  /**
   * Shows the remaining values to a visitor until there are no more or it has enough. An error of
   * the visitor, or of an adapter on the way, closes the iterator; having enough leaves it where it
   * is.
   */
  public static void each(CallContext cx, Invoker invoker, BideIterator iterator, Visitor visitor) {
    try {
      Object value = next(cx, invoker, iterator);
      while (value != BideIterator.END && visitor.visit(value)) {
        value = next(cx, invoker, iterator);
      }
    } catch (AbstractTruffleException | StackOverflowError failure) {
      iterator.close(cx, invoker);
      throw failure;
    }
  }

  /**
   * The next value, at a point where the run may be interrupted: an endless iterator must not be
   * beyond Ctrl-C.
   */
  public static Object next(CallContext cx, Invoker invoker, BideIterator iterator) {
    TruffleSafepoint.poll(invoker);
    return iterator.next(cx, invoker);
  }

  private static final class OverList extends BideIterator {
    private final BideList list;
    private int at;

    OverList(Region region, BideList list) {
      super(region);
      this.list = list;
    }

    @Override
    protected Object step(CallContext cx, Invoker invoker) {
      Ownership.checkRead(list, cx.region(), null);
      if (at >= list.size()) {
        at = Integer.MAX_VALUE;
        return END;
      }
      return list.get(at++);
    }
  }

  private static final class OverMap extends BideIterator {
    private final BideMap map;
    private final int changes;
    private int entry;

    OverMap(Region region, BideMap map) {
      super(region);
      this.map = map;
      this.changes = map.changes();
    }

    @Override
    protected Object step(CallContext cx, Invoker invoker) {
      if (entry < 0) {
        return END;
      }
      Ownership.checkRead(map, cx.region(), null);
      map.checkUnchanged(changes);
      int found = map.nextEntry(entry);
      entry = found < 0 ? -1 : found + 1;
      return found < 0 ? END : pair(cx.region(), map.keyAt(found), map.valueAt(found));
    }
  }

  /** A list of two. */
  public static BideList pair(Region region, Object first, Object second) {
    return BideList.of(region, first, second);
  }

  private static final class OverRange extends BideIterator {
    private long at;
    private final long last;
    private boolean ended;

    /** Past 64 bits an endless range goes on in big ints; null before. */
    private BigInteger beyond;

    private final boolean endless;

    OverRange(Region region, BideRange range) {
      super(region);
      at = range.start();
      ended = range.isEmpty();
      last = ended ? at : range.last();
      endless = !range.hasEnd();
    }

    @Override
    protected Object step(CallContext cx, Invoker invoker) {
      if (ended) {
        return beyond == null ? END : nextBeyond();
      }
      long value = at;
      if (value == last) {
        ended = true;
        if (endless) {
          startBeyond();
        }
      } else {
        at = value + 1;
      }
      return value;
    }

    @TruffleBoundary
    private void startBeyond() {
      beyond = BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.ONE);
    }

    @TruffleBoundary
    private Object nextBeyond() {
      BigInteger value = beyond;
      beyond = value.add(BigInteger.ONE);
      return value;
    }
  }

  private static final class OverString extends BideIterator {
    private final TruffleString string;
    private final int length;
    private int at;

    OverString(Region region, TruffleString string) {
      super(region);
      this.string = string;
      this.length = Strings.length(string);
    }

    @Override
    protected Object step(CallContext cx, Invoker invoker) {
      return at < length ? Strings.slice(string, at, ++at) : END;
    }
  }

  private static final class OverBytes extends BideIterator {
    private final byte[] bytes;
    private final int size;
    private int at;

    OverBytes(Region region, byte[] bytes, int size) {
      super(region);
      this.bytes = bytes;
      this.size = size;
    }

    @Override
    protected Object step(CallContext cx, Invoker invoker) {
      return at < size ? (Object) (long) (bytes[at++] & 0xff) : END;
    }
  }
}
