package bide.interpreter.library;

import bide.interpreter.value.BideList;
import bide.interpreter.value.Equality;
import bide.interpreter.value.Nil;

/** Methods of lists that look for something: from the end, in sorted lists, at the ends. */
final class ListSearch {
  private ListSearch() {}

  static void addTo(MethodSet set) {
    byFunction(set);
    fromTheEnd(set);
    inOrder(set);
    atTheEnds(set);
  }

  private static BideList list(Object self) {
    return (BideList) self;
  }

  private static void byFunction(MethodSet set) {
    set.inlined(
        "find_map(fn function)",
        "The first result of the function that is not nil, or nil.",
        "[\"x\", \"7\"].find_map(|s| s.to_int(default: nil)) -> 7",
        (cx, call, self, args) -> {
          BideList list = list(self);
          for (int i = 0; Uses.has(cx, list, i); i++) {
            Object result = call.invoke(cx, args[0], list.get(i));
            if (result != Nil.NIL) {
              return result;
            }
          }
          return Nil.NIL;
        });
    set.inlined(
        "none(fn predicate)",
        "Whether the function gives true for no element.",
        "[1, 2].none(|n| n > 5) -> true",
        (cx, call, self, args) -> {
          BideList list = list(self);
          for (int i = 0; Uses.has(cx, list, i); i++) {
            if (Args.verdict(call.invoke(cx, args[0], list.get(i)), "none")) {
              return false;
            }
          }
          return true;
        });
  }

  private static void fromTheEnd(MethodSet set) {
    set.add(
        "last_index_of(value)",
        "The index of the last element that equals the value, or nil.",
        "[\"a\", \"b\", \"b\"].last_index_of(\"b\") -> 2",
        (cx, call, self, args) -> {
          for (int i = list(self).size() - 1; i >= 0; i--) {
            if (Equality.equals(list(self).get(i), args[0])) {
              return (long) i;
            }
          }
          return Nil.NIL;
        });
    set.add(
        "last_position(fn predicate)",
        "The index of the last element for which the function gives true, or nil.",
        "[1, 4, 6].last_position(|n| n % 2 == 0) -> 2",
        (cx, call, self, args) -> {
          int at = lastPosition(cx, call, list(self), args[0], "last_position");
          return at < 0 ? Nil.NIL : (Object) (long) at;
        });
    set.add(
        "find_last(fn predicate)",
        "The last element for which the function gives true, or nil.",
        "[1, 4, 6].find_last(|n| n % 2 == 0) -> 6",
        (cx, call, self, args) -> {
          int at = lastPosition(cx, call, list(self), args[0], "find_last");
          return at < 0 ? Nil.NIL : list(self).get(at);
        });
  }

  private static int lastPosition(
      CallContext cx, Invoker call, BideList list, Object predicate, String name) {
    for (int i = list.size() - 1; i >= 0; i--) {
      Uses.stillReads(cx, list);
      // the predicate may have shortened the list
      if (i < list.size() && Args.verdict(call.invoke(cx, predicate, list.get(i)), name)) {
        Uses.stillReads(cx, list);
        return Math.min(i, list.size() - 1);
      }
    }
    return -1;
  }

  private static void inOrder(MethodSet set) {
    set.add(
        "is_sorted()",
        "Whether no element is less than the one before it.",
        "[1, 2, 2].is_sorted() -> true",
        (cx, call, self, args) -> {
          for (int i = 1; Uses.has(cx, list(self), i); i++) {
            if (Equality.compare(list(self).get(i - 1), list(self).get(i)) > 0) {
              return false;
            }
          }
          return true;
        });
    set.add(
        "binary_search(value)",
        "The index of an element that equals the value, in a list sorted in ascending order; nil if there is none. Looks at few elements.",
        "[1, 3, 5].binary_search(5) -> 2\n[1, 3, 5].binary_search(4) -> nil",
        (cx, call, self, args) -> {
          int low = 0;
          int high = list(self).size();
          while (low < high) {
            int middle = (low + high) >>> 1;
            int order = Equality.compare(list(self).get(middle), args[0]);
            Uses.stillReads(cx, list(self));
            if (order == 0) {
              return (long) middle;
            }
            if (order < 0) {
              low = middle + 1;
            } else {
              high = middle;
            }
          }
          return Nil.NIL;
        });
    set.add(
        "partition_point(fn predicate)",
        "The index of the first element for which the function gives false, in a list where all that give true come first; where to insert so that a sorted list stays sorted.",
        "[1, 3, 5].partition_point(|n| n < 4) -> 2",
        (cx, call, self, args) -> {
          int low = 0;
          int high = list(self).size();
          while (low < high) {
            int middle = (low + high) >>> 1;
            Object verdict = call.invoke(cx, args[0], list(self).get(middle));
            Uses.stillReads(cx, list(self));
            if (Args.verdict(verdict, "partition_point")) {
              low = middle + 1;
            } else {
              high = middle;
            }
            high = Math.min(high, list(self).size());
          }
          return (long) low;
        });
  }

  private static void atTheEnds(MethodSet set) {
    set.add(
        "starts_with(prefix)",
        "Whether the list begins with the elements of another list.",
        "[1, 2, 3].starts_with([1, 2]) -> true",
        (cx, call, self, args) ->
            matches(cx, list(self), Args.list(args[0], "starts_with", "prefix"), 0));
    set.add(
        "ends_with(suffix)",
        "Whether the list ends with the elements of another list.",
        "[1, 2, 3].ends_with([2]) -> false",
        (cx, call, self, args) -> {
          BideList suffix = Args.list(args[0], "ends_with", "suffix");
          return matches(cx, list(self), suffix, list(self).size() - suffix.size());
        });
  }

  private static boolean matches(CallContext cx, BideList list, BideList part, int at) {
    if (at < 0 || at + part.size() > list.size()) {
      return false;
    }
    for (int i = 0; i < part.size(); i++) {
      if (!Equality.equals(list.get(at + i), part.get(i))) {
        return false;
      }
      Uses.stillReads(cx, list);
      Uses.stillReads(cx, part);
    }
    return true;
  }
}
