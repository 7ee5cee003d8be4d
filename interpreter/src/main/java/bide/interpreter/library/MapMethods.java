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
    return set;
  }

  private static BideMap map(Object self) {
    return (BideMap) self;
  }

  private static void reading(MethodSet set) {
    set.inlined(
        "len()", "How many keys there are.", (cx, call, self, args) -> (long) map(self).size());
    set.inlined(
        "is_empty()", "Whether there are no keys.", (cx, call, self, args) -> map(self).isEmpty());
    set.inlined(
        "get(key, default?)",
        "The value of a key, or the default (nil) where there is none. `m[key]` throws instead.",
        (cx, call, self, args) -> {
          Object value = map(self).get(args[0]);
          return value != null ? value : args[1] == null ? Nil.NIL : args[1];
        });
    set.inlined(
        "has(key)",
        "Whether there is such a key.",
        (cx, call, self, args) -> map(self).containsKey(args[0]));
    set.inlined(
        "contains_key(key)",
        "The same as `has`.",
        (cx, call, self, args) -> map(self).containsKey(args[0]));
    set.add("keys()", "A list of the keys.", (cx, call, self, args) -> keys(cx, map(self)));
    set.add("values()", "A list of the values.", (cx, call, self, args) -> values(cx, map(self)));
    set.add(
        "entries()",
        "A list of [key, value] pairs.",
        (cx, call, self, args) -> entries(cx, map(self)));
    set.add(
        "iter()",
        "A lazy iterator over [key, value] pairs.",
        (cx, call, self, args) -> Iterators.over(cx.region(), self));
    set.add(
        "copy()",
        "A deep copy, as `copy(m)`.",
        (cx, call, self, args) -> Copying.deep(cx.region(), self));
  }

  private static void changing(MethodSet set) {
    set.inlined(
        "set(key, value)",
        "Sets the value of a key, as `m[key] = value`.",
        (cx, call, self, args) -> {
          map(self).set(args[0], args[1]);
          return Nil.NIL;
        });
    set.add(
        "get_or_set(key, value)",
        "The value of a key; where there is none, sets it to the given value first.",
        (cx, call, self, args) -> {
          Object known = map(self).get(args[0]);
          if (known != null) {
            return known;
          }
          map(self).set(args[0], args[1]);
          return args[1];
        });
    set.add(
        "remove(key)",
        "Removes a key and gives its value, or nil where there was none.",
        (cx, call, self, args) -> {
          Object removed = map(self).remove(args[0]);
          return removed == null ? Nil.NIL : removed;
        });
    set.add(
        "clear()",
        "Removes all keys.",
        (cx, call, self, args) -> {
          map(self).clear();
          return Nil.NIL;
        });
    set.add(
        "update(other)",
        "Sets all keys of another map in this one.",
        (cx, call, self, args) -> {
          map(self).putAll(Args.map(args[0], "update", "other"));
          return Nil.NIL;
        });
    set.add(
        "merge(other)",
        "A new map with the keys of both; where both have a key, the other's value counts.",
        (cx, call, self, args) -> {
          BideMap merged = map(self).copy(cx.region());
          merged.putAll(Args.map(args[0], "merge", "other"));
          return merged;
        });
    set.add(
        "retain(predicate)",
        "Keeps the entries for which `predicate(key, value)` gives true and removes the others.",
        (cx, call, self, args) -> {
          BideList removed = new BideList(cx.region());
          visit(
              map(self),
              (key, value) -> {
                if (!Args.verdict(call.invoke(cx, args[0], key, value), "retain")) {
                  removed.add(key);
                }
                return true;
              });
          for (int i = 0; i < removed.size(); i++) {
            map(self).remove(removed.get(i));
          }
          return Nil.NIL;
        });
  }

  /** Looks at an entry and says whether to go on. */
  private interface Visitor {
    boolean visit(Object key, Object value);
  }

  /** All entries in order, until the visitor has enough; throws if it adds or removes a key. */
  private static void visit(BideMap map, Visitor visitor) {
    int changes = map.changes();
    for (int e = map.nextEntry(0); e >= 0; e = map.nextEntry(e + 1)) {
      boolean goOn = visitor.visit(map.keyAt(e), map.valueAt(e));
      map.checkUnchanged(changes);
      if (!goOn) {
        return;
      }
    }
  }

  private static void transforming(MethodSet set) {
    set.add(
        "map(function)",
        "A list of what `function(key, value)` gives for each entry.",
        (cx, call, self, args) -> {
          BideList result = new BideList(cx.region());
          visit(
              map(self),
              (key, value) -> {
                result.add(call.invoke(cx, args[0], key, value));
                return true;
              });
          return result;
        });
    set.add(
        "map_values(function)",
        "A map with the same keys and what `function(value)` gives.",
        (cx, call, self, args) -> {
          BideMap result = new BideMap(cx.region());
          visit(
              map(self),
              (key, value) -> {
                result.set(key, call.invoke(cx, args[0], value));
                return true;
              });
          return result;
        });
    set.add(
        "filter(predicate)",
        "A map of the entries for which `predicate(key, value)` gives true.",
        (cx, call, self, args) -> {
          BideMap result = new BideMap(cx.region());
          visit(
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
        "for_each(function)",
        "Calls `function(key, value)` for each entry.",
        (cx, call, self, args) -> {
          visit(
              map(self),
              (key, value) -> {
                call.invoke(cx, args[0], key, value);
                return true;
              });
          return Nil.NIL;
        });
    set.add(
        "find(predicate)",
        "The first [key, value] for which `predicate(key, value)` gives true, or nil.",
        (cx, call, self, args) -> {
          BideList found = find(cx, call, map(self), args[0], true, "find");
          return found == null ? Nil.NIL : found;
        });
    set.add(
        "any(predicate)",
        "Whether `predicate(key, value)` gives true for at least one entry.",
        (cx, call, self, args) -> find(cx, call, map(self), args[0], true, "any") != null);
    set.add(
        "all(predicate)",
        "Whether `predicate(key, value)` gives true for every entry.",
        (cx, call, self, args) -> find(cx, call, map(self), args[0], false, "all") == null);
    set.add(
        "count(predicate?)",
        "How many entries there are, or for how many of them `predicate(key, value)` gives true.",
        (cx, call, self, args) -> {
          if (args[0] == null) {
            return (long) map(self).size();
          }
          long[] count = {0};
          visit(
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
