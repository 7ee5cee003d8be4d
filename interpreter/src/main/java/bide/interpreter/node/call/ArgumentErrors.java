package bide.interpreter.node.call;

import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import bide.interpreter.function.Signature;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.util.ArrayList;
import java.util.List;

/** The messages of calls whose arguments do not fit the parameters. */
final class ArgumentErrors {
  private ArgumentErrors() {}

  /**
   * @param given how many arguments the call has
   * @param missing indexes of the parameters that got none
   */
  @TruffleBoundary
  static BideException tooFew(Parameters parameters, int given, List<Integer> missing) {
    if (parameters.isMethod() && missing.getFirst() == 0) {
      return Errors.argument(
          "`" + parameters.functionName() + "` is a method: it is called on a value, `value.m(…)`");
    }
    List<String> names = new ArrayList<>();
    for (int index : missing) {
      names.add(parameterName(parameters.signature(), index));
    }
    return Errors.argument(takes(parameters, given) + ": missing " + String.join(", ", names));
  }

  @TruffleBoundary
  static BideException tooMany(Parameters parameters, int given) {
    return Errors.argument(takes(parameters, given));
  }

  @TruffleBoundary
  static BideException unknownName(Parameters parameters, String name) {
    Signature signature = parameters.signature();
    List<String> known = new ArrayList<>();
    for (int i = 0; i < parameters.fixed(); i++) {
      if (isWritable(signature.name(i))) {
        known.add(signature.name(i));
      }
    }
    BideException error =
        Errors.argument("`" + parameters.functionName() + "` has no parameter `" + name + "`");
    if (signature.hasRest() && name.equals(signature.name(signature.count() - 1))) {
      return error.withHelp("`..." + name + "` takes what is left over: give it by position");
    }
    Suggestions.addTo(error, name, known);
    return error.help() != null || known.isEmpty()
        ? error
        : error.withHelp("it takes `" + String.join("`, `", known) + "`");
  }

  @TruffleBoundary
  static BideException givenTwice(Parameters parameters, int index) {
    return Errors.argument(
        "`"
            + parameters.functionName()
            + "` got "
            + parameterName(parameters.signature(), index)
            + " twice");
  }

  private static String takes(Parameters parameters, int given) {
    Signature signature = parameters.signature();
    int self = parameters.isMethod() ? 1 : 0;
    int most = parameters.fixed() - self;
    int least = 0;
    for (int i = 0; i < most; i++) {
      if (!signature.isOptional(i + self)) {
        least++;
      }
    }
    String count;
    if (signature.hasRest()) {
      count = "at least " + plural(least);
    } else if (least == most) {
      count = most == 0 ? "no arguments" : plural(most);
    } else {
      count = least + " to " + plural(most);
    }
    return "`" + parameters.functionName() + "` takes " + count + ", got " + (given - self);
  }

  private static String plural(int count) {
    return count == 1 ? "1 argument" : count + " arguments";
  }

  private static String parameterName(Signature signature, int index) {
    String name = signature.name(index);
    return isWritable(name) ? "`" + name + "`" : "argument " + (index + 1);
  }

  /**
   * A parameter that is a pattern has a name that no script can write, nor should a message show
   * it.
   */
  private static boolean isWritable(String name) {
    return !name.isEmpty() && (Character.isLetter(name.codePointAt(0)) || name.charAt(0) == '_');
  }
}
