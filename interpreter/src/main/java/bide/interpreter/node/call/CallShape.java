package bide.interpreter.node.call;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;

/**
 * What is known of a call's arguments before it runs: how many, which have names, which are spread.
 */
final class CallShape {
  @CompilationFinal(dimensions = 1)
  private final String[] names;

  @CompilationFinal(dimensions = 1)
  private final boolean[] spread;

  private final boolean named;
  private final boolean spreading;

  /**
   * @param names one per argument; null for a positional one
   * @param spread one per argument: its elements are the arguments
   */
  CallShape(String[] names, boolean[] spread) {
    this.names = names;
    this.spread = spread;
    boolean anyNamed = false;
    boolean anySpread = false;
    for (int i = 0; i < names.length; i++) {
      anyNamed |= names[i] != null;
      anySpread |= spread[i];
    }
    this.named = anyNamed;
    this.spreading = anySpread;
  }

  /** The same arguments after one more, which is positional. */
  CallShape withSelf() {
    String[] moreNames = new String[names.length + 1];
    boolean[] moreSpread = new boolean[names.length + 1];
    System.arraycopy(names, 0, moreNames, 1, names.length);
    System.arraycopy(spread, 0, moreSpread, 1, names.length);
    return new CallShape(moreNames, moreSpread);
  }

  static CallShape positional(int count) {
    return new CallShape(new String[count], new boolean[count]);
  }

  int count() {
    return names.length;
  }

  String name(int index) {
    return names[index];
  }

  String[] names() {
    return names;
  }

  boolean isSpread(int index) {
    return spread[index];
  }

  boolean isPositional() {
    return !named && !spreading;
  }

  boolean hasSpread() {
    return spreading;
  }
}
