/**
 * Text to syntax tree. {@link bide.grammar.SourceParser} is the door: the lexer makes tokens of
 * every character, {@code Layout} decides what depends on what stands around (newlines, braces,
 * closures, habits from other languages) and pairs the brackets, the ANTLR parser makes a parse
 * tree of flat expressions, and {@code TreeBuilder} the records of {@link bide.grammar.tree}, with
 * precedence from {@code OperatorStack}. Each stage adds its {@link bide.grammar.Diagnostic}s; none
 * throws. {@link bide.grammar.DiagnosticPrinter} shows them. Pure: no I/O.
 */
package bide.grammar;
