/**
 * Executable code without awaits. The compiler and the async lowering build trees through {@link
 * bide.interpreter.node.Nodes} and {@link bide.interpreter.node.Patterns}; a tree reads the strand,
 * the captures and the arguments from the frame's arguments and keeps its variables in the frame's
 * slots. Ints, floats and bools travel unboxed where both ends allow it.
 */
package bide.interpreter.node;
