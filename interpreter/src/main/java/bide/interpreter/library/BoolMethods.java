package bide.interpreter.library;

/** Methods of bools. */
final class BoolMethods {
  private BoolMethods() {}

  static MethodSet all() {
    return new MethodSet()
        .add(
            "to_int()",
            "1 for true, 0 for false.",
            "true.to_int() -> 1",
            (cx, call, self, args) -> (boolean) self ? 1L : 0L);
  }
}
