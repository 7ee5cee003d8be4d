package bide.interpreter.library;

import bide.interpreter.value.BideList;
import bide.interpreter.value.Equality;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Region;

/** Methods of lists that change many elements at once, or at the front. */
final class ListEdits {
  private ListEdits() {}

  static void addTo(MethodSet set) {
    atTheEnds(set);
    cutting(set);
    rotating(set);
    thinning(set);
  }

  private static BideList list(Object self) {
    return (BideList) self;
  }

  private static void atTheEnds(MethodSet set) {
    set.add(
        "push_first(value)",
        "Adds an element at the front; all others move up by one.",
        "let xs = [2]\nxs.push_first(1)\nxs -> [1, 2]",
        (cx, call, self, args) -> {
          list(self).insert(0, args[0]);
          return Nil.NIL;
        });
    set.add(
        "pop_first()",
        "Removes the first element and gives it, or nil if the list is empty.",
        "let xs = [1, 2]\nxs.pop_first() -> 1\nxs -> [2]",
        (cx, call, self, args) -> list(self).isEmpty() ? Nil.NIL : list(self).remove(0));
    set.add(
        "swap_remove(index)",
        "Removes the element at the index and gives it; the last element takes its place, so that none has to move.",
        "let xs = [1, 2, 3]\nxs.swap_remove(0) -> 1\nxs -> [3, 2]",
        (cx, call, self, args) -> {
          BideList list = list(self);
          long index = Args.integer(args[0], "swap_remove", "index");
          Object removed = list.get(index);
          Object last = list.pop();
          if (index < list.size()) {
            list.set(index, last);
          }
          return removed;
        });
    set.add(
        "resize(length, value)",
        "Makes the list that long: removes elements at the end, or adds the value as often as it takes.",
        "let xs = [1, 2]\nxs.resize(4, 0)\nxs -> [1, 2, 0, 0]",
        (cx, call, self, args) -> {
          BideList list = list(self);
          long length = Args.count(args[0], "resize", "length");
          list.reserve(length);
          if (length < list.size()) {
            list.removeRange((int) length, list.size());
          }
          while (list.size() < length) {
            list.add(args[1]);
          }
          return Nil.NIL;
        });
    set.add(
        "fill(value)",
        "Sets every element to the value.",
        "let xs = [1, 2]\nxs.fill(0)\nxs -> [0, 0]",
        (cx, call, self, args) -> {
          for (int i = 0; i < list(self).size(); i++) {
            list(self).set(i, args[0]);
          }
          return Nil.NIL;
        });
  }

  private static void cutting(MethodSet set) {
    set.add(
        "drain(range?)",
        "Removes the elements of a range of indexes, or all, and gives them as a list.",
        "let xs = [1, 2, 3, 4]\nxs.drain(1..3) -> [2, 3]\nxs -> [1, 4]",
        (cx, call, self, args) -> {
          BideList list = list(self);
          Bounds bounds = Bounds.ofRange(args[0], list.size(), "drain", "list");
          BideList drained = list.slice(cx.region(), bounds.from(), bounds.to());
          list.removeRange(bounds.from(), bounds.to());
          return drained;
        });
    set.add(
        "split_off(index)",
        "Removes the elements from the index on and gives them as a list.",
        "let xs = [1, 2, 3]\nxs.split_off(1) -> [2, 3]\nxs -> [1]",
        (cx, call, self, args) -> {
          BideList list = list(self);
          int index = Bounds.place(args[0], list.size(), "split_off", "list");
          BideList rest = list.slice(cx.region(), index, list.size());
          list.removeRange(index, list.size());
          return rest;
        });
  }

  private static void rotating(MethodSet set) {
    set.add(
        "rotate_left(count)",
        "Moves the first so many elements to the end.",
        "let xs = [1, 2, 3, 4]\nxs.rotate_left(1)\nxs -> [2, 3, 4, 1]",
        (cx, call, self, args) -> {
          rotate(cx.region(), list(self), Args.integer(args[0], "rotate_left", "count"));
          return Nil.NIL;
        });
    set.add(
        "rotate_right(count)",
        "Moves the last so many elements to the front.",
        "let xs = [1, 2, 3, 4]\nxs.rotate_right(1)\nxs -> [4, 1, 2, 3]",
        (cx, call, self, args) -> {
          long count = Args.integer(args[0], "rotate_right", "count");
          int size = list(self).size();
          rotate(cx.region(), list(self), size == 0 ? 0 : size - Math.floorMod(count, size));
          return Nil.NIL;
        });
  }

  /** More than the length goes round more than once. */
  private static void rotate(Region region, BideList list, long count) {
    if (list.isEmpty()) {
      return;
    }
    int first = Math.floorMod(count, list.size());
    BideList moved = list.slice(region, 0, first);
    list.removeRange(0, first);
    list.addAll(moved);
  }

  private static void thinning(MethodSet set) {
    set.add(
        "dedup()",
        "Of neighbours that are equal, keeps the first and removes the others.",
        "let xs = [1, 1, 2, 1]\nxs.dedup()\nxs -> [1, 2, 1]",
        (cx, call, self, args) -> {
          BideList kept = deduped(cx, call, list(self), null);
          Uses.stillChanges(cx, list(self), Nil.NIL);
          list(self).refill(kept.toArray());
          return Nil.NIL;
        });
    set.add(
        "dedup_by(fn key)",
        "Of neighbours with equal keys, keeps the first and removes the others.",
        "let xs = [1, 3, 2, 5]\nxs.dedup_by(|n| n % 2)\nxs -> [1, 2, 5]",
        (cx, call, self, args) -> {
          BideList kept = deduped(cx, call, list(self), args[0]);
          Uses.stillChanges(cx, list(self), Nil.NIL);
          list(self).refill(kept.toArray());
          return Nil.NIL;
        });
    set.add(
        "deduped()",
        "The elements without those that equal the one before.",
        "[1, 1, 2, 1].deduped() -> [1, 2, 1]",
        (cx, call, self, args) -> deduped(cx, call, list(self), null));
    set.add(
        "deduped_by(fn key)",
        "The elements without those whose key equals that of the one before.",
        "[1, 3, 2, 5].deduped_by(|n| n % 2) -> [1, 2, 5]",
        (cx, call, self, args) -> deduped(cx, call, list(self), args[0]));
  }

  private static BideList deduped(CallContext cx, Invoker call, BideList list, Object key) {
    BideList result = new BideList(cx.region());
    Object last = null;
    for (int i = 0; Uses.has(cx, list, i); i++) {
      Object element = list.get(i);
      Object current = key == null ? element : call.invoke(cx, key, element);
      if (last == null || !Equality.equals(last, current)) {
        result.add(element);
      }
      last = current;
    }
    return result;
  }
}
