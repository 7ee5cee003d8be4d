package bide.grammar.antlr;

import bide.grammar.Diagnostic;
import bide.grammar.Span;
import java.util.Map;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;

/**
 * Says in the user's words what the parser stumbled over: what was expected, by the rule it was in,
 * and what stood there. Where a habit from another language explains the mistake, the help line
 * says how it is written here.
 */
final class SyntaxErrors {
  private static final String CLOSURE = "a closure is written `|x| …`";
  private static final String BODY = "a body stands in braces: `{ … }`";

  private static final String LOOP =
      "a loop is written `for x in xs { … }` or `for i in 0..n { … }`";

  /** First words of statements in other languages. */
  private static final Map<String, String> FOREIGN_STATEMENTS =
      Map.ofEntries(
          Map.entry("class", "write `struct Name { … }`, and its functions in `impl Name { … }`"),
          Map.entry("interface", "any value with the right methods will do: leave it out"),
          Map.entry("trait", "any value with the right methods will do: leave it out"),
          Map.entry("type", "write `struct Name { … }` or `enum Name { … }`"),
          Map.entry("switch", "write `match x { … }`"),
          Map.entry("foreach", "write `for x in xs { … }`"),
          Map.entry("until", "write `while !… { … }`"),
          Map.entry("unless", "write `if !… { … }`"),
          Map.entry("do", "write `loop { … }`, and leave it with `break`"),
          Map.entry("raise", "write `throw …`"),
          Map.entry("except", "write `catch e { … }` behind the `}` of `try`"),
          Map.entry("from", "write `use module.{a, b}`"),
          Map.entry("export", "write `pub`"),
          Map.entry("public", "write `pub`"),
          Map.entry("static", "write `let`, or a `fn` without `self` in an `impl`"),
          Map.entry("del", "write `map.remove(key)`"),
          Map.entry("assert", "a call is written `assert(…)`"),
          Map.entry("new", "write `Name { … }`"));

  private final BideParser parser;
  private final TokenList tokens;
  private final Tok found;
  private final Tok before;

  /** The one token type that would have been right; 0 where there are several. */
  private final int only;

  private SyntaxErrors(BideParser parser, Tok found) {
    this.parser = parser;
    this.tokens = (TokenList) parser.getInputStream();
    this.found = found;
    this.before = found.getTokenIndex() == 0 ? found : tokens.get(found.getTokenIndex() - 1);
    IntervalSet expected = parser.getExpectedTokens();
    this.only = expected.size() == 1 ? expected.getMinElement() : 0;
  }

  /** Null where the token is one that Layout put in: what is wrong there has been said. */
  static @Nullable Diagnostic describe(BideParser parser, Tok found) {
    boolean newline = found.getType() == BideParser.NL || found.getType() == Token.EOF;
    return found.isVirtual() && !newline ? null : new SyntaxErrors(parser, found).describe();
  }

  private Diagnostic describe() {
    return switch (parser.getContext().getRuleIndex()) {
      case BideParser.RULE_statements -> noStatement();
      case BideParser.RULE_statement, BideParser.RULE_declaration -> afterStatement();
      case BideParser.RULE_expr, BideParser.RULE_defaultExpr, BideParser.RULE_operand ->
          expression();
      case BideParser.RULE_primary -> only == BideParser.RPAREN ? parentheses() : expression();
      case BideParser.RULE_suffix -> suffix();
      case BideParser.RULE_block, BideParser.RULE_matchBody, BideParser.RULE_selectBody -> body();
      case BideParser.RULE_list, BideParser.RULE_element ->
          isElementDue() ? expression() : inList("]", listHelp());
      case BideParser.RULE_map ->
          isElementDue() ? keyed() : inList("}", is(BideParser.EQ) ? "write `key: value`" : null);
      case BideParser.RULE_mapEntry -> keyed();
      case BideParser.RULE_fieldInit -> expected("a field's name", null);
      case BideParser.RULE_parameters -> parameters();
      case BideParser.RULE_closureHead -> inList("|", barHelp());
      case BideParser.RULE_parameter, BideParser.RULE_closureParameter -> name("a parameter");
      case BideParser.RULE_fnDecl -> function();
      case BideParser.RULE_functionExpr ->
          before.getType() == BideParser.GEN
              ? expected("`fn`", "`gen` is a keyword: choose another name")
              : expected("`(`", null);
      case BideParser.RULE_structDecl,
          BideParser.RULE_enumDecl,
          BideParser.RULE_variant,
          BideParser.RULE_fieldDecl,
          BideParser.RULE_fieldDecls ->
          type();
      case BideParser.RULE_implDecl -> name("the name of a struct or enum");
      case BideParser.RULE_useDecl, BideParser.RULE_useNames, BideParser.RULE_useName -> use();
      case BideParser.RULE_matchArm -> arm();
      case BideParser.RULE_selectBranch -> branch();
      case BideParser.RULE_loopExpr -> loop();
      case BideParser.RULE_withExpr -> expected("`=`", "write `with x = … { … }`");
      case BideParser.RULE_asyncExpr -> expected("`{`, `fn` or a closure", null);
      case BideParser.RULE_interpolation ->
          expected("`}`", "an interpolation holds one expression; `{{` writes a brace");
      case BideParser.RULE_pattern,
          BideParser.RULE_patternItem,
          BideParser.RULE_literal,
          BideParser.RULE_patterns,
          BideParser.RULE_taken,
          BideParser.RULE_fieldPatterns,
          BideParser.RULE_fieldPattern,
          BideParser.RULE_listPart ->
          pattern();
      case BideParser.RULE_type, BideParser.RULE_typeItem ->
          only == BideParser.RPAREN ? expected("`)`", null) : name("a type");
      default -> unexpected(null);
    };
  }

  private boolean is(int... types) {
    for (int type : types) {
      if (found.getType() == type) {
        return true;
      }
    }
    return false;
  }

  private boolean isArrow() {
    return is(BideParser.ARROW, BideParser.FAT_ARROW);
  }

  private boolean isLineEnd() {
    return is(BideParser.NL, BideParser.SEMI, Token.EOF);
  }

  private static boolean isKeyword(Tok token) {
    int type = token.getType();
    return type >= BideParser.ASYNC && type <= BideParser.YIELD
        || switch (type) {
          case BideParser.ASYNC_CLOSURE,
              BideParser.ASYNC_NAMED,
              BideParser.GEN_NAMED,
              BideParser.FN_NAMED,
              BideParser.ELSE_IF,
              BideParser.GUARD,
              BideParser.PREFIX_AWAIT ->
              true;
          default -> false;
        };
  }

  private static String quote(Tok token) {
    return "`" + token.getText() + "`";
  }

  private String foundText() {
    return switch (found.getType()) {
      case BideParser.NL -> "the end of the line";
      case Token.EOF -> "the end of the file";
      case BideParser.STRING_OPEN,
          BideParser.TRIPLE_OPEN,
          BideParser.RAW_STRING,
          BideParser.RAW_TRIPLE,
          BideParser.QUOTE ->
          "a string";
      case BideParser.BYTES -> "bytes";
      default -> (isKeyword(found) ? "keyword " : "") + quote(found);
    };
  }

  private Span place() {
    return is(BideParser.NL, Token.EOF) ? Span.of(before.end, before.end) : found.span();
  }

  private Diagnostic expected(String what, @Nullable String help) {
    return Diagnostic.error("syntax", "expected " + what + ", found " + foundText(), place(), help);
  }

  private Diagnostic unexpected(@Nullable String help) {
    String what = foundText().replaceFirst("^(a|the) ", "");
    return Diagnostic.error("syntax", "unexpected " + what, place(), help);
  }

  private Diagnostic say(String message, @Nullable String help) {
    return Diagnostic.error("syntax", message, place(), help);
  }

  /** A name was expected: a keyword there deserves a word of its own. */
  private Diagnostic name(String what) {
    if (isKeyword(found)) {
      return say(
          "expected " + what + ", but " + quote(found) + " is a keyword", "choose another name");
    }
    return expected(what, null);
  }

  // ---- statements

  private Diagnostic noStatement() {
    return switch (found.getType()) {
      case BideParser.ELSE, BideParser.ELSE_IF -> say("`else` without `if`", null);
      case BideParser.CATCH, BideParser.FINALLY -> say(quote(found) + " without `try`", null);
      case BideParser.ARROW, BideParser.FAT_ARROW -> unexpected(CLOSURE);
      case BideParser.LABEL ->
          say(
              "a label stands before `loop`, `while` or `for`",
              "write `" + found.getText() + ": loop { … }`");
      default ->
          before.getType() == BideParser.RBRACE || before.isVirtual()
              ? unexpected(
                  "a statement that ends with `}` is over there; put it in parentheses to go on")
              : unexpected(null);
    };
  }

  private Diagnostic afterStatement() {
    Tok first = (Tok) parser.getContext().getStart();
    boolean second = found.getTokenIndex() == first.getTokenIndex() + 1;
    if (is(BideParser.COLON)
        && first.getTokenIndex() > 0
        && tokens.get(first.getTokenIndex() - 1).getType() == BideParser.LBRACE) {
      return unexpected("a map is written `#{key: value}`");
    }
    switch (first.getType()) {
      case BideParser.PUB:
        if (second) {
          return expected("a declaration after `pub`", null);
        }
        break;
      case BideParser.LET, BideParser.MUT:
        if (before.getType() != BideParser.LET && !hasEquals(first)) {
          String help =
              switch (found.getType()) {
                case BideParser.IN -> LOOP;
                case BideParser.LT -> "types take no parameters";
                case BideParser.COMMA -> "a list is taken apart with `let [a, b] = …`";
                default -> null;
              };
          return expected("`=`", help);
        }
        break;
      case BideParser.IDENT:
        String foreign = second && !isLineEnd() ? FOREIGN_STATEMENTS.get(first.getText()) : null;
        if (foreign != null) {
          return Diagnostic.error(
              "foreign-word", quote(first) + " is not a word of Bide", first.span(), foreign);
        }
        if (second && is(BideParser.COLON) && isLoop(tokens.get(found.getTokenIndex() + 1))) {
          return unexpected("a label is written `'" + first.getText() + ": …`");
        }
        if (second && is(BideParser.COLON)) {
          return unexpected("to bind a name write `let " + first.getText() + ": type = …`");
        }
        if (second && beginsOperand()) {
          return expected(
              "a newline or `;`",
              "to call `" + first.getText() + "`, write `" + first.getText() + "(…)`");
        }
        break;
      default:
    }
    if (isArrow()) {
      return unexpected(CLOSURE);
    }
    if (is(BideParser.CATCH, BideParser.FINALLY, BideParser.ELSE, BideParser.ELSE_IF)) {
      return noStatement();
    }
    if (is(BideParser.QMARK)) {
      int next = tokens.get(found.getTokenIndex() + 1).getType();
      boolean rust =
          next == BideParser.NL
              || next == BideParser.SEMI
              || next == BideParser.RBRACE
              || next == Token.EOF
              || next == BideParser.DOT;
      return unexpected(
          rust
              ? "errors are passed on by themselves: leave it out"
              : "a choice is written `if a { b } else { c }`");
    }
    if (is(BideParser.BANG)) {
      return unexpected("there are no macros and no `!` behind a value: leave it out");
    }
    if (is(BideParser.IDENT) && found.getText().equals("as")) {
      return unexpected("values are converted by functions");
    }
    if (is(BideParser.STRING_OPEN)
        && before.getType() == BideParser.IDENT
        && before.end == found.start) {
      return unexpected("every string takes `{…}`: leave out the `" + before.getText() + "`");
    }
    if (beginsOperand()
        && before.getType() == BideParser.IDENT
        && before.getText().equals("lambda")) {
      return unexpected(CLOSURE);
    }
    if (is(
        BideParser.BODY_OPEN,
        BideParser.LBRACE,
        BideParser.COLON,
        BideParser.COMMA,
        BideParser.AT)) {
      return unexpected(null);
    }
    return expected("a newline or `;`", null);
  }

  private static boolean isLoop(Tok token) {
    return switch (token.getType()) {
      case BideParser.LOOP, BideParser.WHILE, BideParser.FOR -> true;
      default -> false;
    };
  }

  private boolean hasEquals(Tok first) {
    for (int i = first.getTokenIndex(); i < found.getTokenIndex(); i++) {
      if (tokens.get(i).getType() == BideParser.EQ) {
        return true;
      }
    }
    return false;
  }

  private boolean beginsOperand() {
    return is(
        BideParser.IDENT,
        BideParser.NUMBER,
        BideParser.STRING_OPEN,
        BideParser.TRIPLE_OPEN,
        BideParser.RAW_STRING,
        BideParser.QUOTE,
        BideParser.NIL,
        BideParser.TRUE,
        BideParser.FALSE,
        BideParser.SELF,
        BideParser.BYTES);
  }

  // ---- expressions

  private Diagnostic expression() {
    if (is(BideParser.RPAREN)
        && before.getType() == BideParser.LPAREN
        && followedByArrow(found.getTokenIndex())) {
      return Diagnostic.error(
          "syntax",
          "this is not how a closure is written",
          before.span().to(found.span()),
          "write `|| …`");
    }
    String after = before.isVirtual() || isOpening(before) ? "" : " after " + quote(before);
    if (before == found
        || before.getType() == BideParser.SEMI
        || before.getType() == BideParser.STRING_CLOSE) {
      after = "";
    }
    String help = null;
    switch (found.getType()) {
      case BideParser.FN_NAMED, BideParser.ASYNC_NAMED, BideParser.GEN_NAMED:
        help = "a function inside an expression has no name: `fn(x) { … }` or `|x| …`";
        break;
      case BideParser.LET:
        boolean ifLet =
            before.getType() == BideParser.IF
                || before.getType() == BideParser.ELSE_IF
                || before.getType() == BideParser.WHILE;
        return expected(
            "an expression" + after,
            ifLet ? "write `match x { pattern => …, _ => … }`" : "`let` is a statement of its own");
      case BideParser.EQ:
        help = before.getType() == BideParser.EQ ? "to compare, write `==`" : null;
        break;
      case BideParser.PLUS:
        help = "there is no unary `+`";
        break;
      case BideParser.STAR, BideParser.AMP:
        boolean joined = found.end == tokens.get(found.getTokenIndex() + 1).start;
        help = joined ? "there are no references: write the value itself" : null;
        break;
      case BideParser.BODY_OPEN:
        help =
            before.getType() == BideParser.IF || before.getType() == BideParser.WHILE
                ? "a condition stands before the `{`"
                : null;
        break;
      default:
    }
    return expected("an expression" + after, help);
  }

  private static boolean isOpening(Tok token) {
    return switch (token.getType()) {
      case BideParser.LPAREN,
          BideParser.LBRACK,
          BideParser.LBRACE,
          BideParser.BODY_OPEN,
          BideParser.STRUCT_OPEN,
          BideParser.MAP_OPEN,
          BideParser.INTERP_OPEN,
          BideParser.MATCH_OPEN,
          BideParser.SELECT_OPEN ->
          true;
      default -> false;
    };
  }

  /**
   * Whether an arrow stands behind the closing parenthesis of the list that the token at {@code
   * index} is in.
   */
  private boolean followedByArrow(int index) {
    int depth = 0;
    for (int i = index; i < tokens.size() - 1; i++) {
      switch (tokens.get(i).getType()) {
        case BideParser.LPAREN -> depth++;
        case BideParser.RPAREN -> {
          if (depth-- == 0) {
            int next = tokens.get(i + 1).getType();
            return next == BideParser.ARROW || next == BideParser.FAT_ARROW;
          }
        }
        case BideParser.NL, BideParser.SEMI -> {
          return false;
        }
        default -> {}
      }
    }
    return false;
  }

  private Diagnostic parentheses() {
    if (is(BideParser.COMMA, BideParser.COLON) && followedByArrow(found.getTokenIndex())) {
      return unexpected("a closure is written `|a, b| …`");
    }
    if (is(BideParser.COMMA)) {
      return say("there are no tuples", "write a list: `[a, b]`");
    }
    return isArrow() ? unexpected(CLOSURE) : expected("`)`", null);
  }

  private Diagnostic suffix() {
    return switch (((Tok) parser.getContext().getStart()).getType()) {
      case BideParser.LPAREN ->
          isElementDue() ? expression() : inList(")", isArrow() ? CLOSURE : listHelp());
      case BideParser.LBRACK ->
          expected("`]`", is(BideParser.COLON) ? "a slice is written `xs[1..2]`" : null);
      case BideParser.STRUCT_OPEN -> inList("}", is(BideParser.EQ) ? "write `name: value`" : null);
      default -> {
        String help =
            is(BideParser.NUMBER) ? "an element is written `xs[" + found.getText() + "]`" : null;
        yield expected("a name after " + quote(before), help);
      }
    };
  }

  private @Nullable String listHelp() {
    return is(BideParser.FOR)
        ? "write `xs.map(|x| …)`"
        : is(BideParser.QMARK) ? "a choice is written `if a { b } else { c }`" : null;
  }

  /** Right behind the opening bracket or a comma. */
  private boolean isElementDue() {
    return (isOpening(before) || before.getType() == BideParser.COMMA) && !is(BideParser.COMMA);
  }

  private Diagnostic inList(String closing, @Nullable String help) {
    if (is(BideParser.COMMA)) {
      return unexpected("there is nothing between the commas");
    }
    if (found.line > before.line
        && before.end > before.start
        && (beginsOperand() || isOpening(found))) {
      Span end = Span.of(before.end, before.end);
      return Diagnostic.error(
          "syntax", "expected `,` or `" + closing + "` at the end of this line", end, help);
    }
    return expected("`,` or `" + closing + "`", help);
  }

  /** A line that starts with {@code |} begins a closure. */
  private @Nullable String barHelp() {
    Tok first = (Tok) parser.getContext().getStart();
    boolean startsLine =
        first.getTokenIndex() > 0
            && tokens.get(first.getTokenIndex() - 1).getType() == BideParser.NL;
    return startsLine && isLineEnd()
        ? "to go on with the line before, put the `|` at its end"
        : null;
  }

  private Diagnostic keyed() {
    if (only != BideParser.RBRACK) {
      return expected(
          "a key",
          is(BideParser.NUMBER)
              ? "a key that is no name or string stands in brackets: `[" + found.getText() + "]: …`"
              : null);
    }
    return expected("`]`", null);
  }

  // ---- bodies, declarations

  private Diagnostic body() {
    String help =
        is(BideParser.COLON, BideParser.EQ, BideParser.FAT_ARROW, BideParser.NL, Token.EOF)
            ? BODY
            : null;
    if (is(BideParser.IDENT) && (found.getText().equals("then") || found.getText().equals("do"))) {
      help = BODY;
    }
    if (is(BideParser.DOT)
        && parser.getContext().getParent() instanceof BideParser.ImplDeclContext) {
      help = "a type gets its functions in the file that declares it";
    }
    return expected("`{`", help);
  }

  private Diagnostic function() {
    if (only == BideParser.IDENT) {
      return name("a name for this function");
    }
    return expected("`{`", BODY);
  }

  private Diagnostic parameters() {
    if (before.getType() == BideParser.IDENT && is(BideParser.IDENT)) {
      return expected(
          "`,` or `)`",
          "a type stands behind the name: `" + found.getText() + ": " + before.getText() + "`");
    }
    if (only == BideParser.LPAREN) {
      return expected("`(`", null);
    }
    if (isKeyword(found)) {
      return name("a parameter");
    }
    return inList(")", null);
  }

  private Diagnostic type() {
    switch (parser.getContext().getRuleIndex()) {
      case BideParser.RULE_structDecl, BideParser.RULE_enumDecl:
        if (only == BideParser.IDENT) {
          return name("a name");
        }
        if (only == BideParser.STRUCT_OPEN) {
          return expected(
              "`{`",
              is(BideParser.LPAREN) ? "fields stand in braces: `struct Point { x, y }`" : null);
        }
        break;
      case BideParser.RULE_fieldDecl, BideParser.RULE_variant:
        if (only == BideParser.IDENT) {
          return name("a name");
        }
        break;
      default:
    }
    if (is(BideParser.FN_NAMED, BideParser.ASYNC_NAMED, BideParser.PUB)) {
      return expected("`,` or `}`", "functions stand in `impl Name { … }`");
    }
    boolean parens = parser.getExpectedTokens().contains(BideParser.RPAREN);
    return isKeyword(found) && before.getType() == BideParser.COMMA
        ? name("a name")
        : inList(parens ? ")" : "}", null);
  }

  private Diagnostic use() {
    if (parser.getContext().getRuleIndex() != BideParser.RULE_useDecl) {
      return is(BideParser.STAR)
          ? say("names are listed one by one", "write `use m`, and `m.name`")
          : inList("}", null);
    }
    if (is(BideParser.STAR)) {
      return say("names are listed one by one", "write `use m.{a, b}`, or `use m` and `m.a`");
    }
    return name(before.getType() == BideParser.USE ? "the name or path of a module" : "a name");
  }

  // ---- arms, loops, patterns

  private Diagnostic arm() {
    if (only == BideParser.FAT_ARROW || !seen(BideParser.FAT_ARROW)) {
      boolean almost = is(BideParser.ARROW, BideParser.COLON, BideParser.EQ);
      boolean bound =
          before.getType() == BideParser.DOT_DOT || before.getType() == BideParser.DOT_DOT_EQ;
      String help =
          bound ? "a bound of a range is a literal" : "an arm is written `pattern => expression`";
      return expected("`=>`", almost ? "write `=>`" : help);
    }
    return afterArm();
  }

  private Diagnostic afterArm() {
    return isArrow()
        ? unexpected("arms are separated by a newline or `,`")
        : expected("a newline or `,`", null);
  }

  private boolean seen(int type) {
    for (int i = parser.getContext().getStart().getTokenIndex(); i < found.getTokenIndex(); i++) {
      if (tokens.get(i).getType() == type) {
        return true;
      }
    }
    return false;
  }

  private Diagnostic branch() {
    String help = "a branch is written `pattern = future => expression`";
    if (seen(BideParser.FAT_ARROW)) {
      return afterArm();
    }
    return expected(only == BideParser.EQ ? "`=`" : "`=>`", help);
  }

  private Diagnostic loop() {
    if (only == BideParser.IN) {
      return expected(
          "`in`", is(BideParser.COMMA) ? "a list is taken apart with `for [a, b] in …`" : LOOP);
    }
    return expected("`loop`, `while` or `for` after a label", null);
  }

  private Diagnostic pattern() {
    if (only == BideParser.RPAREN
        && parser.getContext().getRuleIndex() == BideParser.RULE_patternItem) {
      return is(BideParser.COMMA)
          ? say("there are no tuples", "write a list pattern: `[a, b]`")
          : expected("`)`", is(BideParser.IN) ? LOOP : null);
    }
    if (only == BideParser.RPAREN) {
      return inList(")", null);
    }
    int first = ((Tok) parser.getContext().getStart()).getType();
    if (before.getType() == BideParser.DOT) {
      return name("a name");
    }
    switch (first) {
      case BideParser.LBRACK:
        return inList("]", null);
      case BideParser.MAP_OPEN:
        return inList("}", null);
      case BideParser.STRUCT_OPEN:
        return inList("}", null);
      default:
    }
    if (is(BideParser.LET) && before.getType() == BideParser.LPAREN) {
      return expected("a pattern", LOOP);
    }
    return name("a pattern");
  }
}
