package bide.interpreter.library;

import bide.interpreter.error.Errors;
import bide.interpreter.ownership.Ownership;
import bide.interpreter.value.BideIterator;
import bide.interpreter.value.BideList;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.Equality;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Region;
import bide.interpreter.value.Text;
import java.util.HashSet;
import java.util.Set;

/** Methods of lists that take elements apart or together: runs, pairs, sets, counts. */
final class ListGroups {
  private ListGroups() {}

  static void addTo(MethodSet set) {
    mapping(set);
    grouping(set);
    parts(set);
    sets(set);
    iterating(set);
  }

  private static BideList list(Object self) {
    return (BideList) self;
  }

  private static void mapping(MethodSet set) {
    set.inlined(
        "filter_map(fn function)",
        "A list of the results of the function that are not nil.",
        "[\"1\", \"x\", \"2\"].filter_map(|s| s.to_int(default: nil)) -> [1, 2]",
        (cx, call, self, args) -> {
          BideList list = list(self);
          BideList result = new BideList(cx.region());
          for (int i = 0; Uses.has(cx, list, i); i++) {
            Object value = call.invoke(cx, args[0], list.get(i));
            if (value != Nil.NIL) {
              result.add(value);
            }
          }
          return result;
        });
    set.inlined(
        "scan(initial, fn function)",
        "As `fold`, but gives a list of all totals, one for each element.",
        "[1, 2, 3].scan(0, |total, n| total + n) -> [1, 3, 6]",
        (cx, call, self, args) -> {
          BideList list = list(self);
          BideList result = new BideList(cx.region());
          Object total = args[0];
          for (int i = 0; Uses.has(cx, list, i); i++) {
            total = call.invoke(cx, args[1], total, list.get(i));
            result.add(total);
          }
          return result;
        });
    set.add(
        "min_by(fn key)",
        "The element with the least key, the first of several; nil for an empty list.",
        "[\"bb\", \"a\"].min_by(|s| s.len()) -> a",
        (cx, call, self, args) -> extreme(cx, call, list(self), args[0], -1));
    set.add(
        "max_by(fn key)",
        "The element with the greatest key, the first of several; nil for an empty list.",
        "[\"bb\", \"a\"].max_by(|s| s.len()) -> bb",
        (cx, call, self, args) -> extreme(cx, call, list(self), args[0], 1));
  }

  static Object extreme(CallContext cx, Invoker call, BideList list, Object key, int wanted) {
    Folding.Extreme extreme = new Folding.Extreme(wanted);
    for (int i = 0; Uses.has(cx, list, i); i++) {
      Object element = list.get(i);
      extreme.offer(element, key == null ? element : call.invoke(cx, key, element));
    }
    return extreme.result();
  }

  private static void grouping(MethodSet set) {
    set.add(
        "chunk_by(fn key)",
        "Lists of neighbours with equal keys, one after the other.",
        "[1, 3, 2, 5].chunk_by(|n| n % 2) -> [[1, 3], [2], [5]]",
        (cx, call, self, args) -> {
          BideList list = list(self);
          BideList chunks = new BideList(cx.region());
          BideList chunk = null;
          Object last = null;
          for (int i = 0; Uses.has(cx, list, i); i++) {
            Object element = list.get(i);
            Object key = call.invoke(cx, args[0], element);
            if (chunk == null || !Equality.equals(last, key)) {
              chunk = new BideList(cx.region());
              chunks.add(chunk);
            }
            chunk.add(element);
            last = key;
          }
          return chunks;
        });
    set.add(
        "counts()",
        "A map of how often each element occurs, in order of first appearance.",
        "[\"a\", \"b\", \"a\"].counts() -> #{a: 2, b: 1}",
        (cx, call, self, args) -> counts(cx.region(), list(self)));
    set.add(
        "unique_by(fn key)",
        "The elements without those whose key equals that of an earlier one.",
        "[1, 2, 3, 4].unique_by(|n| n % 3) -> [1, 2, 3]",
        (cx, call, self, args) -> {
          BideList list = list(self);
          Set<Object> seen = new HashSet<>();
          BideList result = new BideList(cx.region());
          for (int i = 0; Uses.has(cx, list, i); i++) {
            Object element = list.get(i);
            if (seen.add(new Key(call.invoke(cx, args[0], element)))) {
              result.add(element);
            }
          }
          return result;
        });
    set.add(
        "unzip()",
        "Two lists: of the first and of the second elements of pairs.",
        "[[1, \"a\"], [2, \"b\"]].unzip() -> [[1, 2], [\"a\", \"b\"]]",
        (cx, call, self, args) -> unzip(cx.region(), list(self)));
  }

  /** A value as a key of Java's collections: equal as {@code ==} says. */
  record Key(Object value) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && Equality.equals(value, key.value);
    }

    @Override
    public int hashCode() {
      return Equality.hash(value);
    }
  }

  static BideMap counts(Region region, BideList list) {
    BideMap counts = new BideMap(region);
    for (int i = 0; Uses.has(region, list, i); i++) {
      Object element = list.get(i);
      Object known = counts.get(element);
      counts.set(element, known == null ? 1L : (Object) ((long) known + 1));
    }
    return counts;
  }

  static BideList unzip(Region region, BideList pairs) {
    BideList first = new BideList(region);
    BideList second = new BideList(region);
    for (int i = 0; i < pairs.size(); i++) {
      BideList pair = pair(region, pairs.get(i), "unzip", "pairs, lists of two");
      first.add(pair.get(0));
      second.add(pair.get(1));
    }
    return Iterators.pair(region, first, second);
  }

  /**
   * @param wanted what the error says the method needs
   */
  static BideList pair(Region reader, Object value, String method, String wanted) {
    if (value instanceof BideList pair) {
      Ownership.checkRead(pair, reader, null);
      if (pair.size() == 2) {
        return pair;
      }
    }
    throw Errors.type("`" + method + "` needs " + wanted + ", not " + Text.quote(value));
  }

  private static void parts(MethodSet set) {
    set.add(
        "split_at(index)",
        "Two lists: the elements before the index, and those from it on.",
        "[1, 2, 3].split_at(1) -> [[1], [2, 3]]",
        (cx, call, self, args) -> {
          BideList list = list(self);
          int index = Bounds.place(args[0], list.size(), "split_at", "list");
          return Iterators.pair(
              cx.region(),
              list.slice(cx.region(), 0, index),
              list.slice(cx.region(), index, list.size()));
        });
    set.add(
        "take_last(count)",
        "The last so many elements, or all if there are fewer.",
        "[1, 2, 3].take_last(2) -> [2, 3]",
        (cx, call, self, args) -> {
          int size = list(self).size();
          int count = Math.min(Args.count(args[0], "take_last", "count"), size);
          return list(self).slice(cx.region(), size - count, size);
        });
    set.add(
        "skip_last(count)",
        "The elements before the last so many.",
        "[1, 2, 3].skip_last(2) -> [1]",
        (cx, call, self, args) -> {
          int size = list(self).size();
          int count = Math.min(Args.count(args[0], "skip_last", "count"), size);
          return list(self).slice(cx.region(), 0, size - count);
        });
  }

  private static void sets(MethodSet set) {
    set.add(
        "union(other)",
        "The elements of both lists, each once.",
        "[1, 2, 2].union([2, 3]) -> [1, 2, 3]",
        (cx, call, self, args) -> {
          BideList both = list(self).copy(cx.region());
          both.addAll(Args.list(args[0], "union", "other"));
          return ListTransforms.unique(cx.region(), both);
        });
    set.add(
        "intersection(other)",
        "The elements that are in the other list too, each once.",
        "[1, 2, 3].intersection([3, 1]) -> [1, 3]",
        (cx, call, self, args) ->
            common(cx, list(self), Args.list(args[0], "intersection", "other"), true));
    set.add(
        "difference(other)",
        "The elements that are not in the other list, each once.",
        "[1, 2, 3].difference([3, 1]) -> [2]",
        (cx, call, self, args) ->
            common(cx, list(self), Args.list(args[0], "difference", "other"), false));
  }

  private static BideList common(CallContext cx, BideList list, BideList other, boolean wanted) {
    Set<Object> known = new HashSet<>();
    for (int i = 0; i < other.size(); i++) {
      known.add(new Key(other.get(i)));
    }
    BideList result = new BideList(cx.region());
    for (int i = 0; i < list.size(); i++) {
      if (known.contains(new Key(list.get(i))) == wanted) {
        result.add(list.get(i));
      }
    }
    return ListTransforms.unique(cx.region(), result);
  }

  private static void iterating(MethodSet set) {
    set.add(
        "collect()",
        "A new list of the elements, as iterators have it.",
        "[1, 2].collect() -> [1, 2]",
        (cx, call, self, args) -> list(self).copy(cx.region()));
    set.add(
        "to_list()",
        "The same as `collect`.",
        "[1, 2].to_list() -> [1, 2]",
        (cx, call, self, args) -> list(self).copy(cx.region()));
    set.add(
        "chain(other)",
        "A new list of these elements, then what the other iterable gives.",
        "[1].chain(2..4) -> [1, 2, 3]",
        (cx, call, self, args) -> {
          BideList result = list(self).copy(cx.region());
          ListMethods.extend(cx, call, result, args[0]);
          return result;
        });
    set.add(
        "cycle()",
        "A lazy iterator that gives the elements over and over.",
        "[1, 2].cycle().take(5).collect() -> [1, 2, 1, 2, 1]",
        (cx, call, self, args) -> new IteratorAdapters.Cycled(cx.region(), over(cx, self)));
    set.add(
        "inspect(fn function)",
        "Calls the function with each element and gives the list itself; for a look into a chain of calls.",
        "let seen = []\n[1, 2].inspect(|n| seen.push(n)).sum() -> 3\nseen -> [1, 2]",
        (cx, call, self, args) -> {
          for (int i = 0; Uses.has(cx, list(self), i); i++) {
            call.invoke(cx, args[0], list(self).get(i));
          }
          return self;
        });
  }

  private static BideIterator over(CallContext cx, Object self) {
    return Iterators.require(cx.region(), self);
  }
}
