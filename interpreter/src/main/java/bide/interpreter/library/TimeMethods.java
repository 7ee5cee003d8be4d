package bide.interpreter.library;

import bide.interpreter.value.BideDuration;
import bide.interpreter.value.BideInstant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Methods of durations and instants. Their arithmetic is that of the operators. */
final class TimeMethods {
  private TimeMethods() {}

  static MethodSet ofDurations() {
    MethodSet set = new MethodSet();
    unit(set, "hours", TimeUnit.HOURS);
    unit(set, "minutes", TimeUnit.MINUTES);
    unit(set, "seconds", TimeUnit.SECONDS);
    unit(set, "millis", TimeUnit.MILLISECONDS);
    unit(set, "micros", TimeUnit.MICROSECONDS);
    set.add(
        "nanos()",
        "In nanoseconds, an int.",
        (cx, call, self, args) -> ((BideDuration) self).nanos());
    set.add(
        "is_zero()",
        "Whether it lasts no time.",
        (cx, call, self, args) -> ((BideDuration) self).nanos() == 0);
    set.add(
        "abs()",
        "The same length, not below zero.",
        (cx, call, self, args) -> ((BideDuration) self).abs());
    return set;
  }

  private static void unit(MethodSet set, String name, TimeUnit unit) {
    double nanos = unit.toNanos(1);
    set.add(
        name + "()",
        "In " + unit.name().toLowerCase(Locale.ROOT) + ", a float.",
        (cx, call, self, args) -> ((BideDuration) self).nanos() / nanos);
  }

  static MethodSet ofInstants() {
    MethodSet set = new MethodSet();
    set.add(
        "since(earlier)",
        "The time from an earlier instant to this one.",
        (cx, call, self, args) -> {
          if (args[0] instanceof BideInstant earlier) {
            return ((BideInstant) self).since(earlier);
          }
          throw Args.wrong("since", "earlier", "an instant", args[0]);
        });
    return set;
  }
}
