package bide.interpreter.library;

import bide.interpreter.value.BideIterator;
import bide.interpreter.value.BideList;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Region;
import bide.interpreter.value.Strings;
import bide.interpreter.value.Text;
import com.oracle.truffle.api.strings.TruffleString;
import java.util.HashSet;
import java.util.Set;

/**
 * Methods of lists that make new values of the elements, at once. The loops that call functions are
 * compiled into their callers; they look at the length in each round, since the function may change
 * the list.
 */
final class ListTransforms {
  private ListTransforms() {}

  static void addTo(MethodSet set) {
    mapping(set);
    folding(set);
    cutting(set);
    combining(set);
  }

  private static BideList list(Object self) {
    return (BideList) self;
  }

  private static void mapping(MethodSet set) {
    set.inlined(
        "map(fn function)",
        "A list of what the function gives for each element.",
        "[1, 2].map(|n| n * 10) -> [10, 20]",
        (cx, call, self, args) -> {
          BideList list = list(self);
          if (list.isEmpty()) {
            return new BideList(cx.region());
          }
          int room = list.size();
          BideList result =
              BideList.startingWith(cx.region(), call.invoke(cx, args[0], list.get(0)), room);
          for (int i = 1; Uses.has(cx, list, i); i++) {
            result.add(call.invoke(cx, args[0], list.get(i)));
          }
          return result;
        });
    set.inlined(
        "filter(fn predicate)",
        "A list of the elements for which the function gives true.",
        "[1, 2, 3].filter(|n| n != 2) -> [1, 3]",
        (cx, call, self, args) -> filter(cx, call, list(self), args[0], "filter"));
    set.inlined(
        "for_each(fn function)",
        "Calls the function with each element.",
        "let seen = []\n" + "[1, 2].for_each(|n| seen.push(n))\n" + "seen -> [1, 2]",
        (cx, call, self, args) -> {
          BideList list = list(self);
          for (int i = 0; Uses.has(cx, list, i); i++) {
            call.invoke(cx, args[0], list.get(i));
          }
          return Nil.NIL;
        });
    set.add(
        "flat_map(fn function)",
        "Puts what the function gives for each element (lists, ranges, iterators) one after the other into a list.",
        "[1, 3].flat_map(|n| [n, n + 1]) -> [1, 2, 3, 4]",
        (cx, call, self, args) -> {
          BideList list = list(self);
          BideList result = new BideList(cx.region());
          for (int i = 0; Uses.has(cx, list, i); i++) {
            ListMethods.extend(cx, call, result, call.invoke(cx, args[0], list.get(i)));
          }
          return result;
        });
    set.add(
        "flatten()",
        "Puts the elements of the lists in this list one after the other. One level only.",
        "[[1, 2], [], [3]].flatten() -> [1, 2, 3]",
        (cx, call, self, args) -> {
          BideList list = list(self);
          BideList result = new BideList(cx.region());
          for (int i = 0; Uses.has(cx, list, i); i++) {
            ListMethods.extend(cx, call, result, list.get(i));
          }
          return result;
        });
    set.add(
        "enumerate(start?)",
        "A list of [index, element] pairs; counts from 0 or the given start.",
        "[\"a\", \"b\"].enumerate() -> [[0, \"a\"], [1, \"b\"]]",
        (cx, call, self, args) -> {
          BideList list = list(self);
          long start = Args.integer(args[0], 0, "enumerate", "start");
          Object[] pairs = new Object[list.size()];
          for (int i = 0; i < pairs.length; i++) {
            pairs[i] = Iterators.pair(cx.region(), start + i, list.get(i));
          }
          return BideList.ofObjects(cx.region(), pairs);
        });
    set.add(
        "group_by(fn key)",
        "A map from what the function gives to the list of elements for which it gave that, in order of first appearance.",
        "[1, 2, 3].group_by(|n| n % 2) -> #{[1]: [1, 3], [0]: [2]}",
        (cx, call, self, args) -> {
          BideList list = list(self);
          BideMap groups = new BideMap(cx.region());
          for (int i = 0; Uses.has(cx, list, i); i++) {
            Object element = list.get(i);
            Object key = call.invoke(cx, args[0], element);
            BideList group = (BideList) groups.get(key);
            if (group == null) {
              group = new BideList(cx.region());
              groups.set(key, group);
            }
            group.add(element);
          }
          return groups;
        });
    set.add(
        "partition(fn predicate)",
        "Two lists: the elements for which the function gives true, and the others.",
        "[1, 2, 3].partition(|n| n > 1) -> [[2, 3], [1]]",
        (cx, call, self, args) -> {
          BideList list = list(self);
          BideList yes = new BideList(cx.region());
          BideList no = new BideList(cx.region());
          for (int i = 0; Uses.has(cx, list, i); i++) {
            Object element = list.get(i);
            (Args.verdict(call.invoke(cx, args[0], element), "partition") ? yes : no).add(element);
          }
          return Iterators.pair(cx.region(), yes, no);
        });
    set.add(
        "unique()",
        "The elements without those that equal an earlier one.",
        "[1, 2, 1].unique() -> [1, 2]",
        (cx, call, self, args) -> unique(cx.region(), list(self)));
    set.add(
        "to_map(fn function?)",
        "A map of [key, value] pairs: the elements, or what the function gives for each.",
        "[[\"a\", 1], [\"b\", 2]].to_map() -> #{a: 1, b: 2}\n"
            + "[\"a\", \"bb\"].to_map(|s| [s, s.len()]) -> #{a: 1, bb: 2}",
        (cx, call, self, args) -> toMap(cx, call, list(self), args[0]));
  }

  static BideList filter(
      CallContext cx, Invoker call, BideList list, Object predicate, String name) {
    BideList result = new BideList(cx.region());
    for (int i = 0; Uses.has(cx, list, i); i++) {
      Object element = list.get(i);
      if (Args.verdict(call.invoke(cx, predicate, element), name)) {
        result.add(element);
      }
    }
    return result;
  }

  static BideList unique(Region region, BideList list) {
    Set<Object> seen = new HashSet<>();
    BideList result = new BideList(region);
    for (int i = 0; Uses.has(region, list, i); i++) {
      Object element = list.get(i);
      if (seen.add(new ListGroups.Key(element))) {
        result.add(element);
      }
    }
    return result;
  }

  /**
   * @param function gives a pair for each element; null where the elements are pairs
   */
  static BideMap toMap(CallContext cx, Invoker call, BideList list, Object function) {
    BideMap map = new BideMap(cx.region());
    for (int i = 0; Uses.has(cx, list, i); i++) {
      Object element = list.get(i);
      BideList pair =
          ListGroups.pair(
              cx.region(),
              function == null ? element : call.invoke(cx, function, element),
              "to_map",
              "[key, value] pairs");
      map.set(pair.get(0), pair.get(1));
    }
    return map;
  }

  private static void folding(MethodSet set) {
    set.inlined(
        "fold(initial, fn function)",
        "Calls `function(total, element)` for each element, where the total is what it gave before, at first `initial`; gives the last total.",
        "[1, 2, 3].fold(10, |total, n| total + n) -> 16",
        (cx, call, self, args) -> {
          BideList list = list(self);
          Object total = args[0];
          for (int i = 0; Uses.has(cx, list, i); i++) {
            total = call.invoke(cx, args[1], total, list.get(i));
          }
          return total;
        });
    set.inlined(
        "reduce(fn function)",
        "As `fold`, with the first element as initial total; nil for an empty list.",
        "[1, 5, 3].reduce(|a, b| max(a, b)) -> 5",
        (cx, call, self, args) -> {
          BideList list = list(self);
          if (list.isEmpty()) {
            return Nil.NIL;
          }
          Object total = list.get(0);
          for (int i = 1; Uses.has(cx, list, i); i++) {
            total = call.invoke(cx, args[0], total, list.get(i));
          }
          return total;
        });
    set.inlined(
        "sum()",
        "The sum of numbers or durations; 0 for an empty list.",
        "[1, 2.5].sum() -> 3.5\n" + "[1s, 500ms].sum() -> 1.5s",
        (cx, call, self, args) -> Folding.sum(list(self)));
    set.add(
        "product()",
        "The product of numbers; 1 for an empty list.",
        "[2, 3, 4].product() -> 24",
        (cx, call, self, args) -> {
          Object product = 1L;
          for (int i = 0; i < list(self).size(); i++) {
            product = Folding.times(product, list(self).get(i));
          }
          return product;
        });
    set.add(
        "min(fn key?)",
        "The least element, or the one with the least key; nil for an empty list.",
        "[3, 1, 2].min() -> 1",
        (cx, call, self, args) -> ListGroups.extreme(cx, call, list(self), args[0], -1));
    set.add(
        "max(fn key?)",
        "The greatest element, or the one with the greatest key; nil for an empty list.",
        "[3, 1, 2].max() -> 3",
        (cx, call, self, args) -> ListGroups.extreme(cx, call, list(self), args[0], 1));
    set.add(
        "join(separator?)",
        "The elements as text, one after the other, with the separator between them.",
        "[1, 2, 3].join(\"-\") -> 1-2-3",
        (cx, call, self, args) ->
            join(cx, list(self), args[0] == null ? "" : Args.text(args[0], "join", "separator")));
  }

  static TruffleString join(CallContext cx, BideList list, String separator) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; Uses.has(cx, list, i); i++) {
      if (i > 0) {
        out.append(separator);
      }
      out.append(Text.display(list.get(i)));
    }
    return Strings.of(out.toString());
  }

  private static void cutting(MethodSet set) {
    set.add(
        "slice(from, to?)",
        "The elements from one index up to, not including, another (the end). `xs.slice(range)` and `xs[range]` do the same.",
        "[1, 2, 3, 4].slice(1, 3) -> [2, 3]",
        (cx, call, self, args) -> {
          Bounds bounds = Bounds.of(args, list(self).size(), "list");
          return list(self).slice(cx.region(), bounds.from(), bounds.to());
        });
    set.add(
        "take(count)",
        "The first so many elements, or all if there are fewer.",
        "[1, 2, 3].take(2) -> [1, 2]",
        (cx, call, self, args) ->
            list(self)
                .slice(
                    cx.region(),
                    0,
                    Math.min(Args.count(args[0], "take", "count"), list(self).size())));
    set.add(
        "skip(count)",
        "The elements after the first so many.",
        "[1, 2, 3].skip(2) -> [3]",
        (cx, call, self, args) -> skip(cx, self, args[0], "skip"));
    set.add(
        "take_while(fn predicate)",
        "The elements before the first for which the function does not give true.",
        "[1, 2, 9, 1].take_while(|n| n < 5) -> [1, 2]",
        (cx, call, self, args) ->
            list(self).slice(cx.region(), 0, prefix(cx, call, list(self), args[0], "take_while")));
    set.add(
        "skip_while(fn predicate)",
        "The elements from the first for which the function does not give true.",
        "[1, 2, 9, 1].skip_while(|n| n < 5) -> [9, 1]",
        (cx, call, self, args) ->
            list(self)
                .slice(
                    cx.region(),
                    Math.min(
                        prefix(cx, call, list(self), args[0], "skip_while"), list(self).size()),
                    list(self).size()));
    set.add(
        "chunks(size)",
        "Lists of so many elements each, one after the other; the last may be shorter.",
        "[1, 2, 3].chunks(2) -> [[1, 2], [3]]",
        (cx, call, self, args) -> {
          BideList list = list(self);
          int size = Args.positive(args[0], "chunks", "size");
          BideList result = new BideList(cx.region());
          for (long i = 0; i < list.size(); i += size) {
            result.add(list.slice(cx.region(), (int) i, (int) Math.min(i + size, list.size())));
          }
          return result;
        });
    set.add(
        "windows(size)",
        "All runs of so many neighbouring elements; they overlap.",
        "[1, 2, 3].windows(2) -> [[1, 2], [2, 3]]",
        (cx, call, self, args) -> {
          BideList list = list(self);
          int size = Args.positive(args[0], "windows", "size");
          BideList result = new BideList(cx.region());
          for (int i = 0; i <= list.size() - size; i++) {
            result.add(list.slice(cx.region(), i, i + size));
          }
          return result;
        });
    set.add(
        "step_by(step)",
        "Every so many-th element, beginning with the first.",
        "[1, 2, 3, 4].step_by(2) -> [1, 3]",
        (cx, call, self, args) -> {
          BideList list = list(self);
          int step = Args.positive(args[0], "step_by", "step");
          BideList result = new BideList(cx.region());
          for (long i = 0; i < list.size(); i += step) {
            result.add(list.get(i));
          }
          return result;
        });
  }

  private static BideList skip(CallContext cx, Object self, Object count, String name) {
    int size = list(self).size();
    return list(self).slice(cx.region(), Math.min(Args.count(count, name, "count"), size), size);
  }

  private static int prefix(
      CallContext cx, Invoker call, BideList list, Object predicate, String name) {
    int length = 0;
    while (Uses.has(cx, list, length)
        && Args.verdict(call.invoke(cx, predicate, list.get(length)), name)) {
      length++;
    }
    return Math.min(length, list.size());
  }

  private static void combining(MethodSet set) {
    set.add(
        "concat(...others)",
        "A new list of these elements and those of the other lists, one after the other.",
        "[1].concat([2], [3, 4]) -> [1, 2, 3, 4]",
        (cx, call, self, args) -> {
          BideList result = list(self).copy(cx.region());
          for (Object other : (Object[]) args[0]) {
            result.addAll(Args.list(other, "concat", "others"));
          }
          return result;
        });
    set.add(
        "zip(other)",
        "A list of pairs of an element and what the other iterable gives, as long as the shorter of the two.",
        "[1, 2].zip([\"a\", \"b\"]) -> [[1, \"a\"], [2, \"b\"]]",
        (cx, call, self, args) -> {
          BideList list = list(self);
          BideIterator other = Iterators.require(cx.region(), args[0]);
          BideList result = new BideList(cx.region());
          for (int i = 0; i < list.size(); i++) {
            Object partner = other.next(cx, call);
            if (partner == BideIterator.END) {
              break;
            }
            result.add(Iterators.pair(cx.region(), list.get(i), partner));
          }
          return result;
        });
    set.add(
        "repeat(count)",
        "A list of the elements so many times over: `[0].repeat(3)` is `[0, 0, 0]`.",
        "[0].repeat(3) -> [0, 0, 0]",
        (cx, call, self, args) ->
            list(self).repeated(cx.region(), Args.count(args[0], "repeat", "count")));
  }
}
