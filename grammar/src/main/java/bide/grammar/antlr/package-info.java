/**
 * What the generated lexer and parser stand on: how characters and tokens are handed to them, and
 * what happens at a mistake. Data flows {@link bide.grammar.antlr.SourceStream} → generated lexer →
 * {@code bide.grammar.Layout} → {@link bide.grammar.antlr.TokenList} → generated parser, with
 * {@link bide.grammar.antlr.Recovery} as its error strategy. Internal: users of the grammar see
 * {@code bide.grammar} and {@code bide.grammar.tree}.
 */
package bide.grammar.antlr;
