/**
 * Functions as values: {@code FunctionCode} is what all closures of one {@code fn} share, {@code
 * Signature} its parameters, {@code Closure} code and captures. A sync function runs as a {@code
 * FunctionRoot}; an async one is a future first (package {@code async}).
 */
package bide.interpreter.function;
