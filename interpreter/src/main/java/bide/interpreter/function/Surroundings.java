package bide.interpreter.function;

import bide.interpreter.node.Binding;
import java.util.List;

/**
 * What a function takes from around it, for those who ask whether another task may run it.
 *
 * @param isBlock an async block, or a function without a name
 * @param moves it captured values, not variables: written with the keyword for that
 * @param captures names, in the order of the captures
 * @param globals top-level variables that it, or a function inside it, refers to
 */
public record Surroundings(
    boolean isBlock, boolean moves, List<String> captures, List<Binding> globals) {
  static final Surroundings NONE = new Surroundings(false, false, List.of(), List.of());
}
