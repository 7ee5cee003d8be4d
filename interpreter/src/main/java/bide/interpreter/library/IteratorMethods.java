package bide.interpreter.library;

import bide.interpreter.value.BideIterator;
import bide.interpreter.value.BideList;
import bide.interpreter.value.Nil;

/**
 * Methods of iterators, and of ranges as iterators over their ints. Those that give an iterator are
 * lazy: they take values, and call functions, only when values are asked of them. The others use up
 * the iterator.
 */
final class IteratorMethods {
  private IteratorMethods() {}

  static MethodSet all() {
    MethodSet set = shared();
    set.add(
        "next()",
        "The next value, or nil at the end.",
        (cx, call, self, args) -> orNil(((BideIterator) self).next(cx, call)));
    set.add("iter()", "The iterator itself.", (cx, call, self, args) -> self);
    set.add(
        "close()",
        "Ends the generators that this takes its values from: their `finally` and `defer` parts run. Harmless when repeated.",
        (cx, call, self, args) -> {
          ((BideIterator) self).close(cx, call);
          return Nil.NIL;
        });
    return set;
  }

  static MethodSet forRanges() {
    return shared()
        .add(
            "iter()",
            "A lazy iterator over the ints.",
            (cx, call, self, args) -> iterator(cx, self));
  }

  private static MethodSet shared() {
    MethodSet set = new MethodSet();
    lazy(set);
    collecting(set);
    folding(set);
    searching(set);
    return set;
  }

  private static BideIterator iterator(CallContext cx, Object self) {
    return Iterators.require(cx.region(), self);
  }

  private static Object orNil(Object value) {
    return value == BideIterator.END ? Nil.NIL : value;
  }

  private static void lazy(MethodSet set) {
    set.add(
        "map(function)",
        "What the function gives for each value. Lazy.",
        (cx, call, self, args) -> new Adapters.Mapped(cx.region(), iterator(cx, self), args[0]));
    set.add(
        "filter(predicate)",
        "The values for which the function gives true. Lazy.",
        (cx, call, self, args) -> new Adapters.Filtered(cx.region(), iterator(cx, self), args[0]));
    set.add(
        "flat_map(function)",
        "The values of the iterables that the function gives, one after the other. Lazy.",
        (cx, call, self, args) -> new Adapters.Flat(cx.region(), iterator(cx, self), args[0]));
    set.add(
        "flatten()",
        "The values of the iterables that this gives, one after the other. Lazy.",
        (cx, call, self, args) -> new Adapters.Flat(cx.region(), iterator(cx, self), null));
    set.add(
        "take(count)",
        "The first so many values. Lazy.",
        (cx, call, self, args) ->
            new Adapters.Taken(
                cx.region(), iterator(cx, self), Args.count(args[0], "take", "count")));
    set.add(
        "skip(count)",
        "The values after the first so many. Lazy.",
        (cx, call, self, args) ->
            new Adapters.Skipped(
                cx.region(), iterator(cx, self), Args.count(args[0], "skip", "count")));
    set.add(
        "drop(count)",
        "The same as `skip`. Lazy.",
        (cx, call, self, args) ->
            new Adapters.Skipped(
                cx.region(), iterator(cx, self), Args.count(args[0], "drop", "count")));
    set.add(
        "take_while(predicate)",
        "The values before the first for which the function does not give true. Lazy.",
        (cx, call, self, args) ->
            new Adapters.TakenWhile(cx.region(), iterator(cx, self), args[0]));
    set.add(
        "skip_while(predicate)",
        "The values from the first for which the function does not give true. Lazy.",
        (cx, call, self, args) ->
            new Adapters.SkippedWhile(cx.region(), iterator(cx, self), args[0]));
    set.add(
        "enumerate(start?)",
        "[index, value] pairs; counts from 0 or the given start. Lazy.",
        (cx, call, self, args) ->
            new Adapters.Enumerated(
                cx.region(), iterator(cx, self), Args.integer(args[0], 0, "enumerate", "start")));
    set.add(
        "zip(other)",
        "Pairs of a value and one of the other iterable, until one of them ends. Lazy.",
        (cx, call, self, args) ->
            new Adapters.Zipped(
                cx.region(), iterator(cx, self), Iterators.require(cx.region(), args[0])));
    set.add(
        "chain(other)",
        "The values of this, then those of the other iterable. Lazy.",
        (cx, call, self, args) ->
            new Adapters.Chained(
                cx.region(), iterator(cx, self), Iterators.require(cx.region(), args[0])));
    set.add(
        "step_by(step)",
        "Every so many-th value, beginning with the first. Lazy.",
        (cx, call, self, args) ->
            new Adapters.Stepped(
                cx.region(), iterator(cx, self), Args.positive(args[0], "step_by", "step")));
    set.add(
        "chunks(size)",
        "Lists of so many values each; the last may be shorter. Lazy.",
        (cx, call, self, args) ->
            new Adapters.Chunked(
                cx.region(), iterator(cx, self), Args.positive(args[0], "chunks", "size")));
  }

  private static void collecting(MethodSet set) {
    set.add(
        "collect()",
        "A list of the values.",
        (cx, call, self, args) -> Iterators.collect(cx, call, iterator(cx, self)));
    set.add(
        "to_list()",
        "The same as `collect`.",
        (cx, call, self, args) -> Iterators.collect(cx, call, iterator(cx, self)));
    set.add(
        "to_map()",
        "A map of [key, value] pairs.",
        (cx, call, self, args) ->
            ListTransforms.toMap(cx.region(), Iterators.collect(cx, call, iterator(cx, self))));
    set.add(
        "unique()",
        "A list of the values without those that equal an earlier one.",
        (cx, call, self, args) ->
            ListTransforms.unique(cx.region(), Iterators.collect(cx, call, iterator(cx, self))));
    set.add(
        "join(separator?)",
        "The values as text, with the separator between them.",
        (cx, call, self, args) -> {
          String separator = args[0] == null ? "" : Args.text(args[0], "join", "separator");
          return ListTransforms.join(Iterators.collect(cx, call, iterator(cx, self)), separator);
        });
    set.add(
        "sorted()",
        "A list of the values in ascending order.",
        (cx, call, self, args) -> {
          BideList list = Iterators.collect(cx, call, iterator(cx, self));
          Folding.sort(list);
          return list;
        });
    set.add(
        "sorted_by(key)",
        "A list of the values, in the order of what the function gives for each.",
        (cx, call, self, args) -> {
          BideList list = Iterators.collect(cx, call, iterator(cx, self));
          Folding.sortBy(list, cx, call, args[0]);
          return list;
        });
  }

  private static void visit(CallContext cx, Invoker call, Object self, Iterators.Visitor visitor) {
    Iterators.each(cx, call, iterator(cx, self), visitor);
  }

  private static void folding(MethodSet set) {
    set.add(
        "sum()",
        "The sum of numbers or durations; 0 if there are none.",
        (cx, call, self, args) -> {
          Object[] total = {null};
          visit(
              cx,
              call,
              self,
              value -> {
                total[0] = Folding.plus(total[0], value);
                return true;
              });
          return total[0] == null ? 0L : total[0];
        });
    set.add(
        "product()",
        "The product of numbers; 1 if there are none.",
        (cx, call, self, args) -> {
          Object[] product = {1L};
          visit(
              cx,
              call,
              self,
              value -> {
                product[0] = Folding.times(product[0], value);
                return true;
              });
          return product[0];
        });
    set.add(
        "fold(initial, function)",
        "Calls `function(total, value)` for each value, where the total is what it gave before, at first `initial`; gives the last total.",
        (cx, call, self, args) -> fold(cx, call, iterator(cx, self), args[0], args[1]));
    set.add(
        "reduce(function)",
        "As `fold`, with the first value as initial total; nil if there is none.",
        (cx, call, self, args) -> {
          BideIterator iterator = iterator(cx, self);
          Object first = iterator.next(cx, call);
          return first == BideIterator.END ? Nil.NIL : fold(cx, call, iterator, first, args[0]);
        });
    set.add(
        "min(key?)",
        "The least value, or the one with the least key; nil if there is none.",
        (cx, call, self, args) -> extreme(cx, call, self, args[0], -1));
    set.add(
        "max(key?)",
        "The greatest value, or the one with the greatest key; nil if there is none.",
        (cx, call, self, args) -> extreme(cx, call, self, args[0], 1));
    set.add(
        "for_each(function)",
        "Calls the function with each value.",
        (cx, call, self, args) -> {
          visit(
              cx,
              call,
              self,
              value -> {
                call.invoke(cx, args[0], value);
                return true;
              });
          return Nil.NIL;
        });
    set.add(
        "count(predicate?)",
        "How many values there are, or for how many of them the function gives true.",
        (cx, call, self, args) -> {
          long[] count = {0};
          visit(
              cx,
              call,
              self,
              value -> {
                count[0] +=
                    args[0] == null || Args.verdict(call.invoke(cx, args[0], value), "count")
                        ? 1
                        : 0;
                return true;
              });
          return count[0];
        });
  }

  private static Object fold(
      CallContext cx, Invoker call, BideIterator iterator, Object initial, Object function) {
    Object[] total = {initial};
    Iterators.each(
        cx,
        call,
        iterator,
        value -> {
          total[0] = call.invoke(cx, function, total[0], value);
          return true;
        });
    return total[0];
  }

  private static Object extreme(CallContext cx, Invoker call, Object self, Object key, int wanted) {
    Folding.Extreme extreme = new Folding.Extreme(wanted);
    visit(
        cx,
        call,
        self,
        value -> {
          extreme.offer(value, key == null ? value : call.invoke(cx, key, value));
          return true;
        });
    return extreme.result();
  }

  private static void searching(MethodSet set) {
    set.add(
        "first()",
        "The first value, or nil.",
        (cx, call, self, args) -> orNil(iterator(cx, self).next(cx, call)));
    set.add(
        "nth(index)",
        "The value after so many others, or nil.",
        (cx, call, self, args) ->
            orNil(
                new Adapters.Skipped(
                        cx.region(), iterator(cx, self), Args.count(args[0], "nth", "index"))
                    .next(cx, call)));
    set.add(
        "last()",
        "The last value, or nil.",
        (cx, call, self, args) -> {
          Object[] last = {Nil.NIL};
          visit(
              cx,
              call,
              self,
              value -> {
                last[0] = value;
                return true;
              });
          return last[0];
        });
    set.add(
        "find(predicate)",
        "The first value for which the function gives true, or nil.",
        (cx, call, self, args) ->
            orNil(new Adapters.Filtered(cx.region(), iterator(cx, self), args[0]).next(cx, call)));
    set.add(
        "any(predicate)",
        "Whether the function gives true for at least one value. Stops at the first.",
        (cx, call, self, args) -> !allGive(cx, call, self, args[0], false, "any"));
    set.add(
        "all(predicate)",
        "Whether the function gives true for every value. Stops at the first for which it does not.",
        (cx, call, self, args) -> allGive(cx, call, self, args[0], true, "all"));
  }

  private static boolean allGive(
      CallContext cx, Invoker call, Object self, Object predicate, boolean wanted, String name) {
    boolean[] all = {true};
    visit(
        cx,
        call,
        self,
        value -> {
          all[0] = Args.verdict(call.invoke(cx, predicate, value), name) == wanted;
          return all[0];
        });
    return all[0];
  }
}
