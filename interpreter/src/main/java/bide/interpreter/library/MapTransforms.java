package bide.interpreter.library;

import bide.interpreter.value.BideList;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.Equality;
import bide.interpreter.value.Nil;
import java.util.Arrays;
import java.util.Comparator;

/** Methods of maps that make new values of all entries, or put them in order. */
final class MapTransforms {
  private MapTransforms() {}

  static void addTo(MethodSet set) {
    mapping(set);
    splitting(set);
    extremes(set);
    ordering(set);
  }

  private static BideMap map(Object self) {
    return (BideMap) self;
  }

  private static void mapping(MethodSet set) {
    set.add(
        "map_keys(fn function)",
        "A map with what `function(key)` gives as keys, and the same values; of equal keys the last counts.",
        "#{a: 1, b: 2}.map_keys(|k| k.upper()) -> #{A: 1, B: 2}",
        (cx, call, self, args) -> {
          BideMap result = new BideMap(cx.region());
          MapMethods.visit(
              cx,
              map(self),
              (key, value) -> {
                result.set(call.invoke(cx, args[0], key), value);
                return true;
              });
          return result;
        });
    set.add(
        "filter_map(fn function)",
        "A list of the results of `function(key, value)` that are not nil.",
        "#{a: 1, b: 2}.filter_map(|k, v| if v > 1 { k } else { nil }) -> [\"b\"]",
        (cx, call, self, args) -> {
          BideList result = new BideList(cx.region());
          MapMethods.visit(
              cx,
              map(self),
              (key, value) -> {
                Object made = call.invoke(cx, args[0], key, value);
                if (made != Nil.NIL) {
                  result.add(made);
                }
                return true;
              });
          return result;
        });
    set.add(
        "flat_map(fn function)",
        "Puts what `function(key, value)` gives (lists, ranges, iterators) one after the other into a list.",
        "#{a: 2, b: 1}.flat_map(|k, n| [k].repeat(n)) -> [\"a\", \"a\", \"b\"]",
        (cx, call, self, args) -> {
          BideList result = new BideList(cx.region());
          MapMethods.visit(
              cx,
              map(self),
              (key, value) -> {
                ListMethods.extend(cx, call, result, call.invoke(cx, args[0], key, value));
                return true;
              });
          return result;
        });
    set.add(
        "fold(initial, fn function)",
        "Calls `function(total, key, value)` for each entry, where the total is what it gave before, at first `initial`; gives the last total.",
        "#{a: 1, b: 2}.fold(0, |total, k, v| total + v) -> 3",
        (cx, call, self, args) -> {
          Object[] total = {args[0]};
          MapMethods.visit(
              cx,
              map(self),
              (key, value) -> {
                total[0] = call.invoke(cx, args[1], total[0], key, value);
                return true;
              });
          return total[0];
        });
    set.add(
        "invert()",
        "A map from the values to their keys; of equal values the last counts.",
        "#{a: 1, b: 2}.invert() -> #{[1]: \"a\", [2]: \"b\"}",
        (cx, call, self, args) -> {
          BideMap result = new BideMap(cx.region());
          MapMethods.visit(
              cx,
              map(self),
              (key, value) -> {
                result.set(value, key);
                return true;
              });
          return result;
        });
    set.add(
        "to_list()",
        "The same as `entries`.",
        "#{a: 1}.to_list() -> [[\"a\", 1]]",
        (cx, call, self, args) -> MapMethods.entries(cx, map(self)));
    set.add(
        "contains_value(value)",
        "Whether a key has this value.",
        "#{a: 1}.contains_value(1) -> true",
        (cx, call, self, args) ->
            ListMethods.indexOf(cx, MapMethods.values(cx, map(self)), args[0]) >= 0);
  }

  private static void splitting(MethodSet set) {
    set.add(
        "partition(fn predicate)",
        "Two maps: the entries for which `predicate(key, value)` gives true, and the others.",
        "#{a: 1, b: 2}.partition(|k, v| v > 1) -> [#{b: 2}, #{a: 1}]",
        (cx, call, self, args) -> {
          BideMap yes = new BideMap(cx.region());
          BideMap no = new BideMap(cx.region());
          MapMethods.visit(
              cx,
              map(self),
              (key, value) -> {
                boolean verdict = Args.verdict(call.invoke(cx, args[0], key, value), "partition");
                (verdict ? yes : no).set(key, value);
                return true;
              });
          return Iterators.pair(cx.region(), yes, no);
        });
    set.add(
        "group_by(fn key)",
        "A map from what the function gives for key and value to the map of entries for which it gave that.",
        "#{a: 1, b: 2, c: 3}.group_by(|k, v| v % 2) -> #{[1]: #{a: 1, c: 3}, [0]: #{b: 2}}",
        (cx, call, self, args) -> {
          BideMap groups = new BideMap(cx.region());
          MapMethods.visit(
              cx,
              map(self),
              (key, value) -> {
                Object group = call.invoke(cx, args[0], key, value);
                Object known = groups.get(group);
                if (known == null) {
                  known = new BideMap(cx.region());
                  groups.set(group, known);
                }
                ((BideMap) known).set(key, value);
                return true;
              });
          return groups;
        });
    set.add(
        "none(fn predicate)",
        "Whether `predicate(key, value)` gives true for no entry.",
        "#{a: 1}.none(|k, v| v > 5) -> true",
        (cx, call, self, args) -> {
          boolean[] none = {true};
          MapMethods.visit(
              cx,
              map(self),
              (key, value) -> {
                none[0] = !Args.verdict(call.invoke(cx, args[0], key, value), "none");
                return none[0];
              });
          return none[0];
        });
  }

  private static void extremes(MethodSet set) {
    set.add(
        "first()",
        "The first entry as [key, value], or nil.",
        "#{a: 1, b: 2}.first() -> [\"a\", 1]",
        (cx, call, self, args) -> entry(cx, map(self), map(self).nextEntry(0)));
    set.add(
        "last()",
        "The last entry as [key, value], or nil.",
        "#{a: 1, b: 2}.last() -> [\"b\", 2]",
        (cx, call, self, args) -> entry(cx, map(self), map(self).lastEntry()));
    set.add(
        "min_by(fn key)",
        "The entry, as [key, value], for which the function, given key and value, gives the least, the first of several; nil for an empty map.",
        "#{a: 3, b: 2}.min_by(|k, v| v) -> [\"b\", 2]",
        (cx, call, self, args) -> extreme(cx, call, map(self), args[0], -1));
    set.add(
        "max_by(fn key)",
        "The entry, as [key, value], for which the function, given key and value, gives the greatest, the first of several; nil for an empty map.",
        "#{a: 3, b: 2}.max_by(|k, v| v) -> [\"a\", 3]",
        (cx, call, self, args) -> extreme(cx, call, map(self), args[0], 1));
  }

  private static Object entry(CallContext cx, BideMap map, int entry) {
    return entry < 0 ? Nil.NIL : Iterators.pair(cx.region(), map.keyAt(entry), map.valueAt(entry));
  }

  private static Object extreme(
      CallContext cx, Invoker call, BideMap map, Object function, int wanted) {
    Folding.Extreme extreme = new Folding.Extreme(wanted);
    MapMethods.visit(
        cx,
        map,
        (key, value) -> {
          extreme.offer(
              Iterators.pair(cx.region(), key, value), call.invoke(cx, function, key, value));
          return true;
        });
    return extreme.result();
  }

  private static void ordering(MethodSet set) {
    set.add(
        "sort()",
        "Puts the entries in ascending order of their keys.",
        "let m = #{b: 1, a: 2}\nm.sort()\nm -> #{a: 2, b: 1}",
        (cx, call, self, args) -> {
          Ordered[] entries = sorted(cx, call, map(self), null);
          Uses.stillChanges(cx, map(self), Nil.NIL);
          refill(map(self), entries);
          return Nil.NIL;
        });
    set.add(
        "sort_by(fn key)",
        "Puts the entries in ascending order of what the function gives for key and value.",
        "let m = #{a: 2, b: 1}\nm.sort_by(|k, v| v)\nm -> #{b: 1, a: 2}",
        (cx, call, self, args) -> {
          Ordered[] entries = sorted(cx, call, map(self), args[0]);
          Uses.stillChanges(cx, map(self), Nil.NIL);
          refill(map(self), entries);
          return Nil.NIL;
        });
    set.add(
        "sorted()",
        "A new map with the entries in ascending order of their keys.",
        "#{b: 1, a: 2}.sorted() -> #{a: 2, b: 1}",
        (cx, call, self, args) -> {
          BideMap result = new BideMap(cx.region());
          refill(result, sorted(cx, call, map(self), null));
          return result;
        });
    set.add(
        "sorted_by(fn key)",
        "A new map with the entries in ascending order of what the function gives for key and value.",
        "#{a: 2, b: 1}.sorted_by(|k, v| v) -> #{b: 1, a: 2}",
        (cx, call, self, args) -> {
          BideMap result = new BideMap(cx.region());
          refill(result, sorted(cx, call, map(self), args[0]));
          return result;
        });
  }

  /** An entry and what it is ordered by. */
  private record Ordered(Object order, Object key, Object value) {}

  /**
   * @param function null to order by the keys themselves
   */
  private static Ordered[] sorted(CallContext cx, Invoker call, BideMap map, Object function) {
    Ordered[] entries = new Ordered[map.size()];
    int[] count = {0};
    MapMethods.visit(
        cx,
        map,
        (key, value) -> {
          Object order = function == null ? key : call.invoke(cx, function, key, value);
          entries[count[0]++] = new Ordered(order, key, value);
          return true;
        });
    Arrays.sort(entries, Comparator.comparing(Ordered::order, Equality::compare));
    return entries;
  }

  private static void refill(BideMap map, Ordered[] entries) {
    map.clear();
    for (Ordered entry : entries) {
      map.set(entry.key, entry.value);
    }
  }
}
