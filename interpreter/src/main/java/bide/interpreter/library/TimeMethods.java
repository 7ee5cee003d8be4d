package bide.interpreter.library;

import bide.interpreter.error.Errors;
import bide.interpreter.value.BideDuration;
import bide.interpreter.value.BideInstant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Methods of durations and instants. Their arithmetic is that of the operators. */
final class TimeMethods {
  private TimeMethods() {}

  static MethodSet ofDurations() {
    MethodSet set = new MethodSet();
    unit(set, "days", TimeUnit.DAYS, "36h.days() -> 1.5");
    unit(set, "hours", TimeUnit.HOURS, "90m.hours() -> 1.5");
    unit(set, "minutes", TimeUnit.MINUTES, "90s.minutes() -> 1.5");
    unit(set, "seconds", TimeUnit.SECONDS, "1500ms.seconds() -> 1.5");
    unit(set, "millis", TimeUnit.MILLISECONDS, "1.5s.millis() -> 1500.0");
    unit(set, "micros", TimeUnit.MICROSECONDS, "1ms.micros() -> 1000.0");
    set.add(
        "nanos()",
        "In nanoseconds, an int.",
        "1.5us.nanos() -> 1500",
        (cx, call, self, args) -> ((BideDuration) self).nanos());
    set.add(
        "is_zero()",
        "Whether it lasts no time.",
        "0s.is_zero() -> true",
        (cx, call, self, args) -> ((BideDuration) self).nanos() == 0);
    set.add(
        "abs()",
        "The same length, not below zero.",
        "(-5s).abs() -> 5s",
        (cx, call, self, args) -> ((BideDuration) self).abs());
    set.add(
        "signum()",
        "-1, 0 or 1, as it is below, at or above zero.",
        "(-5s).signum() -> -1",
        (cx, call, self, args) -> (long) Long.signum(((BideDuration) self).nanos()));
    set.add(
        "min(other)",
        "The shorter of the two.",
        "1s.min(500ms) -> 500ms",
        (cx, call, self, args) -> {
          BideDuration other = duration(args[0], "min", "other");
          return other.compareTo((BideDuration) self) < 0 ? other : self;
        });
    set.add(
        "max(other)",
        "The longer of the two.",
        "1s.max(500ms) -> 1s",
        (cx, call, self, args) -> {
          BideDuration other = duration(args[0], "max", "other");
          return other.compareTo((BideDuration) self) > 0 ? other : self;
        });
    set.add(
        "clamp(low, high)",
        "The nearest duration from low to high.",
        "5s.clamp(0s, 1s) -> 1s",
        (cx, call, self, args) -> {
          BideDuration low = duration(args[0], "clamp", "low");
          BideDuration high = duration(args[1], "clamp", "high");
          if (low.compareTo(high) > 0) {
            throw Errors.value("`clamp` needs low not above high, not " + low + " and " + high);
          }
          BideDuration length = (BideDuration) self;
          return length.compareTo(low) < 0 ? low : length.compareTo(high) > 0 ? high : length;
        });
    set.add(
        "round_to(unit)",
        "The nearest multiple of another duration.",
        "1234ms.round_to(100ms) -> 1.2s",
        (cx, call, self, args) -> {
          BideDuration unit = duration(args[0], "round_to", "unit");
          if (unit.nanos() <= 0) {
            throw Errors.value("`unit` of `round_to` must be longer than 0s, not " + unit);
          }
          long count = Math.round(((BideDuration) self).dividedBy(unit));
          return unit.times(count);
        });
    return set;
  }

  private static BideDuration duration(Object argument, String method, String parameter) {
    if (argument instanceof BideDuration duration) {
      return duration;
    }
    throw Args.wrong(method, parameter, "a duration", argument);
  }

  private static void unit(MethodSet set, String name, TimeUnit unit, String example) {
    double nanos = unit.toNanos(1);
    set.add(
        name + "()",
        "In " + unit.name().toLowerCase(Locale.ROOT) + ", a float.",
        example,
        (cx, call, self, args) -> ((BideDuration) self).nanos() / nanos);
  }

  static MethodSet ofInstants() {
    MethodSet set = new MethodSet();
    set.add(
        "since(earlier)",
        "The time from an earlier instant to this one.",
        "use time\nlet begin = time.now()\ntime.now().since(begin) >= 0s -> true",
        (cx, call, self, args) -> {
          if (args[0] instanceof BideInstant earlier) {
            return ((BideInstant) self).since(earlier);
          }
          throw Args.wrong("since", "earlier", "an instant", args[0]);
        });
    return set;
  }
}
