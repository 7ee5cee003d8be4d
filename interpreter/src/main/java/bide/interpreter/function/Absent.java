package bide.interpreter.function;

/**
 * Stands for an argument that was left out; the callee's default takes its place. Never seen by
 * scripts.
 */
public final class Absent {
  public static final Absent ABSENT = new Absent();

  private Absent() {}
}
