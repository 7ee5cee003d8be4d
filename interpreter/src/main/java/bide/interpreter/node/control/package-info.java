/**
 * Order of execution: blocks, conditions, loops with on-stack replacement, jumps, errors. A jump is
 * an exception that its target catches; within one compilation unit it becomes a plain branch.
 */
package bide.interpreter.node.control;
