package bide.interpreter.library;

import bide.interpreter.value.BideList;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.Nil;

/**
 * Methods of maps. Functions get key and value as two arguments. Keys stay in the order in which
 * they were first set.
 */
final class MapMethods {
  private MapMethods() {}

  static MethodSet all() {
    MethodSet set = new MethodSet();
    reading(set);
    changing(set);
    transforming(set);
    MapTransforms.addTo(set);
    return set.changing(
        "set",
        "get_or_insert",
        "get_or_insert_with",
        "modify",
        "pop",
        "pop_first",
        "remove",
        "clear",
        "update",
        "retain",
        "sort",
        "sort_by");
  }

  private static BideMap map(Object self) {
    return (BideMap) self;
  }

  private static void reading(MethodSet set) {
    set.inlined(
        "len()",
        "How many keys there are.",
        "#{a: 1, b: 2}.len() -> 2",
        (cx, call, self, args) -> (long) map(self).size());
    set.inlined(
        "is_empty()",
        "Whether there are no keys.",
        "#{}.is_empty() -> true",
        (cx, call, self, args) -> map(self).isEmpty());
    set.inlined(
        "get(key, default?)",
        "The value of a key, or the default (nil) where there is none. `m[key]` throws instead.",
        "#{a: 1}.get(\"a\") -> 1\n" + "#{a: 1}.get(\"b\", 0) -> 0",
        (cx, call, self, args) -> {
          Object value = map(self).get(args[0]);
          return value != null ? value : args[1] == null ? Nil.NIL : args[1];
        });
    set.inlined(
        "contains(key)",
        "Whether there is such a key; the same as `key in m`.",
        "#{a: 1}.contains(\"a\") -> true\n\"a\" in #{a: 1} -> true",
        (cx, call, self, args) -> map(self).containsKey(args[0]));
    set.add(
        "keys()",
        "A list of the keys.",
        "#{a: 1, b: 2}.keys() -> [\"a\", \"b\"]",
        (cx, call, self, args) -> keys(cx, map(self)));
    set.add(
        "values()",
        "A list of the values.",
        "#{a: 1, b: 2}.values() -> [1, 2]",
        (cx, call, self, args) -> values(cx, map(self)));
    set.add(
        "entries()",
        "A list of [key, value] pairs.",
        "#{a: 1, b: 2}.entries() -> [[\"a\", 1], [\"b\", 2]]",
        (cx, call, self, args) -> entries(cx, map(self)));
    set.add(
        "iter()",
        "A lazy iterator over [key, value] pairs.",
        "#{a: 1, b: 2}.iter().map(|[k, v]| \"{k}{v}\").collect() -> [\"a1\", \"b2\"]",
        (cx, call, self, args) -> Iterators.over(cx.region(), self));
    set.add(
        "copy()",
        "A deep copy, as `copy(m)`.",
        "#{a: [1]}.copy() -> #{a: [1]}",
        (cx, call, self, args) -> Copying.deep(cx.region(), self));
  }

  private static void changing(MethodSet set) {
    set.inlined(
        "set(key, value)",
        "Sets the value of a key, as `m[key] = value`.",
        "let m = #{}\n" + "m.set(\"a\", 1)\n" + "m -> #{a: 1}",
        (cx, call, self, args) -> {
          map(self).set(args[0], args[1]);
          return Nil.NIL;
        });
    set.add(
        "get_or_insert(key, value)",
        "The value of a key; where there is none, sets it to the given value first.",
        "let m = #{}\nm.get_or_insert(\"a\", []).push(1)\nm -> #{a: [1]}",
        (cx, call, self, args) -> {
          Object known = map(self).get(args[0]);
          if (known == null) {
            map(self).set(args[0], args[1]);
          }
          return known == null ? args[1] : known;
        });
    set.add(
        "get_or_insert_with(key, fn function)",
        "The value of a key; where there is none, sets it to what the function gives first.",
        "let m = #{}\nm.get_or_insert_with(\"a\", || [0]).push(1)\nm -> #{a: [0, 1]}",
        (cx, call, self, args) -> {
          Object known = map(self).get(args[0]);
          if (known != null) {
            return known;
          }
          Object made = call.invoke(cx, args[1]);
          Uses.stillChanges(cx, map(self), made);
          map(self).set(args[0], made);
          return made;
        });
    set.add(
        "modify(key, initial, fn function)",
        "Sets the value of a key to what the function gives for its present value, or for `initial` where there is none.",
        "let m = #{a: 1}\nm.modify(\"a\", 0, |n| n + 1)\nm.modify(\"b\", 0, |n| n + 1)\nm -> #{a: 2, b: 1}",
        (cx, call, self, args) -> {
          Object known = map(self).get(args[0]);
          Object made = call.invoke(cx, args[2], known == null ? args[1] : known);
          Uses.stillChanges(cx, map(self), made);
          map(self).set(args[0], made);
          return Nil.NIL;
        });
    set.add(
        "pop()",
        "Removes the last entry and gives it as [key, value], or nil if the map is empty.",
        "let m = #{a: 1, b: 2}\nm.pop() -> [\"b\", 2]\nm -> #{a: 1}",
        (cx, call, self, args) -> pop(cx, map(self), false));
    set.add(
        "pop_first()",
        "Removes the first entry and gives it as [key, value], or nil if the map is empty.",
        "let m = #{a: 1, b: 2}\nm.pop_first() -> [\"a\", 1]\nm -> #{b: 2}",
        (cx, call, self, args) -> pop(cx, map(self), true));
    set.add(
        "remove(key)",
        "Removes a key and gives its value, or nil where there was none.",
        "let m = #{a: 1, b: 2}\n" + "m.remove(\"a\") -> 1\n" + "m -> #{b: 2}",
        (cx, call, self, args) -> {
          Object removed = map(self).remove(args[0]);
          return removed == null ? Nil.NIL : removed;
        });
    set.add(
        "clear()",
        "Removes all keys.",
        "let m = #{a: 1}\n" + "m.clear()\n" + "m -> #{}",
        (cx, call, self, args) -> {
          map(self).clear();
          return Nil.NIL;
        });
    set.add(
        "update(other)",
        "Sets all keys of another map in this one.",
        "let m = #{a: 1}\n" + "m.update(#{a: 2, b: 3})\n" + "m -> #{a: 2, b: 3}",
        (cx, call, self, args) -> {
          map(self).putAll(Args.map(args[0], "update", "other"));
          return Nil.NIL;
        });
    set.add(
        "merge(other)",
        "A new map with the keys of both; where both have a key, the other's value counts.",
        "#{a: 1}.merge(#{b: 2}) -> #{a: 1, b: 2}",
        (cx, call, self, args) -> {
          BideMap merged = map(self).copy(cx.region());
          merged.putAll(Args.map(args[0], "merge", "other"));
          return merged;
        });
    set.add(
        "retain(fn predicate)",
        "Keeps the entries for which `predicate(key, value)` gives true and removes the others.",
        "let m = #{a: 1, b: 2}\n" + "m.retain(|k, v| v > 1)\n" + "m -> #{b: 2}",
        (cx, call, self, args) -> {
          BideList removed = new BideList(cx.region());
          visit(
              cx,
              map(self),
              (key, value) -> {
                if (!Args.verdict(call.invoke(cx, args[0], key, value), "retain")) {
                  removed.add(key);
                }
                return true;
              });
          Uses.stillChanges(cx, map(self), Nil.NIL);
          for (int i = 0; i < removed.size(); i++) {
            map(self).remove(removed.get(i));
          }
          return Nil.NIL;
        });
  }

  private static Object pop(CallContext cx, BideMap map, boolean first) {
    int entry = first ? map.nextEntry(0) : map.lastEntry();
    if (entry < 0) {
      return Nil.NIL;
    }
    Object key = map.keyAt(entry);
    return Iterators.pair(cx.region(), key, map.remove(key));
  }

  /** Looks at an entry and says whether to go on. */
  interface Visitor {
    boolean visit(Object key, Object value);
  }

  /** All entries in order, until the visitor has enough; throws if it adds or removes a key. */
  static void visit(CallContext cx, BideMap map, Visitor visitor) {
    int changes = map.changes();
    for (int e = map.nextEntry(0); e >= 0; e = map.nextEntry(e + 1)) {
      boolean goOn = visitor.visit(map.keyAt(e), map.valueAt(e));
      Uses.stillReads(cx, map);
      map.checkUnchanged(changes);
      if (!goOn) {
        return;
      }
    }
  }

  private static void transforming(MethodSet set) {
    set.add(
        "map(fn function)",
        "A list of what `function(key, value)` gives for each entry.",
        "#{a: 1, b: 2}.map(|k, v| \"{k}={v}\") -> [\"a=1\", \"b=2\"]",
        (cx, call, self, args) -> {
          BideList result = new BideList(cx.region());
          visit(
              cx,
              map(self),
              (key, value) -> {
                result.add(call.invoke(cx, args[0], key, value));
                return true;
              });
          return result;
        });
    set.add(
        "map_values(fn function)",
        "A map with the same keys and what `function(value)` gives.",
        "#{a: 1, b: 2}.map_values(|v| v * 10) -> #{a: 10, b: 20}",
        (cx, call, self, args) -> {
          BideMap result = new BideMap(cx.region());
          visit(
              cx,
              map(self),
              (key, value) -> {
                result.set(key, call.invoke(cx, args[0], value));
                return true;
              });
          return result;
        });
    set.add(
        "filter(fn predicate)",
        "A map of the entries for which `predicate(key, value)` gives true.",
        "#{a: 1, b: 2}.filter(|k, v| v > 1) -> #{b: 2}",
        (cx, call, self, args) -> {
          BideMap result = new BideMap(cx.region());
          visit(
              cx,
              map(self),
              (key, value) -> {
                if (Args.verdict(call.invoke(cx, args[0], key, value), "filter")) {
                  result.set(key, value);
                }
                return true;
              });
          return result;
        });
    set.add(
        "for_each(fn function)",
        "Calls `function(key, value)` for each entry.",
        "let seen = []\n" + "#{a: 1}.for_each(|k, v| seen.push([k, v]))\n" + "seen -> [[\"a\", 1]]",
        (cx, call, self, args) -> {
          visit(
              cx,
              map(self),
              (key, value) -> {
                call.invoke(cx, args[0], key, value);
                return true;
              });
          return Nil.NIL;
        });
    set.add(
        "find(fn predicate)",
        "The first [key, value] for which `predicate(key, value)` gives true, or nil.",
        "#{a: 1, b: 2}.find(|k, v| v > 1) -> [\"b\", 2]",
        (cx, call, self, args) -> {
          BideList found = find(cx, call, map(self), args[0], true, "find");
          return found == null ? Nil.NIL : found;
        });
    set.add(
        "any(fn predicate)",
        "Whether `predicate(key, value)` gives true for at least one entry.",
        "#{a: 1, b: 2}.any(|k, v| v > 1) -> true",
        (cx, call, self, args) -> find(cx, call, map(self), args[0], true, "any") != null);
    set.add(
        "all(fn predicate)",
        "Whether `predicate(key, value)` gives true for every entry.",
        "#{a: 1, b: 2}.all(|k, v| v > 1) -> false",
        (cx, call, self, args) -> find(cx, call, map(self), args[0], false, "all") == null);
    set.add(
        "count(fn predicate?)",
        "How many entries there are, or for how many of them `predicate(key, value)` gives true.",
        "#{a: 1, b: 2}.count(|k, v| v > 1) -> 1",
        (cx, call, self, args) -> {
          if (args[0] == null) {
            return (long) map(self).size();
          }
          long[] count = {0};
          visit(
              cx,
              map(self),
              (key, value) -> {
                count[0] += Args.verdict(call.invoke(cx, args[0], key, value), "count") ? 1 : 0;
                return true;
              });
          return count[0];
        });
  }

  /**
   * The first entry for which the predicate gives {@code wanted}, as a pair; null where there is
   * none.
   */
  private static BideList find(
      CallContext cx, Invoker call, BideMap map, Object predicate, boolean wanted, String name) {
    BideList[] found = {null};
    visit(
        cx,
        map,
        (key, value) -> {
          if (Args.verdict(call.invoke(cx, predicate, key, value), name) == wanted) {
            found[0] = Iterators.pair(cx.region(), key, value);
          }
          return found[0] == null;
        });
    return found[0];
  }

  static BideList keys(CallContext cx, BideMap map) {
    BideList keys = new BideList(cx.region());
    for (int e = map.nextEntry(0); e >= 0; e = map.nextEntry(e + 1)) {
      keys.add(map.keyAt(e));
    }
    return keys;
  }

  static BideList values(CallContext cx, BideMap map) {
    BideList values = new BideList(cx.region());
    for (int e = map.nextEntry(0); e >= 0; e = map.nextEntry(e + 1)) {
      values.add(map.valueAt(e));
    }
    return values;
  }

  static BideList entries(CallContext cx, BideMap map) {
    BideList entries = new BideList(cx.region());
    for (int e = map.nextEntry(0); e >= 0; e = map.nextEntry(e + 1)) {
      entries.add(Iterators.pair(cx.region(), map.keyAt(e), map.valueAt(e)));
    }
    return entries;
  }
}
