package bide.interpreter.library;

import bide.interpreter.error.Errors;
import bide.interpreter.value.BideIterator;
import bide.interpreter.value.BideRange;
import bide.interpreter.value.Equality;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Numbers;
import bide.interpreter.value.Region;
import java.math.BigInteger;

/** Methods of ranges: their bounds, and all those of iterators over their ints. */
final class RangeMethods {
  private RangeMethods() {}

  static MethodSet all() {
    MethodSet set = IteratorMethods.forRanges();
    set.add(
        "start()",
        "The first int, or nil for a range without a start.",
        "(2..5).start() -> 2",
        (cx, call, self, args) -> range(self).hasStart() ? (Object) range(self).start() : Nil.NIL);
    set.add(
        "end()",
        "The end as written, or nil for a range without one.",
        "(2..5).end() -> 5",
        (cx, call, self, args) -> range(self).hasEnd() ? (Object) range(self).end() : Nil.NIL);
    set.add(
        "is_empty()",
        "Whether no int lies in it.",
        "(5..2).is_empty() -> true",
        (cx, call, self, args) -> range(self).isEmpty());
    set.add(
        "contains(number)",
        "Whether the number lies in it. A float may lie between two ints.",
        "(1..5).contains(5) -> false\n" + "5 in 1..=5 -> true",
        (cx, call, self, args) -> contains(range(self), args[0]));
    set.add(
        "len()",
        "How many ints it has.",
        "(1..=5).len() -> 5",
        (cx, call, self, args) -> bounded(range(self), "len").count());
    set.add(
        "reversed()",
        "A lazy iterator over its ints from the last to the first.",
        "(1..4).reversed().collect() -> [3, 2, 1]\n"
            + "(0..1_000_000_000).reversed().first() -> 999999999",
        (cx, call, self, args) -> new Backwards(cx.region(), bounded(range(self), "reversed")));
    set.add(
        "is_inclusive()",
        "Whether its end belongs to it: `a..=b`.",
        "(1..=5).is_inclusive() -> true",
        (cx, call, self, args) -> range(self).inclusive());
    atOnce(set);
    set.inlined(
        "for_each(fn function)",
        "Calls the function with each int.",
        "let seen = []\n" + "(1..3).for_each(|n| seen.push(n))\n" + "seen -> [1, 2]",
        (cx, call, self, args) -> {
          BideRange range = range(self);
          if (!range.hasStart()) {
            throw Iterators.notIterable(range);
          }
          if (!range.isEmpty()) {
            long last = range.last();
            for (long i = range.start(); ; i++) {
              call.invoke(cx, args[0], i);
              if (i == last) {
                break;
              }
            }
          }
          return Nil.NIL;
        });
    return set;
  }

  /** What iterators find by going through all values, and a range knows. */
  private static void atOnce(MethodSet set) {
    set.add(
        "sum()",
        "The sum of its ints, without going through them.",
        "(1..=1_000_000_000).sum() -> 500000000500000000",
        (cx, call, self, args) -> {
          BideRange range = bounded(range(self), "sum");
          if (range.isEmpty()) {
            return 0L;
          }
          BigInteger ends = BigInteger.valueOf(range.start()).add(BigInteger.valueOf(range.last()));
          return Numbers.normalise(ends.multiply(Numbers.toBig(range.count())).shiftRight(1));
        });
    set.add(
        "last()",
        "Its last int, or nil if it is empty.",
        "(1..5).last() -> 4",
        (cx, call, self, args) -> {
          BideRange range = bounded(range(self), "last");
          return range.isEmpty() ? Nil.NIL : (Object) range.last();
        });
  }

  private static BideRange range(Object self) {
    return (BideRange) self;
  }

  private static BideRange bounded(BideRange range, String method) {
    if (!range.hasStart()) {
      throw Iterators.notIterable(range);
    }
    if (!range.hasEnd()) {
      throw Errors.value("the range " + range + " has no end, so it has no `" + method + "`");
    }
    return range;
  }

  static boolean contains(BideRange range, Object number) {
    Args.number(number, "contains", "number");
    if (number instanceof Double d && d.isNaN()) {
      return false;
    }
    return (!range.hasStart() || Equality.compare(number, range.start()) >= 0)
        && (!range.hasEnd() || Numbers.compare(number, range.end()) < (range.inclusive() ? 1 : 0));
  }

  private static final class Backwards extends BideIterator {
    private final long first;
    private long at;
    private boolean ended;

    Backwards(Region region, BideRange range) {
      super(region);
      first = range.start();
      ended = range.isEmpty();
      at = ended ? first : range.last();
    }

    @Override
    protected Object step(CallContext cx, Invoker invoker) {
      if (ended) {
        return END;
      }
      long value = at;
      ended = value == first;
      at--;
      return value;
    }
  }
}
