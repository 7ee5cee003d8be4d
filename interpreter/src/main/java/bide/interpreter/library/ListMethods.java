package bide.interpreter.library;

import bide.interpreter.value.BideIterator;
import bide.interpreter.value.BideList;
import bide.interpreter.value.Equality;
import bide.interpreter.value.Nil;

/**
 * Methods of lists that read and change them. Those that make new values of them are in {@link
 * ListTransforms}.
 */
final class ListMethods {
  private ListMethods() {}

  static MethodSet all() {
    MethodSet set = new MethodSet();
    reading(set);
    searching(set);
    changing(set);
    sorting(set);
    ListTransforms.addTo(set);
    ListSearch.addTo(set);
    ListGroups.addTo(set);
    ListEdits.addTo(set);
    return set.changing(
        "push",
        "pop",
        "insert",
        "remove",
        "clear",
        "extend",
        "truncate",
        "retain",
        "swap",
        "reverse",
        "sort",
        "sort_by",
        "sort_with",
        "push_first",
        "pop_first",
        "swap_remove",
        "resize",
        "fill",
        "drain",
        "split_off",
        "rotate_left",
        "rotate_right",
        "dedup",
        "dedup_by");
  }

  private static BideList list(Object self) {
    return (BideList) self;
  }

  private static void reading(MethodSet set) {
    set.inlined(
        "len()",
        "How many elements there are.",
        "[3, 1, 2].len() -> 3",
        (cx, call, self, args) -> (long) list(self).size());
    set.inlined(
        "is_empty()",
        "Whether there are no elements.",
        "[].is_empty() -> true",
        (cx, call, self, args) -> list(self).isEmpty());
    set.inlined(
        "get(index, default?)",
        "The element at an index, or the default (nil) where there is none. `xs[i]` throws instead.",
        "[5, 6].get(1) -> 6\n" + "[5, 6].get(9, 0) -> 0",
        (cx, call, self, args) -> {
          BideList list = list(self);
          long index = Args.integer(args[0], "get", "index");
          if (index >= 0 && index < list.size()) {
            return list.get(index);
          }
          return args[1] == null ? Nil.NIL : args[1];
        });
    set.inlined(
        "first()",
        "The first element, or nil if the list is empty.",
        "[5, 6].first() -> 5\n" + "[].first() -> nil",
        (cx, call, self, args) -> list(self).isEmpty() ? Nil.NIL : list(self).get(0));
    set.inlined(
        "last()",
        "The last element, or nil if the list is empty.",
        "[5, 6].last() -> 6",
        (cx, call, self, args) ->
            list(self).isEmpty() ? Nil.NIL : list(self).get(list(self).size() - 1));
    set.add(
        "iter()",
        "A lazy iterator over the elements.",
        "[1, 2, 3].iter().map(|n| n * n).sum() -> 14",
        (cx, call, self, args) -> Iterators.over(cx.region(), self));
    set.add(
        "copy()",
        "A deep copy, as `copy(xs)`. For a shallow one write `xs[..]`.",
        "let deep = [[1], 2].copy()\n" + "deep -> [[1], 2]",
        (cx, call, self, args) -> Copying.deep(cx.region(), self));
  }

  private static void searching(MethodSet set) {
    set.add(
        "contains(value)",
        "Whether an element equals the value.",
        "[1, 2].contains(2) -> true\n" + "2 in [1, 2] -> true",
        (cx, call, self, args) -> indexOf(cx, list(self), args[0]) >= 0);
    set.add(
        "index_of(value)",
        "The index of the first element that equals the value, or nil.",
        "[\"a\", \"b\", \"b\"].index_of(\"b\") -> 1",
        (cx, call, self, args) -> {
          int index = indexOf(cx, list(self), args[0]);
          return index < 0 ? Nil.NIL : (Object) (long) index;
        });
    set.inlined(
        "position(fn predicate)",
        "The index of the first element for which the function gives true, or nil.",
        "[1, 4, 6].position(|n| n % 2 == 0) -> 1",
        (cx, call, self, args) -> {
          BideList list = list(self);
          for (int i = 0; Uses.has(cx, list, i); i++) {
            if (Args.verdict(call.invoke(cx, args[0], list.get(i)), "position")) {
              return (long) i;
            }
          }
          return Nil.NIL;
        });
    set.inlined(
        "find(fn predicate)",
        "The first element for which the function gives true, or nil.",
        "[1, 4, 6].find(|n| n % 2 == 0) -> 4\n" + "[1, 3].find(|n| n % 2 == 0) -> nil",
        (cx, call, self, args) -> {
          BideList list = list(self);
          for (int i = 0; Uses.has(cx, list, i); i++) {
            Object element = list.get(i);
            if (Args.verdict(call.invoke(cx, args[0], element), "find")) {
              return element;
            }
          }
          return Nil.NIL;
        });
    set.inlined(
        "any(fn predicate)",
        "Whether the function gives true for at least one element. Stops at the first.",
        "[1, 2].any(|n| n > 1) -> true",
        (cx, call, self, args) -> {
          BideList list = list(self);
          for (int i = 0; Uses.has(cx, list, i); i++) {
            if (Args.verdict(call.invoke(cx, args[0], list.get(i)), "any")) {
              return true;
            }
          }
          return false;
        });
    set.inlined(
        "all(fn predicate)",
        "Whether the function gives true for every element. Stops at the first for which it does not.",
        "[1, 2].all(|n| n > 1) -> false",
        (cx, call, self, args) -> {
          BideList list = list(self);
          for (int i = 0; Uses.has(cx, list, i); i++) {
            if (!Args.verdict(call.invoke(cx, args[0], list.get(i)), "all")) {
              return false;
            }
          }
          return true;
        });
    set.inlined(
        "count(fn predicate?)",
        "How many elements there are, or for how many of them the function gives true.",
        "[1, 2, 3].count(|n| n > 1) -> 2",
        (cx, call, self, args) -> {
          BideList list = list(self);
          if (args[0] == null) {
            return (long) list.size();
          }
          long count = 0;
          for (int i = 0; Uses.has(cx, list, i); i++) {
            if (Args.verdict(call.invoke(cx, args[0], list.get(i)), "count")) {
              count++;
            }
          }
          return count;
        });
  }

  static int indexOf(CallContext cx, BideList list, Object value) {
    for (int i = 0; Uses.has(cx, list, i); i++) {
      if (Equality.equals(list.get(i), value)) {
        return i;
      }
    }
    return -1;
  }

  private static void changing(MethodSet set) {
    set.inlined(
        "push(value)",
        "Adds an element at the end.",
        "let xs = [1]\n" + "xs.push(2)\n" + "xs -> [1, 2]",
        (cx, call, self, args) -> {
          list(self).add(args[0]);
          return Nil.NIL;
        });
    set.inlined(
        "pop()",
        "Removes the last element and gives it, or nil if the list is empty.",
        "let xs = [1, 2]\n" + "xs.pop() -> 2\n" + "xs -> [1]",
        (cx, call, self, args) -> {
          Object removed = list(self).pop();
          return removed == null ? Nil.NIL : removed;
        });
    set.add(
        "insert(index, value)",
        "Puts an element before the one at the index; the length as index adds it at the end.",
        "let xs = [1, 3]\n" + "xs.insert(1, 2)\n" + "xs -> [1, 2, 3]",
        (cx, call, self, args) -> {
          list(self).insert(Args.integer(args[0], "insert", "index"), args[1]);
          return Nil.NIL;
        });
    set.add(
        "remove(index)",
        "Removes the element at the index and gives it.",
        "let xs = [1, 2, 3]\n" + "xs.remove(0) -> 1\n" + "xs -> [2, 3]",
        (cx, call, self, args) -> list(self).remove(Args.integer(args[0], "remove", "index")));
    set.inlined(
        "clear()",
        "Removes all elements.",
        "let xs = [1, 2]\n" + "xs.clear()\n" + "xs -> []",
        (cx, call, self, args) -> {
          list(self).clear();
          return Nil.NIL;
        });
    set.add(
        "extend(iterable)",
        "Adds everything that a list, range, map, string or iterator gives.",
        "let xs = [1]\n" + "xs.extend(2..4)\n" + "xs -> [1, 2, 3]",
        (cx, call, self, args) -> {
          extend(cx, call, list(self), args[0]);
          return Nil.NIL;
        });
    set.add(
        "truncate(length)",
        "Removes the elements after the first so many.",
        "let xs = [1, 2, 3]\n" + "xs.truncate(1)\n" + "xs -> [1]",
        (cx, call, self, args) -> {
          BideList list = list(self);
          list.removeRange(
              Math.min(Args.count(args[0], "truncate", "length"), list.size()), list.size());
          return Nil.NIL;
        });
    set.add(
        "retain(fn predicate)",
        "Keeps the elements for which the function gives true and removes the others.",
        "let xs = [1, 2, 3]\n" + "xs.retain(|n| n != 2)\n" + "xs -> [1, 3]",
        (cx, call, self, args) -> {
          BideList kept = ListTransforms.filter(cx, call, list(self), args[0], "retain");
          Uses.stillChanges(cx, list(self), Nil.NIL);
          list(self).clear();
          list(self).addAll(kept);
          return Nil.NIL;
        });
    set.inlined(
        "swap(i, j)",
        "Exchanges the elements at two indexes.",
        "let xs = [1, 2, 3]\n" + "xs.swap(0, 2)\n" + "xs -> [3, 2, 1]",
        (cx, call, self, args) -> {
          BideList list = list(self);
          long i = Args.integer(args[0], "swap", "i");
          long j = Args.integer(args[1], "swap", "j");
          Object element = list.get(i);
          list.set(i, list.get(j));
          list.set(j, element);
          return Nil.NIL;
        });
    set.add(
        "reverse()",
        "Turns the order of the elements round, in place.",
        "let xs = [1, 2, 3]\n" + "xs.reverse()\n" + "xs -> [3, 2, 1]",
        (cx, call, self, args) -> {
          list(self).reverse();
          return Nil.NIL;
        });
  }

  static void extend(CallContext cx, Invoker call, BideList list, Object iterable) {
    if (iterable instanceof BideList other) {
      Uses.stillReads(cx, other);
      list.addAll(other);
      return;
    }
    BideIterator iterator = Iterators.require(cx.region(), iterable);
    for (Object value = Iterators.next(cx, call, iterator);
        value != BideIterator.END;
        value = Iterators.next(cx, call, iterator)) {
      Uses.stillChanges(cx, list, value);
      list.add(value);
    }
  }

  private static void sorting(MethodSet set) {
    set.add(
        "sort()",
        "Sorts in place, in ascending order. Numbers, strings, bytes, bools, durations, instants and lists of these have an order.",
        "let xs = [3, 1, 2]\n" + "xs.sort()\n" + "xs -> [1, 2, 3]",
        (cx, call, self, args) -> {
          Folding.sort(cx, list(self));
          return Nil.NIL;
        });
    set.add(
        "sort_by(fn key)",
        "Sorts in place by what the function gives for each element; a list of several keys orders by the first that differs.",
        "let words = [\"ccc\", \"a\", \"bb\"]\n"
            + "words.sort_by(|w| w.len())\n"
            + "words -> [\"a\", \"bb\", \"ccc\"]",
        (cx, call, self, args) -> {
          Folding.sortBy(list(self), cx, call, args[0]);
          return Nil.NIL;
        });
    set.add(
        "sort_with(fn compare)",
        "Sorts in place by a function of two elements that gives an int below 0, 0 or above 0.",
        "let xs = [3, 1, 2]\n" + "xs.sort_with(|a, b| b - a)\n" + "xs -> [3, 2, 1]",
        (cx, call, self, args) -> {
          Folding.sortWith(list(self), cx, call, args[0], "sort_with");
          return Nil.NIL;
        });
    set.add(
        "sorted()",
        "A new list, sorted as `sort` does.",
        "[\"b\", \"a\"].sorted() -> [\"a\", \"b\"]",
        (cx, call, self, args) -> {
          BideList sorted = list(self).copy(cx.region());
          Folding.sort(cx, sorted);
          return sorted;
        });
    set.add(
        "sorted_by(fn key)",
        "A new list, sorted as `sort_by` does.",
        "[-3, 1, 2].sorted_by(|n| n.abs()) -> [1, 2, -3]",
        (cx, call, self, args) -> {
          BideList sorted = list(self).copy(cx.region());
          Folding.sortBy(sorted, cx, call, args[0]);
          return sorted;
        });
    set.add(
        "sorted_with(fn compare)",
        "A new list, sorted as `sort_with` does.",
        "[1, 2, 3].sorted_with(|a, b| b - a) -> [3, 2, 1]",
        (cx, call, self, args) -> {
          BideList sorted = list(self).copy(cx.region());
          Folding.sortWith(sorted, cx, call, args[0], "sorted_with");
          return sorted;
        });
    set.add(
        "reversed()",
        "A new list with the elements in the opposite order.",
        "[1, 2, 3].reversed() -> [3, 2, 1]",
        (cx, call, self, args) -> {
          BideList reversed = list(self).copy(cx.region());
          reversed.reverse();
          return reversed;
        });
  }
}
