package bide.interpreter.library;

import bide.interpreter.value.BideIterator;
import bide.interpreter.value.BideList;
import bide.interpreter.value.Equality;
import bide.interpreter.value.Nil;
import java.util.function.Predicate;

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
        "let it = [1].iter()\n" + "it.next() -> 1\n" + "it.next() -> nil",
        (cx, call, self, args) -> orNil(((BideIterator) self).next(cx, call)));
    set.add(
        "iter()",
        "The iterator itself.",
        "(1..3).iter().iter().collect() -> [1, 2]",
        (cx, call, self, args) -> self);
    set.add(
        "close()",
        "Ends the generators that this takes its values from: their `finally` and `defer` parts run. Harmless when repeated.",
        "let it = (1..3).iter()\n" + "it.close()\n" + "it.next() -> 1",
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
            "let it = (1..3).iter()\nit.next() -> 1",
            (cx, call, self, args) -> iterator(cx, self));
  }

  private static MethodSet shared() {
    MethodSet set = new MethodSet();
    lazy(set);
    remembering(set);
    collecting(set);
    intoLists(set);
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
        "map(fn function)",
        "What the function gives for each value. Lazy.",
        "(1..4).map(|n| n * n).collect() -> [1, 4, 9]",
        (cx, call, self, args) -> new Adapters.Mapped(cx.region(), iterator(cx, self), args[0]));
    set.add(
        "filter(fn predicate)",
        "The values for which the function gives true. Lazy.",
        "(1..6).filter(|n| n % 2 == 0).collect() -> [2, 4]",
        (cx, call, self, args) ->
            new Adapters.Filtered(cx.region(), iterator(cx, self), args[0], "filter"));
    set.add(
        "flat_map(fn function)",
        "The values of the iterables that the function gives, one after the other. Lazy.",
        "(1..3).flat_map(|n| [n, -n]).collect() -> [1, -1, 2, -2]",
        (cx, call, self, args) -> new Adapters.Flat(cx.region(), iterator(cx, self), args[0]));
    set.add(
        "flatten()",
        "The values of the iterables that this gives, one after the other. Lazy.",
        "[[1], [2, 3]].iter().flatten().collect() -> [1, 2, 3]",
        (cx, call, self, args) -> new Adapters.Flat(cx.region(), iterator(cx, self), null));
    set.add(
        "take(count)",
        "The first so many values. Lazy.",
        "(1..).take(3).collect() -> [1, 2, 3]",
        (cx, call, self, args) ->
            new Adapters.Taken(
                cx.region(), iterator(cx, self), Args.count(args[0], "take", "count")));
    set.add(
        "skip(count)",
        "The values after the first so many. Lazy.",
        "(1..5).skip(2).collect() -> [3, 4]",
        (cx, call, self, args) ->
            new Adapters.Skipped(
                cx.region(), iterator(cx, self), Args.count(args[0], "skip", "count")));
    set.add(
        "take_while(fn predicate)",
        "The values before the first for which the function does not give true. Lazy.",
        "(1..).take_while(|n| n < 4).collect() -> [1, 2, 3]",
        (cx, call, self, args) ->
            new Adapters.TakenWhile(cx.region(), iterator(cx, self), args[0]));
    set.add(
        "skip_while(fn predicate)",
        "The values from the first for which the function does not give true. Lazy.",
        "(1..5).skip_while(|n| n < 3).collect() -> [3, 4]",
        (cx, call, self, args) ->
            new Adapters.SkippedWhile(cx.region(), iterator(cx, self), args[0]));
    set.add(
        "enumerate(start?)",
        "[index, value] pairs; counts from 0 or the given start. Lazy.",
        "\"ab\".iter().enumerate().collect() -> [[0, \"a\"], [1, \"b\"]]",
        (cx, call, self, args) ->
            new Adapters.Enumerated(
                cx.region(), iterator(cx, self), Args.integer(args[0], 0, "enumerate", "start")));
    set.add(
        "zip(other)",
        "Pairs of a value and one of the other iterable, until one of them ends. Lazy.",
        "(1..).zip([\"a\", \"b\"]).collect() -> [[1, \"a\"], [2, \"b\"]]",
        (cx, call, self, args) ->
            new Adapters.Zipped(
                cx.region(), iterator(cx, self), Iterators.require(cx.region(), args[0])));
    set.add(
        "chain(other)",
        "The values of this, then those of the other iterable. Lazy.",
        "(1..3).chain([9]).collect() -> [1, 2, 9]",
        (cx, call, self, args) ->
            new Adapters.Chained(
                cx.region(), iterator(cx, self), Iterators.require(cx.region(), args[0])));
    set.add(
        "step_by(step)",
        "Every so many-th value, beginning with the first. Lazy.",
        "(0..10).step_by(4).collect() -> [0, 4, 8]",
        (cx, call, self, args) ->
            new Adapters.Stepped(
                cx.region(), iterator(cx, self), Args.positive(args[0], "step_by", "step")));
    set.add(
        "chunks(size)",
        "Lists of so many values each; the last may be shorter. Lazy.",
        "(1..6).chunks(2).collect() -> [[1, 2], [3, 4], [5]]",
        (cx, call, self, args) ->
            new Adapters.Chunked(
                cx.region(), iterator(cx, self), Args.positive(args[0], "chunks", "size")));
  }

  private static BideList collect(CallContext cx, Invoker call, Object self) {
    return Iterators.collect(cx, call, iterator(cx, self));
  }

  private static void remembering(MethodSet set) {
    set.add(
        "filter_map(fn function)",
        "The results of the function that are not nil. Lazy.",
        "\"1x2\".iter().filter_map(|c| c.to_int(default: nil)).collect() -> [1, 2]",
        (cx, call, self, args) ->
            new IteratorAdapters.FilterMapped(cx.region(), iterator(cx, self), args[0]));
    set.add(
        "scan(initial, fn function)",
        "The totals that `fold` goes through, one for each value. Lazy.",
        "(1..).scan(0, |total, n| total + n).take(4).collect() -> [1, 3, 6, 10]",
        (cx, call, self, args) ->
            new IteratorAdapters.Scanned(cx.region(), iterator(cx, self), args[0], args[1]));
    set.add(
        "inspect(fn function)",
        "The same values; the function is called with each as it goes by. Lazy.",
        "let seen = []\n(1..).inspect(|n| seen.push(n)).take(2).sum() -> 3\nseen -> [1, 2]",
        (cx, call, self, args) ->
            new IteratorAdapters.Inspected(cx.region(), iterator(cx, self), args[0]));
    set.add(
        "unique()",
        "The values without those that equal an earlier one. Lazy; it remembers what it gave.",
        "\"banana\".iter().unique().join() -> ban",
        (cx, call, self, args) ->
            new IteratorAdapters.Unique(cx.region(), iterator(cx, self), null));
    set.add(
        "unique_by(fn key)",
        "The values without those whose key equals that of an earlier one. Lazy.",
        "(1..9).unique_by(|n| n % 3).collect() -> [1, 2, 3]",
        (cx, call, self, args) ->
            new IteratorAdapters.Unique(cx.region(), iterator(cx, self), args[0]));
    set.add(
        "deduped()",
        "The values without those that equal the one before. Lazy.",
        "\"aab\".iter().deduped().join() -> ab",
        (cx, call, self, args) ->
            new IteratorAdapters.Deduped(cx.region(), iterator(cx, self), null));
    set.add(
        "deduped_by(fn key)",
        "The values without those whose key equals that of the one before. Lazy.",
        "(1..7).deduped_by(|n| n / 3).collect() -> [1, 3, 6]",
        (cx, call, self, args) ->
            new IteratorAdapters.Deduped(cx.region(), iterator(cx, self), args[0]));
    set.add(
        "chunk_by(fn key)",
        "Lists of neighbours with equal keys. Lazy.",
        "(1..6).chunk_by(|n| n / 3).collect() -> [[1, 2], [3, 4, 5]]",
        (cx, call, self, args) ->
            new IteratorAdapters.ChunkedBy(cx.region(), iterator(cx, self), args[0]));
    set.add(
        "windows(size)",
        "Lists of so many neighbours each; they overlap. Lazy.",
        "(1..4).windows(2).collect() -> [[1, 2], [2, 3]]",
        (cx, call, self, args) ->
            new IteratorAdapters.Windowed(
                cx.region(), iterator(cx, self), Args.positive(args[0], "windows", "size")));
    set.add(
        "cycle()",
        "The values over and over. Lazy; it remembers them.",
        "(1..3).cycle().take(5).collect() -> [1, 2, 1, 2, 1]",
        (cx, call, self, args) -> new IteratorAdapters.Cycled(cx.region(), iterator(cx, self)));
    set.add(
        "concat(...others)",
        "The values of this, then those of the other iterables. Lazy.",
        "(1..3).concat([9], \"a\").collect() -> [1, 2, 9, \"a\"]",
        (cx, call, self, args) -> {
          BideIterator all = iterator(cx, self);
          for (Object other : (Object[]) args[0]) {
            all = new Adapters.Chained(cx.region(), all, Iterators.require(cx.region(), other));
          }
          return all;
        });
  }

  /** What needs all values at once: collects them and does what lists do. */
  private static void intoLists(MethodSet set) {
    asList(
        set,
        "sorted_with(fn compare)",
        "A list of the values, ordered by a function of two values that gives an int below 0, 0 or above 0.",
        "(1..4).sorted_with(|a, b| b - a) -> [3, 2, 1]");
    asList(
        set,
        "reversed()",
        "A list of the values in the opposite order.",
        "\"abc\".iter().reversed() -> [\"c\", \"b\", \"a\"]");
    asList(
        set,
        "group_by(fn key)",
        "A map from what the function gives to the list of values for which it gave that, in order of first appearance.",
        "(1..4).group_by(|n| n % 2) -> #{[1]: [1, 3], [0]: [2]}");
    asList(
        set,
        "partition(fn predicate)",
        "Two lists: the values for which the function gives true, and the others.",
        "(1..4).partition(|n| n > 1) -> [[2, 3], [1]]");
    asList(
        set,
        "counts()",
        "A map of how often each value occurs, in order of first appearance.",
        "\"banana\".iter().counts() -> #{b: 1, a: 3, n: 2}");
    asList(
        set,
        "unzip()",
        "Two lists: of the first and of the second elements of pairs.",
        "(1..3).map(|n| [n, n * n]).unzip() -> [[1, 2], [1, 4]]");
    asList(
        set,
        "min_by(fn key)",
        "The value with the least key, the first of several; nil if there is none.",
        "(1..4).min_by(|n| (n - 2).abs()) -> 2");
    asList(
        set,
        "max_by(fn key)",
        "The value with the greatest key, the first of several; nil if there is none.",
        "(1..4).max_by(|n| n % 3) -> 2");
    asList(
        set,
        "take_last(count)",
        "A list of the last so many values, or all if there are fewer.",
        "(1..6).take_last(2) -> [4, 5]");
    asList(
        set,
        "skip_last(count)",
        "A list of the values before the last so many.",
        "(1..6).skip_last(2) -> [1, 2, 3]");
    asList(
        set,
        "is_sorted()",
        "Whether no value is less than the one before it.",
        "(1..4).is_sorted() -> true");
  }

  private static void asList(MethodSet set, String signature, String doc, String example) {
    String name = signature.substring(0, signature.indexOf('('));
    set.add(
        signature,
        doc,
        example,
        (cx, call, self, args) -> {
          BideList list = collect(cx, call, self);
          return MethodTable.lookup(list, name).body().call(cx, call, list, args);
        });
  }

  private static void collecting(MethodSet set) {
    set.add(
        "collect()",
        "A list of the values.",
        "(1..4).collect() -> [1, 2, 3]",
        (cx, call, self, args) -> Iterators.collect(cx, call, iterator(cx, self)));
    set.add(
        "to_list()",
        "The same as `collect`.",
        "(1..4).to_list() -> [1, 2, 3]",
        (cx, call, self, args) -> Iterators.collect(cx, call, iterator(cx, self)));
    set.add(
        "to_map(fn function?)",
        "A map of [key, value] pairs: the values, or what the function gives for each.",
        "[\"a\", \"b\"].iter().enumerate().to_map() -> #{[0]: \"a\", [1]: \"b\"}",
        (cx, call, self, args) -> ListTransforms.toMap(cx, call, collect(cx, call, self), args[0]));
    set.add(
        "join(separator?)",
        "The values as text, with the separator between them.",
        "(1..4).join(\"+\") -> 1+2+3",
        (cx, call, self, args) -> {
          String separator = args[0] == null ? "" : Args.text(args[0], "join", "separator");
          return ListTransforms.join(
              cx, Iterators.collect(cx, call, iterator(cx, self)), separator);
        });
    set.add(
        "sorted()",
        "A list of the values in ascending order.",
        "\"cab\".iter().sorted() -> [\"a\", \"b\", \"c\"]",
        (cx, call, self, args) -> {
          BideList list = Iterators.collect(cx, call, iterator(cx, self));
          Folding.sort(cx, list);
          return list;
        });
    set.add(
        "sorted_by(fn key)",
        "A list of the values, in the order of what the function gives for each.",
        "(1..4).sorted_by(|n| -n) -> [3, 2, 1]",
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
        "(1..=100).sum() -> 5050",
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
        "(1..=5).product() -> 120",
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
        "fold(initial, fn function)",
        "Calls `function(total, value)` for each value, where the total is what it gave before, at first `initial`; gives the last total.",
        "(1..4).fold(\"\", |text, n| \"{text}{n}\") -> 123",
        (cx, call, self, args) -> fold(cx, call, iterator(cx, self), args[0], args[1]));
    set.add(
        "reduce(fn function)",
        "As `fold`, with the first value as initial total; nil if there is none.",
        "(1..5).reduce(|a, b| a * b) -> 24",
        (cx, call, self, args) -> {
          BideIterator iterator = iterator(cx, self);
          Object first = iterator.next(cx, call);
          return first == BideIterator.END ? Nil.NIL : fold(cx, call, iterator, first, args[0]);
        });
    set.add(
        "min(fn key?)",
        "The least value, or the one with the least key; nil if there is none.",
        "[3, 1, 2].iter().min() -> 1",
        (cx, call, self, args) -> extreme(cx, call, self, args[0], -1));
    set.add(
        "max(fn key?)",
        "The greatest value, or the one with the greatest key; nil if there is none.",
        "[3, 1, 2].iter().max() -> 3",
        (cx, call, self, args) -> extreme(cx, call, self, args[0], 1));
    set.add(
        "for_each(fn function)",
        "Calls the function with each value.",
        "let seen = []\n" + "(1..3).for_each(|n| seen.push(n))\n" + "seen -> [1, 2]",
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
        "count(fn predicate?)",
        "How many values there are, or for how many of them the function gives true.",
        "(1..10).count(|n| n % 3 == 0) -> 3",
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
        "(5..).first() -> 5",
        (cx, call, self, args) -> orNil(iterator(cx, self).next(cx, call)));
    set.add(
        "nth(index)",
        "The value after so many others, or nil.",
        "(5..).nth(2) -> 7",
        (cx, call, self, args) ->
            orNil(
                new Adapters.Skipped(
                        cx.region(), iterator(cx, self), Args.count(args[0], "nth", "index"))
                    .next(cx, call)));
    set.add(
        "last()",
        "The last value, or nil.",
        "(1..5).last() -> 4",
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
        "find(fn predicate)",
        "The first value for which the function gives true, or nil.",
        "(1..).find(|n| n * n > 50) -> 8",
        (cx, call, self, args) ->
            orNil(
                new Adapters.Filtered(cx.region(), iterator(cx, self), args[0], "find")
                    .next(cx, call)));
    set.add(
        "find_map(fn function)",
        "The first result of the function that is not nil, or nil.",
        "\"ab7\".iter().find_map(|c| c.to_int(default: nil)) -> 7",
        (cx, call, self, args) ->
            orNil(
                new IteratorAdapters.FilterMapped(cx.region(), iterator(cx, self), args[0])
                    .next(cx, call)));
    set.add(
        "position(fn predicate)",
        "The index of the first value for which the function gives true, or nil.",
        "(5..).position(|n| n % 4 == 0) -> 3",
        (cx, call, self, args) ->
            indexWhere(
                cx,
                call,
                self,
                value -> Args.verdict(call.invoke(cx, args[0], value), "position")));
    set.add(
        "index_of(value)",
        "The index of the first value that equals the given one, or nil.",
        "\"abc\".iter().index_of(\"c\") -> 2",
        (cx, call, self, args) ->
            indexWhere(cx, call, self, value -> Equality.equals(value, args[0])));
    set.add(
        "contains(value)",
        "Whether one of the values equals the given one. Stops at the first.",
        "\"abc\".iter().contains(\"c\") -> true",
        (cx, call, self, args) ->
            indexWhere(cx, call, self, value -> Equality.equals(value, args[0])) != Nil.NIL);
    set.add(
        "none(fn predicate)",
        "Whether the function gives true for no value. Stops at the first for which it does.",
        "(1..5).none(|n| n > 9) -> true",
        (cx, call, self, args) -> allGive(cx, call, self, args[0], false, "none"));
    set.add(
        "any(fn predicate)",
        "Whether the function gives true for at least one value. Stops at the first.",
        "(1..5).any(|n| n == 3) -> true",
        (cx, call, self, args) -> !allGive(cx, call, self, args[0], false, "any"));
    set.add(
        "all(fn predicate)",
        "Whether the function gives true for every value. Stops at the first for which it does not.",
        "(1..5).all(|n| n < 3) -> false",
        (cx, call, self, args) -> allGive(cx, call, self, args[0], true, "all"));
  }

  private static Object indexWhere(
      CallContext cx, Invoker call, Object self, Predicate<Object> wanted) {
    BideIterator iterator = iterator(cx, self);
    Object value = Iterators.next(cx, call, iterator);
    for (long index = 0; value != BideIterator.END; index++) {
      if (wanted.test(value)) {
        return index;
      }
      value = Iterators.next(cx, call, iterator);
    }
    return Nil.NIL;
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
