package bide.interpreter.stream;

import bide.interpreter.async.GeneratorStream;
import bide.interpreter.async.Strand;
import bide.interpreter.async.Stream;
import bide.interpreter.library.Args;
import bide.interpreter.library.CallContext;
import bide.interpreter.library.Invoker;
import bide.interpreter.library.MethodSet;
import bide.interpreter.value.BideDuration;
import bide.interpreter.value.Nil;
import java.util.List;

/**
 * Methods of everything that {@code for await} goes over. Those that give a stream run nothing
 * until that is asked; the others give futures. Functions that they take may be async.
 */
public final class StreamMethods {
  /** How each example begins. */
  private static final String FILLED =
      "let ch = channel(3)\n" + "for n in 1..=3 { ch.try_send(n) }\n" + "ch.close()\n";

  private StreamMethods() {}

  /** For the class of a {@link Stream}; its own methods of the same names are to be added later. */
  public static MethodSet all() {
    MethodSet set = new MethodSet();
    adapters(set);
    several(set);
    terminal(set);
    searching(set);
    return set;
  }

  private static void adapters(MethodSet set) {
    set.add(
        "map(fn function)",
        "A stream of what the function gives for each item.",
        FILLED + "ch.map(|n| n * 10).collect().await -> [10, 20, 30]",
        (cx, call, self, args) -> stream(cx, call, "map", self, args[0]));
    set.add(
        "filter(fn predicate)",
        "A stream of the items for which the function gives true.",
        FILLED + "ch.filter(|n| n != 2).collect().await -> [1, 3]",
        (cx, call, self, args) -> stream(cx, call, "filter", self, args[0]));
    set.add(
        "flat_map(fn function)",
        "A stream of the items of the streams or iterables that the function gives, one after the other.",
        FILLED + "ch.flat_map(|n| 0..n).collect().await -> [0, 0, 1, 0, 1, 2]",
        (cx, call, self, args) -> stream(cx, call, "flat_map", self, args[0]));
    set.add(
        "take(count)",
        "A stream of the first so many items.",
        FILLED + "ch.take(2).collect().await -> [1, 2]",
        (cx, call, self, args) ->
            stream(cx, call, "take", self, (long) Args.count(args[0], "take", "count")));
    set.add(
        "skip(count)",
        "A stream of the items after the first so many.",
        FILLED + "ch.skip(1).collect().await -> [2, 3]",
        (cx, call, self, args) ->
            stream(cx, call, "skip", self, (long) Args.count(args[0], "skip", "count")));
    set.add(
        "take_while(fn predicate)",
        "A stream of the items before the first for which the function does not give true.",
        FILLED + "ch.take_while(|n| n < 3).collect().await -> [1, 2]",
        (cx, call, self, args) -> stream(cx, call, "take_while", self, args[0]));
    set.add(
        "skip_while(fn predicate)",
        "A stream of the items from the first for which the function does not give true.",
        FILLED + "ch.skip_while(|n| n < 2).collect().await -> [2, 3]",
        (cx, call, self, args) -> stream(cx, call, "skip_while", self, args[0]));
    set.add(
        "enumerate(start?)",
        "A stream of [index, item] pairs; counts from 0 or the given start.",
        FILLED + "ch.enumerate().collect().await -> [[0, 1], [1, 2], [2, 3]]",
        (cx, call, self, args) ->
            stream(cx, call, "enumerate", self, Args.integer(args[0], 0, "enumerate", "start")));
    set.add(
        "chunks(size)",
        "A stream of lists of so many items each; the last may be shorter.",
        FILLED + "ch.chunks(2).collect().await -> [[1, 2], [3]]",
        (cx, call, self, args) ->
            stream(cx, call, "chunks", self, (long) Args.positive(args[0], "chunks", "size")));
    set.add(
        "throttle(gap)",
        "A stream of the same items, of which none follows the one before it sooner than the duration.",
        FILLED + "ch.throttle(1ms).collect().await -> [1, 2, 3]",
        (cx, call, self, args) -> {
          if (!(args[0] instanceof BideDuration)) {
            throw Args.wrong("throttle", "gap", "a duration such as `100ms`", args[0]);
          }
          return stream(cx, call, "throttle", self, args[0]);
        });
    set.add(
        "buffer(count)",
        "A stream of the same items, up to so many of which a task of its own asks for ahead.",
        FILLED + "ch.buffer(2).collect().await -> [1, 2, 3]",
        (cx, call, self, args) ->
            stream(cx, call, "buffer", self, (long) Args.positive(args[0], "buffer", "count")));
  }

  private static void several(MethodSet set) {
    set.add(
        "chain(other)",
        "A stream of the items of this, then those of the other stream.",
        FILLED + "ch.take(1).chain(ch).collect().await -> [1, 2, 3]",
        (cx, call, self, args) -> both(cx, call, "chain", self, args[0]));
    set.add(
        "zip(other)",
        "A stream of pairs of an item of this and one of the other stream, until one of them ends. Both are asked at the same time.",
        FILLED + "ch.zip(ch).collect().await -> [[1, 2]]",
        (cx, call, self, args) -> both(cx, call, "zip", self, args[0]));
    set.add(
        "merge(other)",
        "A stream of the items of both streams as they come. Each is asked by a task of its own, for one item at a time.",
        FILLED + "ch.merge(ch).count().await -> 3",
        (cx, call, self, args) -> both(cx, call, "merge", self, args[0]));
  }

  private static void terminal(MethodSet set) {
    set.add(
        "collect()",
        "A future of a list of the items.",
        FILLED + "ch.collect().await -> [1, 2, 3]",
        (cx, call, self, args) -> run(cx, call, "collect", self));
    set.add(
        "fold(initial, fn function)",
        "A future of the last total: calls `function(total, item)` for each item, where the total is what it gave before, at first `initial`.",
        FILLED + "ch.fold(10, |total, n| total + n).await -> 16",
        (cx, call, self, args) -> run(cx, call, "fold", self, args[0], args[1]));
    set.add(
        "for_each(fn function)",
        "A future that calls the function with each item.",
        FILLED + "let seen = []\n" + "ch.for_each(|n| seen.push(n)).await\n" + "seen -> [1, 2, 3]",
        (cx, call, self, args) -> run(cx, call, "for_each", self, args[0]));
    set.add(
        "count(fn predicate?)",
        "A future of how many items there are, or for how many of them the function gives true.",
        FILLED + "ch.count(|n| n > 1).await -> 2",
        (cx, call, self, args) ->
            run(cx, call, "count", self, args[0] == null ? Nil.NIL : args[0]));
    set.add(
        "sum()",
        "A future of the sum of numbers or durations; 0 if there are none.",
        FILLED + "ch.sum().await -> 6",
        (cx, call, self, args) -> run(cx, call, "sum", self));
    set.add(
        "last()",
        "A future of the last item, or nil.",
        FILLED + "ch.last().await -> 3",
        (cx, call, self, args) -> run(cx, call, "last", self));
  }

  private static void searching(MethodSet set) {
    set.add(
        "next()",
        "A future of the next item, nil at the end.",
        FILLED + "ch.next().await -> 1",
        (cx, call, self, args) -> run(cx, call, "next", self));
    set.add(
        "first()",
        "The same as `next`.",
        FILLED + "ch.first().await -> 1",
        (cx, call, self, args) -> run(cx, call, "next", self));
    set.add(
        "find(fn predicate)",
        "A future of the first item for which the function gives true, or nil.",
        FILLED + "ch.find(|n| n > 1).await -> 2",
        (cx, call, self, args) -> run(cx, call, "find", self, args[0]));
    set.add(
        "any(fn predicate)",
        "A future of whether the function gives true for at least one item. Stops at the first.",
        FILLED + "ch.any(|n| n > 2).await -> true",
        (cx, call, self, args) -> run(cx, call, "any", self, args[0]));
    set.add(
        "all(fn predicate)",
        "A future of whether the function gives true for every item. Stops at the first for which it does not.",
        FILLED + "ch.all(|n| n > 2).await -> false",
        (cx, call, self, args) -> run(cx, call, "all", self, args[0]));
  }

  private static Object both(CallContext cx, Invoker call, String name, Object self, Object other) {
    if (!(other instanceof Stream)) {
      throw Args.wrong(name, "other", "a stream", other);
    }
    return stream(cx, call, name, self, other);
  }

  private static Object stream(
      CallContext cx, Invoker call, String name, Object self, Object argument) {
    Strand strand = (Strand) cx;
    GeneratorStream made = (GeneratorStream) run(cx, call, name, self, argument);
    List<Object> sources = argument instanceof Stream ? List.of(self, argument) : List.of(self);
    made.closesUnstarted(() -> strand.context().streams(strand).closing(strand, sources));
    return made;
  }

  private static Object run(CallContext cx, Invoker call, String name, Object... arguments) {
    Strand strand = (Strand) cx;
    return call.invoke(cx, strand.context().streams(strand).function(name), arguments);
  }
}
