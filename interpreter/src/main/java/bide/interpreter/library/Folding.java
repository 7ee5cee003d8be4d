package bide.interpreter.library;

import bide.interpreter.error.Errors;
import bide.interpreter.value.BideDuration;
import bide.interpreter.value.BideList;
import bide.interpreter.value.Equality;
import bide.interpreter.value.Kinds;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Numbers;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.strings.TruffleString;
import java.util.Arrays;
import java.util.Comparator;

/** What lists and iterators share: sums, extremes and orders. */
public final class Folding {
  private Folding() {}

  /** The sum of a list: of numbers, or of durations; 0 for an empty one. */
  static Object sum(BideList list) {
    int size = list.size();
    if (list.isLong()) {
      long total = 0;
      for (int i = 0; i < size; i++) {
        long next = total + list.getLong(i);
        if (((total ^ next) & (list.getLong(i) ^ next)) < 0) {
          return sumFrom(total, list, i);
        }
        total = next;
      }
      return total;
    }
    if (list.isDouble()) {
      double total = 0;
      for (int i = 0; i < size; i++) {
        total += list.getDouble(i);
      }
      return total;
    }
    return size == 0 ? (Object) 0L : sumFrom(null, list, 0);
  }

  @TruffleBoundary
  private static Object sumFrom(Object start, BideList list, int from) {
    Object total = start;
    for (int i = from; i < list.size(); i++) {
      total = plus(total, list.get(i));
    }
    return total;
  }

  /** One more term; {@code total} is null before the first. */
  @TruffleBoundary
  public static Object plus(Object total, Object term) {
    if (term instanceof BideDuration duration) {
      if (total == null) {
        return duration;
      }
      if (total instanceof BideDuration before) {
        return before.plus(duration);
      }
    }
    if (!Numbers.isNumber(term) || total instanceof BideDuration) {
      throw term instanceof TruffleString
          ? Errors.type("`sum` needs numbers or durations, not a string")
              .withHelp("to put strings together use `join()`")
          : Errors.type("`sum` needs numbers or durations, not " + Kinds.described(term));
    }
    return total == null ? term : Numbers.add(total, term);
  }

  @TruffleBoundary
  static Object times(Object product, Object factor) {
    if (!Numbers.isNumber(factor)) {
      throw Errors.type("`product` needs numbers, not " + Kinds.described(factor));
    }
    return Numbers.multiply(product, factor);
  }

  /** The extreme of what an iterator gives, the first of equals; nil if it gives nothing. */
  static final class Extreme {
    private final int wanted;
    private Object best;
    private Object bestKey;

    /**
     * @param wanted the sign of a comparison that makes a value the new extreme: negative for the
     *     least
     */
    Extreme(int wanted) {
      this.wanted = wanted;
    }

    @TruffleBoundary
    void offer(Object value, Object key) {
      if (best == null || Integer.signum(Equality.compare(key, bestKey)) == wanted) {
        best = value;
        bestKey = key;
      }
    }

    Object result() {
      return best == null ? Nil.NIL : best;
    }
  }

  /** In ascending order; stable. */
  @TruffleBoundary
  static void sort(CallContext cx, BideList list) {
    if (list.isLong()) {
      Arrays.sort(list.longs(), 0, list.size());
    } else if (!list.isEmpty()) {
      Object[] elements = sorted(list.toArray(), Equality::compare, "compare");
      Uses.stillChanges(cx, list, Nil.NIL);
      list.refill(elements);
    }
  }

  /**
   * In ascending order of what {@code key} gives for each element, called once for each; stable.
   */
  @TruffleBoundary
  static void sortBy(BideList list, CallContext cx, Invoker invoker, Object key) {
    record Keyed(Object key, Object element) {}
    Object[] elements = list.toArray();
    Keyed[] keyed = new Keyed[elements.length];
    for (int i = 0; i < elements.length; i++) {
      keyed[i] = new Keyed(invoker.invoke(cx, key, elements[i]), elements[i]);
    }
    sorted(keyed, (a, b) -> Equality.compare(a.key, b.key), "compare");
    for (int i = 0; i < elements.length; i++) {
      elements[i] = keyed[i].element;
    }
    Uses.stillChanges(cx, list, Nil.NIL);
    list.refill(elements);
  }

  /**
   * In the order of a function of two elements that gives an int below, at or above zero; stable.
   */
  @TruffleBoundary
  static void sortWith(BideList list, CallContext cx, Invoker invoker, Object order, String name) {
    Comparator<Object> comparator =
        (a, b) -> {
          Object result = invoker.invoke(cx, order, a, b);
          if (result instanceof Long number) {
            return Long.signum(number);
          }
          throw Errors.type(
              "`" + name + "` needs a function that gives an int, not " + Kinds.described(result));
        };
    Object[] elements = sorted(list.toArray(), comparator, name);
    Uses.stillChanges(cx, list, Nil.NIL);
    list.refill(elements);
  }

  private static <T> T[] sorted(T[] elements, Comparator<? super T> comparator, String name) {
    try {
      Arrays.sort(elements, comparator);
    } catch (IllegalArgumentException e) {
      throw Errors.value(
          "`"
              + name
              + "` gives no consistent order: it puts a before b, b before c and c before a");
    }
    return elements;
  }
}
