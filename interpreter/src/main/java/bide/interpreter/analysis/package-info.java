/**
 * What a program means, before any code is made of it: which declaration each name refers to, which
 * variables closures capture, which parts of an async function wait. Reads the syntax tree, writes
 * {@link bide.interpreter.analysis.Resolution}; no I/O, no Truffle nodes.
 */
package bide.interpreter.analysis;
