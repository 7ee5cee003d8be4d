package bide.interpreter.node.control;

/**
 * What has loops within itself, and is as hot as these: it would otherwise have to reach the
 * threshold of on-stack replacement by its own rounds alone.
 */
public interface OuterLoop {
  /** Loops within this one have interpreted so many rounds, roughly. */
  void addInnerRounds(int rounds);
}
