package bide.runtime.sync;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;

/**
 * How the Lincheck tests of this package are run: {@code -Dbide.lincheck=N} tries N random
 * scenarios of each kind instead of the few that every build tries.
 */
final class Checks {
  private static final int SCENARIOS = Integer.getInteger("bide.lincheck", 3);

  private Checks() {}

  static void everyInterleavingEqualsSomeOrder(Class<?> test) {
    new ModelCheckingOptions()
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(2)
        .iterations(SCENARIOS)
        .invocationsPerIteration(50)
        .check(test);
    new StressOptions()
        .threads(3)
        .actorsPerThread(3)
        .iterations(SCENARIOS)
        .invocationsPerIteration(50)
        .check(test);
  }
}
