package bide.grammar;

import bide.grammar.antlr.BideLexer;
import bide.grammar.antlr.BideParser;
import bide.grammar.antlr.BideParserBase;
import bide.grammar.antlr.NestingTooDeep;
import bide.grammar.antlr.Recovery;
import bide.grammar.antlr.SourceStream;
import bide.grammar.antlr.TokenList;
import bide.grammar.tree.Block;
import bide.grammar.tree.Expr;
import bide.grammar.tree.Script;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Reads source text into a syntax tree. Stateless; safe for use by several threads. */
public final class SourceParser {
  private SourceParser() {}

  /**
   * Parses one file, or one input of the REPL. Never throws, whatever the text. Time is linear in
   * its length, and stack use bounded: deeper nesting than {@link BideParserBase#NESTING_LIMIT} is
   * a diagnostic.
   */
  public static ParseResult parse(String text) {
    List<? extends Token> raw = lex(text);
    Layout.Result layout = Layout.of(text, raw);
    LineMap lines = new LineMap(text);
    List<Diagnostic> diagnostics = new ArrayList<>(layout.diagnostics());
    Script script;
    boolean incomplete = layout.incomplete();
    try {
      Recovery recovery = new Recovery();
      BideParser.ScriptContext parsed = parse(new TokenList(layout.tokens()), recovery);
      for (Diagnostic diagnostic : recovery.diagnostics()) {
        int at = diagnostic.span().start();
        boolean consequence =
            layout.brokenLines().get(lines.line(at))
                || layout.brokenLines().get(lines.line(before(text, at)));
        if (!consequence) {
          diagnostics.add(diagnostic);
        }
      }
      TreeBuilder builder = new TreeBuilder(text, raw);
      script = builder.script(parsed);
      diagnostics.addAll(builder.diagnostics());
      incomplete |=
          builder.expectsMoreAfter() >= 0 && text.substring(builder.expectsMoreAfter()).isBlank();
    } catch (NestingTooDeep deep) {
      String message = "nested too deeply (limit " + BideParserBase.NESTING_LIMIT + ")";
      String help = "give the inner part a name of its own, with `let` or `fn`";
      diagnostics = List.of(Diagnostic.error("too-deep", message, deep.span(), help));
      Span whole = Span.of(0, text.length());
      script = new Script(new Block(List.of(), new Expr.Error(whole), whole), whole);
    }
    int end = text.stripTrailing().length();
    incomplete |= layout.openEnd() && diagnostics.stream().allMatch(d -> isAtEnd(d, end));
    return new ParseResult(script, inOrder(diagnostics, lines), incomplete);
  }

  /**
   * Whether a text goes on in the next line: a construct is open, or it ends in a doc comment,
   * which belongs to the declaration below it.
   *
   * @param parsed of that text
   */
  public static boolean isOpen(String text, ParseResult parsed) {
    String lastLine = text.substring(text.lastIndexOf('\n') + 1).strip();
    return parsed.incomplete() || lastLine.startsWith("///");
  }

  /** Offset of what stands before an offset, blanks left out. */
  private static int before(String text, int offset) {
    int at = offset;
    while (at > 0 && Character.isWhitespace(text.charAt(at - 1))) {
      at--;
    }
    return Math.max(0, at - 1);
  }

  private static boolean isAtEnd(Diagnostic diagnostic, int end) {
    boolean missing =
        diagnostic.code().equals("missing-expression") && diagnostic.span().end() >= end;
    return missing || diagnostic.span().start() >= end;
  }

  static List<? extends Token> lex(String text) {
    BideLexer lexer = new BideLexer(new SourceStream(text));
    lexer.removeErrorListeners();
    List<Token> tokens = new ArrayList<>(text.length() / 3 + 16);
    for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
      tokens.add(token);
    }
    return tokens;
  }

  /**
   * One pass: every choice of the grammar is made by one token, so ANTLR never has to predict, fast
   * or with care.
   */
  private static BideParser.ScriptContext parse(TokenList tokens, Recovery recovery) {
    BideParser parser = new BideParser(tokens);
    parser.removeErrorListeners();
    parser.setErrorHandler(recovery);
    return parser.script();
  }

  /**
   * In the order of the text. Of several at one place the first says enough, and so does, of
   * several tokens in a line that do not fit, the first.
   */
  private static List<Diagnostic> inOrder(List<Diagnostic> diagnostics, LineMap lines) {
    if (diagnostics.isEmpty()) {
      return List.of();
    }
    List<Diagnostic> sorted = new ArrayList<>(diagnostics);
    sorted.sort(Comparator.comparingInt(d -> d.span().start()));
    List<Diagnostic> result = new ArrayList<>();
    int lastStart = -1;
    int syntaxLine = 0;
    for (Diagnostic diagnostic : sorted) {
      int line = lines.line(diagnostic.span().start());
      boolean syntax = diagnostic.code().equals("syntax");
      boolean consequence =
          line == syntaxLine && (syntax || diagnostic.code().equals("no-increment"));
      if (diagnostic.span().start() != lastStart && !consequence) {
        result.add(diagnostic);
        lastStart = diagnostic.span().start();
        syntaxLine = syntax ? line : syntaxLine;
      }
    }
    return List.copyOf(result);
  }
}
