package bide.grammar;

import bide.grammar.antlr.BideParser;
import bide.grammar.antlr.Tok;
import bide.grammar.tree.Expr;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/**
 * String literals. In one with triple quotes the newline after the opening quotes and the last
 * line, if the closing quotes stand alone in it, are left out, and so is the white space that all
 * its lines begin with, the last one included.
 */
final class Strings {
  private final TreeBuilder tree;
  private final List<Expr.StringPart> parts = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  Strings(TreeBuilder tree) {
    this.tree = tree;
  }

  static Expr.Str plain(String text, Span span) {
    return new Expr.Str(text.isEmpty() ? List.of() : List.of(new Expr.Text(text)), span);
  }

  static Expr raw(Tok token) {
    String written = token.getText();
    int end =
        written.length() > 2 && written.endsWith("\"") ? written.length() - 1 : written.length();
    return plain(written.substring(2, end), token.span());
  }

  static Expr rawTriple(Tok token) {
    String written = token.getText();
    int end =
        written.length() >= 7 && written.endsWith("\"\"\"")
            ? written.length() - 3
            : written.length();
    Lines lines = new Lines();
    lines.measure(written.substring(4, end), true);
    return plain(lines.cut(written.substring(4, end), true, true), token.span());
  }

  Expr build(BideParser.StringContext ctx) {
    Tok opening = TreeBuilder.tok(ctx.getStart());
    Lines lines = opening.getType() == BideParser.TRIPLE_OPEN ? measured(ctx) : null;
    int count = ctx.getChildCount();
    for (int i = 1; i < count - 1; i++) {
      ParseTree child = ctx.getChild(i);
      if (child instanceof BideParser.InterpolationContext interpolation) {
        flush();
        parts.add(interpolation(interpolation));
        continue;
      }
      Tok token = TreeBuilder.tok(((TerminalNode) child).getSymbol());
      String written = token.getText();
      switch (token.getType()) {
        case BideParser.STR_ESCAPE -> tree.literals.escape(written, token.start, text);
        case BideParser.STR_BRACE -> text.append(written.charAt(0));
        case BideParser.STR_LONE_BRACE -> {
          tree.report(
              "lone-brace",
              "a single `}` in a string",
              token.span(),
              "write `}}` for a brace in a string");
          text.append('}');
        }
        default ->
            text.append(lines == null ? written : lines.cut(written, i == 1, i == count - 2));
      }
    }
    flush();
    return new Expr.Str(parts, TreeBuilder.span(ctx));
  }

  private void flush() {
    if (!text.isEmpty()) {
      parts.add(new Expr.Text(text.toString()));
      text.setLength(0);
    }
  }

  private Expr.Interpolation interpolation(BideParser.InterpolationContext ctx) {
    String format =
        ctx.COLON() == null ? null : ctx.FORMAT_TEXT() == null ? "" : ctx.FORMAT_TEXT().getText();
    if (format != null && format.isEmpty()) {
      tree.report(
          "bad-format",
          "there is no format after this `:`",
          TreeBuilder.span(ctx.COLON()),
          "write `{x}` or `{x:.2}`");
    }
    return new Expr.Interpolation(tree.expressions.expr(ctx.expr()), format, TreeBuilder.span(ctx));
  }

  private static Lines measured(BideParser.StringContext ctx) {
    Lines lines = new Lines();
    int count = ctx.getChildCount();
    for (int i = 1; i < count - 1; i++) {
      if (TreeBuilder.type(ctx.getChild(i)) == BideParser.STR_TEXT) {
        lines.measure(ctx.getChild(i).getText(), i == count - 2);
      }
    }
    return lines;
  }

  /** The common indentation of the lines of a string. */
  private static final class Lines {
    private @Nullable String indentation;

    /**
     * @param last the string ends behind this text
     */
    void measure(String text, boolean last) {
      for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
        int end = i + 1;
        while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
          end++;
        }
        boolean blank =
            end < text.length() && (text.charAt(end) == '\n' || text.charAt(end) == '\r');
        if (!blank) {
          common(text.substring(i + 1, end));
        }
      }
    }

    private void common(String other) {
      if (indentation == null) {
        indentation = other;
        return;
      }
      int same = 0;
      while (same < indentation.length()
          && same < other.length()
          && indentation.charAt(same) == other.charAt(same)) {
        same++;
      }
      indentation = indentation.substring(0, same);
    }

    /**
     * @param first the string begins with this text
     */
    String cut(String text, boolean first, boolean last) {
      String rest = text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n");
      int indent = indentation == null ? 0 : indentation.length();
      StringBuilder result = new StringBuilder(rest.length());
      int at = 0;
      for (int newline = rest.indexOf('\n'); newline >= 0; newline = rest.indexOf('\n', at)) {
        result.append(rest, at, newline);
        boolean opening = first && newline == 0;
        at = newline + 1;
        boolean closing = last && rest.indexOf('\n', at) < 0 && rest.substring(at).isBlank();
        if (closing) {
          return result.toString();
        }
        if (!opening) {
          result.append('\n');
        }
        for (int skipped = 0;
            skipped < indent && at < rest.length() && isBlank(rest.charAt(at));
            skipped++) {
          at++;
        }
      }
      return result.append(rest, at, rest.length()).toString();
    }

    private static boolean isBlank(char c) {
      return c == ' ' || c == '\t';
    }
  }
}
