/** Patterns and where they stand: a pattern tests a value and binds names through writers. */
package bide.interpreter.node.pattern;
