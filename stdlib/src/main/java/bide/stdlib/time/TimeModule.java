package bide.stdlib.time;

import bide.interpreter.BideContext;
import bide.interpreter.async.Strand;
import bide.interpreter.library.Args;
import bide.interpreter.library.CallContext;
import bide.interpreter.library.MethodSet;
import bide.interpreter.library.MethodTable;
import bide.interpreter.value.BideDuration;
import bide.interpreter.value.BideInstant;
import bide.interpreter.value.Nil;
import bide.runtime.time.Clock;
import bide.runtime.time.PausableClock;
import bide.stdlib.StandardLibrary;
import com.oracle.truffle.api.TruffleSafepoint;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The module {@code time}. */
public final class TimeModule {
  private static final double MILLIS_PER_SECOND = 1000;

  static {
    // Instants come from this module alone, so no call site can have looked for their methods
    // before.
    MethodTable.register(
        BideInstant.class,
        new MethodSet()
            .add(
                "elapsed()",
                "The time from this instant until now.",
                "use time\n" + "time.now().elapsed() < 1h -> true",
                (cx, call, self, args) ->
                    new BideDuration(nanoTime(cx) - ((BideInstant) self).nanos())));
  }

  private TimeModule() {}

  public static Map<String, Object> members(@SuppressWarnings("unused") BideContext context) {
    return StandardLibrary.functions(
        new MethodSet()
            .add(
                "now()",
                "This instant, on a clock that never goes back. The difference of two instants is a duration.",
                "use time\n" + "time.now() <= time.now() -> true",
                (cx, call, self, args) -> new BideInstant(nanoTime(cx)))
            .add(
                "block(span)",
                "Holds the thread for a duration, in real time. For functions of `spawn_blocking`: a task that did this would hold up others; it awaits a `sleep`.",
                "use time\nspawn_blocking(|| time.block(1ms)).await -> nil",
                (cx, call, self, args) -> {
                  if (!(args[0] instanceof BideDuration span)) {
                    throw Args.wrong("time.block", "span", "a duration such as `100ms`", args[0]);
                  }
                  long end = System.nanoTime() + span.nanos();
                  // Again from the start after a safepoint, which may have raised a cancellation.
                  TruffleSafepoint.setBlockedThreadInterruptible(
                      call, until -> TimeUnit.NANOSECONDS.sleep(until - System.nanoTime()), end);
                  return Nil.NIL;
                })
            .add(
                "pause()",
                "Stops the clock of sleeps, timeouts and `now`: it stands still while anything runs, and jumps to the next deadline when all tasks wait. For tests.",
                "use time\ntime.pause()\nlet start = time.now()\nsleep(2h).await\nstart.elapsed() >= 2h -> true\ntime.resume()",
                (cx, call, self, args) -> {
                  if (clock(cx) instanceof PausableClock clock) {
                    clock.pause();
                  }
                  return Nil.NIL;
                })
            .add(
                "resume()",
                "Lets a paused clock run on from the time it shows.",
                "use time\ntime.pause()\ntime.resume()",
                (cx, call, self, args) -> {
                  if (clock(cx) instanceof PausableClock clock) {
                    clock.resume();
                  }
                  return Nil.NIL;
                })
            .add(
                "unix()",
                "The time of day: seconds since 1970-01-01 00:00 UTC, a float. It jumps when the system's clock is set.",
                "use time\n" + "time.unix() > 1e9 -> true",
                (cx, call, self, args) ->
                    ((Strand) cx).context().executor().platform().wallMillis()
                        / MILLIS_PER_SECOND));
  }

  private static Clock clock(CallContext cx) {
    return ((Strand) cx).context().executor().timers().clock();
  }

  private static long nanoTime(CallContext cx) {
    return clock(cx).nanoTime();
  }
}
