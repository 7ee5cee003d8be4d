/**
 * The builtins that tasks are made with: spawn, join, sleep, channel and their like, and the
 * library modules a script can {@code use}.
 */
package bide.interpreter.builtin;
