/**
 * Operators. A node learns the kinds of its operands; large ints, durations and errors are computed
 * off the fast path.
 */
package bide.interpreter.node.operator;
