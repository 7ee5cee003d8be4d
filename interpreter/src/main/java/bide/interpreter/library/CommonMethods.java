package bide.interpreter.library;

import bide.interpreter.value.Equality;
import bide.interpreter.value.Strings;
import bide.interpreter.value.Text;

/** Methods of every value. */
final class CommonMethods {
  private CommonMethods() {}

  static MethodSet all() {
    return new MethodSet()
        .add(
            "to_string()",
            "The text that `print` shows.",
            "[1, \"a\"].to_string() -> [1, \"a\"]",
            (cx, call, self, args) -> Text.of(self))
        .add(
            "format(spec)",
            "The text in a format, as `{value:spec}` in a string has it, for formats that are known only when the script runs.",
            "255.format(\"#x\") -> 0xff\n3.14159.format(\">8.2\") + \"|\" ->     3.14|",
            (cx, call, self, args) ->
                Strings.of(Text.format(self, Args.text(args[0], "format", "spec"))))
        .add(
            "compare(other)",
            "-1, 0 or 1, as this comes before, with or after the other in the order of `sort`; throws TypeError for what has no order.",
            "2.compare(3) -> -1\n\"b\".compare(\"a\") -> 1",
            (cx, call, self, args) -> (long) Integer.signum(Equality.compare(self, args[0])));
  }
}
