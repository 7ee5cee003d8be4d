package bide.interpreter.library;

import bide.interpreter.value.Text;

/** Methods of every value. */
final class CommonMethods {
  private CommonMethods() {}

  static MethodSet all() {
    return new MethodSet()
        .add(
            "to_string()", "The text that `print` shows.", (cx, call, self, args) -> Text.of(self));
  }
}
