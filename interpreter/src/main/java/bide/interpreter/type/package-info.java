/**
 * Annotations while a program runs: {@code Types} makes a {@code TypeTest} of what is written,
 * {@code CheckNode} tests a value on its way, {@code TypeErrors} says what did not fit. A call's
 * arguments are tested by the call site (package {@code node.call}), so that the error points at
 * the argument.
 */
package bide.interpreter.type;
