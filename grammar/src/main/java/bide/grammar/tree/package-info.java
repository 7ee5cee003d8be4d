/**
 * The syntax tree: sealed records, immutable, each with the span of the text that it stands for.
 */
package bide.grammar.tree;
