package bide.interpreter.node.call;

import bide.interpreter.library.CallContext;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which of a call's arguments goes to which parameter of one callee. Immutable; call sites keep the
 * plans of their callees.
 */
final class ArgumentPlan {
  private static final int ABSENT = -1;

  private final Parameters parameters;

  /** One per parameter that takes one argument: the argument's index, or {@link #ABSENT}. */
  @CompilationFinal(dimensions = 1)
  private final int[] sources;

  /** Indexes of the arguments that the rest parameter takes. */
  @CompilationFinal(dimensions = 1)
  private final int[] rest;

  private ArgumentPlan(Parameters parameters, int[] sources, int[] rest) {
    this.parameters = parameters;
    this.sources = sources;
    this.rest = rest;
  }

  /**
   * Matches arguments to parameters: positional ones in order, named ones to the parameter of that
   * name.
   *
   * @param names one per argument, null for a positional one
   * @throws bide.interpreter.error.BideException where they do not fit
   */
  @TruffleBoundary
  static ArgumentPlan match(Parameters parameters, String[] names) {
    int fixed = parameters.fixed();
    int[] sources = new int[fixed];
    Arrays.fill(sources, ABSENT);
    List<Integer> rest = new ArrayList<>();
    int position = 0;
    for (int i = 0; i < names.length; i++) {
      if (names[i] == null) {
        if (position < fixed) {
          sources[position++] = i;
        } else if (parameters.signature().hasRest()) {
          rest.add(i);
        } else {
          throw ArgumentErrors.tooMany(parameters, names.length);
        }
      }
    }
    for (int i = 0; i < names.length; i++) {
      if (names[i] != null) {
        int index = indexOf(parameters, names[i]);
        if (sources[index] != ABSENT) {
          throw ArgumentErrors.givenTwice(parameters, index);
        }
        sources[index] = i;
      }
    }
    requireAll(parameters, sources, names.length);
    return new ArgumentPlan(
        parameters, sources, rest.stream().mapToInt(Integer::intValue).toArray());
  }

  private static int indexOf(Parameters parameters, String name) {
    for (int i = 0; i < parameters.fixed(); i++) {
      if (parameters.signature().name(i).equals(name)) {
        return i;
      }
    }
    throw ArgumentErrors.unknownName(parameters, name);
  }

  private static void requireAll(Parameters parameters, int[] sources, int given) {
    List<Integer> missing = new ArrayList<>();
    for (int i = 0; i < sources.length; i++) {
      if (sources[i] == ABSENT && !parameters.signature().isOptional(i)) {
        missing.add(i);
      }
    }
    if (!missing.isEmpty()) {
      throw ArgumentErrors.tooFew(parameters, given, missing);
    }
  }

  /**
   * Lays the values out for the callee.
   *
   * @param values strand and captures (for a script's function), then the values of the arguments
   */
  @ExplodeLoop
  Object[] apply(CallContext cx, Object[] values) {
    int offset = parameters.offset();
    Object[] laidOut = new Object[offset + parameters.count()];
    for (int i = 0; i < offset; i++) {
      laidOut[i] = values[i];
    }
    for (int i = 0; i < sources.length; i++) {
      laidOut[offset + i] =
          sources[i] == ABSENT ? parameters.absent() : values[offset + sources[i]];
    }
    if (parameters.signature().hasRest()) {
      Object[] left = new Object[rest.length];
      for (int i = 0; i < rest.length; i++) {
        left[i] = values[offset + rest[i]];
      }
      laidOut[offset + sources.length] = parameters.rest(cx, left);
    }
    return laidOut;
  }
}
