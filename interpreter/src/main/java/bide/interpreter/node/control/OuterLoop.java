package bide.interpreter.node.control;

/**
 * What has loops within itself, and is as hot as these: it would otherwise have to reach the
 * threshold of on-stack replacement by its own rounds alone.
 */
public interface OuterLoop {
  /** More are no reason to be replaced any earlier. */
  int MOST_INNER_ROUNDS = 1 << 20;

  /** The sum of two counts of rounds, as far as it matters. */
  static int sum(int counted, int rounds) {
    return Math.min(counted + Math.min(rounds, MOST_INNER_ROUNDS), MOST_INNER_ROUNDS);
  }

  /** Loops within this one have interpreted so many rounds, roughly. */
  void addInnerRounds(int rounds);
}
