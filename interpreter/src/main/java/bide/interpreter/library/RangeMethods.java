package bide.interpreter.library;

import bide.interpreter.error.Errors;
import bide.interpreter.value.BideIterator;
import bide.interpreter.value.BideRange;
import bide.interpreter.value.Equality;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Numbers;
import bide.interpreter.value.Region;

/** Methods of ranges: their bounds, and all those of iterators over their ints. */
final class RangeMethods {
  private RangeMethods() {}

  static MethodSet all() {
    MethodSet set = IteratorMethods.forRanges();
    set.add(
        "start()",
        "The first int, or nil for a range without a start.",
        (cx, call, self, args) -> range(self).hasStart() ? (Object) range(self).start() : Nil.NIL);
    set.add(
        "end()",
        "The end as written, or nil for a range without one.",
        (cx, call, self, args) -> range(self).hasEnd() ? (Object) range(self).end() : Nil.NIL);
    set.add(
        "is_empty()",
        "Whether no int lies in it.",
        (cx, call, self, args) -> range(self).isEmpty());
    set.add(
        "contains(number)",
        "Whether the number lies in it. A float may lie between two ints.",
        (cx, call, self, args) -> contains(range(self), args[0]));
    set.add(
        "len()",
        "How many ints it has.",
        (cx, call, self, args) -> bounded(range(self), "len").count());
    set.add(
        "rev()",
        "A lazy iterator over its ints from the last to the first.",
        (cx, call, self, args) -> new Backwards(cx.region(), bounded(range(self), "rev")));
    set.inlined(
        "for_each(function)",
        "Calls the function with each int.",
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
    public Object next(CallContext cx, Invoker invoker) {
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
