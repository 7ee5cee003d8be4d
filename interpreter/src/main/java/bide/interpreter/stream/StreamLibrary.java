package bide.interpreter.stream;

import bide.interpreter.BideContext;
import bide.interpreter.analysis.Names;
import bide.interpreter.async.CallFuture;
import bide.interpreter.async.Strand;
import bide.interpreter.async.Stream;
import bide.interpreter.function.Closure;
import bide.interpreter.library.Args;
import bide.interpreter.library.Folding;
import bide.interpreter.library.MethodSet;
import bide.interpreter.value.BideDuration;
import bide.interpreter.value.BideList;
import bide.interpreter.value.Nil;
import java.util.List;

/** The functions of {@code streams.bide}. */
public final class StreamLibrary {
  private final InternalSource source;

  private StreamLibrary(InternalSource source) {
    this.source = source;
  }

  public static StreamLibrary load(BideContext context, Names names, Strand strand) {
    return new StreamLibrary(
        InternalSource.load(context, names, strand, StreamLibrary.class, "streams.bide", BUILTINS));
  }

  Closure function(String name) {
    return source.function(name);
  }

  /** A future that closes streams; for an adapter that is closed before it has begun. */
  CallFuture closing(Strand strand, List<Object> streams) {
    Closure close = function("close");
    BideList list = BideList.of(strand.region(), streams.toArray());
    return new CallFuture(close.code(), new Object[] {null, close.captures(), list});
  }

  // ---------------------------------------------------------------- builtins of that source alone

  private static final MethodSet BUILTINS =
      new MethodSet()
          .add(
              "item(stream)",
              "A future of the next item, or of the end.",
              (cx, call, self, args) -> ((Stream) args[0]).nextItem())
          .add(
              "is_end(item)",
              "Whether an item is the end.",
              (cx, call, self, args) -> args[0] == Stream.END)
          .add(
              "abandon(stream)",
              "A future of what leaving a stream has to run, or nil.",
              (cx, call, self, args) -> ((Stream) args[0]).abandon())
          .add(
              "is_stream(value)",
              "Whether `for await` goes over the value.",
              (cx, call, self, args) -> args[0] instanceof Stream)
          .add(
              "verdict(value, method)",
              "What a predicate gave; a TypeError that names the method unless it is a bool.",
              (cx, call, self, args) ->
                  Args.verdict(args[0], Args.text(args[1], "verdict", "method")))
          .add(
              "plus(total, term)",
              "One more term of a sum; the total is nil before the first.",
              (cx, call, self, args) -> Folding.plus(args[0] == Nil.NIL ? null : args[0], args[1]))
          .add(
              "now()",
              "The time on the executor's clock.",
              (cx, call, self, args) ->
                  new BideDuration(((Strand) cx).context().executor().timers().clock().nanoTime()));
}
