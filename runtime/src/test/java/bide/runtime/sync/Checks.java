package bide.runtime.sync;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;

/** How the Lincheck tests of this package are run. */
final class Checks {
  private Checks() {}

  static void everyInterleavingEqualsSomeOrder(Class<?> test) {
    new ModelCheckingOptions()
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(2)
        .iterations(3)
        .invocationsPerIteration(50)
        .check(test);
    new StressOptions()
        .threads(3)
        .actorsPerThread(3)
        .iterations(3)
        .invocationsPerIteration(50)
        .check(test);
  }
}
