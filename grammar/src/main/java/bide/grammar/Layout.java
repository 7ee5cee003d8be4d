package bide.grammar;

import bide.grammar.antlr.BideLexer;
import bide.grammar.antlr.Tok;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.antlr.v4.runtime.Token;

/**
 * Prepares the lexer's tokens for the parser: everything whose meaning depends on what stands around it is decided here, in one pass
 * with a stack of open brackets.
 *
 * <ul>
 *   <li><b>Newlines.</b> One that ends a statement becomes {@code NL}, others vanish. A newline counts only directly inside a block,
 *       a match or select body, or at the top. It is understood to continue the statement after an operator, a comma, an opening
 *       bracket, and where the next line starts with {@code .}, {@code ?.}, {@code else}, {@code catch}, {@code finally}, {@code =>}
 *       or a binary operator that cannot begin an expression: {@code + * / % ** & ^ << >> == != < <= > >= && ?? in =} and the like.
 *       A line that starts with {@code - ! ~ ( [ { | .. ..=} begins a new statement, since an expression can begin with these. So
 *       could one with {@code ||}, but there the statement goes on: a condition over several lines is common, and to cut it would
 *       change its meaning without a word; a closure without parameters at the start of a line is rare, and misreading one is not
 *       silent.
 *       In a match or select body, {@code |} and {@code if} continue the pattern as long as its {@code =>} has not come.
 *   <li><b>Ends that are understood.</b> A statement that begins with if, match, loop, while, for, try, with, select, async, a block
 *       or a declaration ends at its closing brace, even on the same line: {@code if a { } (b)} is two statements.
 *   <li><b>Braces.</b> Body of a construct, block, match body, struct literal: told apart by the keyword that waits for a body
 *       ({@link Frame#headers}). So {@code if x { }} is never a struct literal.
 *   <li><b>Brackets.</b> Each gets its partner: what is missing is put in, what is too much is taken out, and reported.
 *   <li><b>Foreign words</b> such as {@code elif} or {@code &&=} are reported and replaced by what was meant ({@link ForeignWords}).
 * </ul>
 */
final class Layout {
  /**
   * How far a closing bracket looks for its partner among the open ones: more would make nonsense
   * slow to read.
   */
  private static final int SEARCH_DEPTH = 400;

  private final String text;
  private final RawTokens raw;
  private final List<Tok> out;
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final ArrayList<Frame> frames = new ArrayList<>();
  private final ForeignWords foreign;

  private Frame frame = new Frame(Frame.Kind.BLOCK, null, 0);

  /** Type of the last token that was written out; NL at the start of the text. */
  private int previous = BideLexer.NL;

  private boolean newline;
  private boolean firstOnLine = true;
  private int lineIndent;

  /**
   * Opening minus closing braces of the text: where it is positive, a closing brace is missing
   * somewhere.
   */
  private int missingBraces;

  /** How many open frames are strings that end with their line. */
  private int singleLineStrings;

  private boolean incomplete;
  private boolean openEnd;

  /** An {@code else} has been read, and {@code if} follows: the two are one token to the parser. */
  private boolean pendingElse;

  /** Lines where a bracket or string was put right: what else is wrong there is its consequence. */
  private final BitSet brokenLines = new BitSet();

  /** Lines whose end an unclosed string has taken along, and the brackets that close there. */
  private final BitSet cutLines = new BitSet();

  Layout(String text, List<? extends Token> raw) {
    this.text = text;
    this.raw = new RawTokens(text, raw);
    this.out = new ArrayList<>(raw.size());
    this.foreign = new ForeignWords(this, this.raw);
  }

  /**
   * @param incomplete the text ends inside a bracket, comment or string
   * @param openEnd the text ends with an operator
   */
  record Result(
      List<Tok> tokens,
      List<Diagnostic> diagnostics,
      BitSet brokenLines,
      boolean incomplete,
      boolean openEnd) {}

  static Result of(String text, List<? extends Token> raw) {
    return new Layout(text, raw).run();
  }

  private Result run() {
    for (int i = 0; i < raw.size(); i++) {
      switch (raw.get(i).getType()) {
        case BideLexer.LBRACE, BideLexer.MAP_OPEN -> missingBraces++;
        case BideLexer.RBRACE -> missingBraces--;
        default -> {}
      }
    }
    for (int i = 0; i < raw.size(); i++) {
      Token token = raw.get(i);
      if (token.getType() == BideLexer.NEWLINE) {
        newline = true;
        firstOnLine = true;
        endSingleLineStrings();
      } else if (token.getType() == BideLexer.UNCLOSED_COMMENT) {
        unclosedComment(token);
      } else if (token.getChannel() == Token.DEFAULT_CHANNEL) {
        if (firstOnLine) {
          lineIndent = token.getCharPositionInLine();
        }
        visible(i, token);
        firstOnLine = false;
      }
    }
    atEnd();
    return new Result(out, diagnostics, brokenLines, incomplete, openEnd);
  }

  // ---- what ForeignWords may ask and do

  int previous() {
    return previous;
  }

  boolean newlineBefore() {
    return newline;
  }

  /** What else is wrong in this token's line is a consequence of what has been reported. */
  void markBroken(Token token) {
    brokenLines.set(token.getLine());
  }

  void report(String code, String message, Span span, String help) {
    diagnostics.add(Diagnostic.error(code, message, span, help));
  }

  static Span span(Token token) {
    return new Span(token.getStartIndex(), token.getStopIndex() + 1);
  }

  // ---- one token

  private void visible(int i, Token token) {
    int type = foreign.translate(i, token);
    if (type == ForeignWords.SKIP) {
      return;
    }
    if (type == BideLexer.ELSE && raw.peekType(i) == BideLexer.IF) {
      pendingElse = true;
      return;
    }
    if (type == BideLexer.IF && pendingElse) {
      type = BideLexer.ELSE_IF;
    }
    pendingElse = false;
    separate(i, token, type);
    type = contextual(i, type);
    if (frame.statementStart && frame.significant && type != BideLexer.SEMI) {
      beginStatement(i, type);
    }
    write(i, token, type);
  }

  /** Puts an NL before the token if a new statement begins with it. */
  private void separate(int i, Token token, int type) {
    if (newline) {
      closeForgotten(i, token, type);
      // `let` and the like cannot go on with anything: what stands before them lacks its end
      boolean fresh =
          type == BideLexer.LET || type == BideLexer.DEFER || raw.isDeclaration(i, type);
      boolean continues =
          !fresh && Continuation.after(previous)
              || Continuation.before(type, frame, raw.peekType(i));
      if (frame.significant && !frame.statementStart && !continues) {
        if (type == BideLexer.LBRACE && frame.header() != 0 && Continuation.endsOperand(previous)) {
          String help = "put it at the end of the line before: a newline ends the statement";
          report("brace-on-next-line", "the `{` stands on a line of its own", span(token), help);
        } else {
          endStatement();
        }
      }
      newline = false;
    } else if (frame.endsHere && (Continuation.begins(type) || isElseBranch(i, type))) {
      endStatement();
    }
    if (frame.endsHere) {
      frame.endsHere = false;
      frame.endsAtBrace =
          type == BideLexer.ELSE
              || type == BideLexer.ELSE_IF
              || type == BideLexer.CATCH
              || type == BideLexer.FINALLY;
    }
  }

  private boolean isElseBranch(int i, int type) {
    return type == BideLexer.ELSE
        && frame.kind == Frame.Kind.SELECT
        && raw.peekType(i) == BideLexer.FAT_ARROW;
  }

  /** What a token is where it stands. */
  private int contextual(int i, int type) {
    if (type >= BideLexer.ASYNC && type <= BideLexer.YIELD && isPlainName(i, type)) {
      return BideLexer.IDENT;
    }
    boolean operandBefore = Continuation.endsOperand(previous);
    return switch (type) {
      case BideLexer.MINUS -> operandBefore ? type : BideLexer.NEG;
      case BideLexer.BAR -> {
        if (frame.closureOpen || operandBefore) {
          frame.closureOpen = false;
          yield type;
        }
        frame.closureOpen = true;
        yield BideLexer.CLOSURE_BAR;
      }
      case BideLexer.IF ->
          frame.isArms() && frame.inPattern && operandBefore ? BideLexer.GUARD : type;
      case BideLexer.BAR_BAR -> operandBefore ? type : BideLexer.CLOSURE_EMPTY;
      case BideLexer.AWAIT ->
          previous == BideLexer.DOT || previous == BideLexer.QDOT || previous == BideLexer.FOR
              ? type
              : BideLexer.PREFIX_AWAIT;
      case BideLexer.QUOTE -> raw.labelType(i, type);
      case BideLexer.IDENT -> {
        if (frame.isUse
            && previous != BideLexer.DOT
            && previous != BideLexer.USE
            && raw.textOf(raw.get(i)).equals("as")) {
          yield BideLexer.AS;
        }
        yield previous == BideLexer.SELECT && raw.textOf(raw.get(i)).equals("biased")
            ? BideLexer.BIASED
            : type;
      }
      case BideLexer.FN ->
          raw.isNamedFunction(i) || raw.get(i).getType() == BideLexer.IDENT
              ? BideLexer.FN_NAMED
              : type;
      case BideLexer.GEN -> raw.isNamedFunction(raw.nextVisible(i)) ? BideLexer.GEN_NAMED : type;
      case BideLexer.ASYNC -> raw.asyncType(i);
      default -> type;
    };
  }

  /** A keyword behind a dot or as the key of a map is a name like any other. */
  private boolean isPlainName(int i, int type) {
    if (previous == BideLexer.DOT || previous == BideLexer.QDOT) {
      return type != BideLexer.AWAIT && !raw.newlineBefore(i);
    }
    return frame.kind == Frame.Kind.FIELDS
        && (previous == BideLexer.MAP_OPEN
            || previous == BideLexer.STRUCT_OPEN
            || previous == BideLexer.COMMA)
        && raw.peekType(i) == BideLexer.COLON;
  }

  private void beginStatement(int i, int type) {
    frame.statementStart = false;
    frame.isUse =
        type == BideLexer.USE || type == BideLexer.PUB && raw.peekType(i) == BideLexer.USE;
    frame.inPattern = frame.isArms();
    frame.endsAtBrace = !frame.isArms() && raw.endsAtBrace(i, type);
  }

  private void endStatement() {
    emitVirtual(BideLexer.NL);
    statementEnded();
  }

  private void statementEnded() {
    frame.statementStart = true;
    frame.endsHere = false;
    frame.endsAtBrace = false;
    frame.headers.clear();
    frame.inPattern = false;
    frame.bodyStart = false;
    frame.closureOpen = false;
    frame.isUse = false;
  }

  /** Writes a token out and follows what it opens, closes, announces or ends. */
  private void write(int i, Token token, int type) {
    if (frame.bodyStart) {
      // `A => { … }` ends at the brace, as a statement does
      frame.bodyStart = false;
      frame.endsAtBrace = raw.endsAtBrace(i, type);
    }
    switch (type) {
      case BideLexer.LPAREN -> open(i, token, type, Frame.Kind.PAREN);
      case BideLexer.LBRACK -> open(i, token, type, Frame.Kind.BRACKET);
      case BideLexer.MAP_OPEN -> open(i, token, type, Frame.Kind.FIELDS);
      case BideLexer.STRING_OPEN -> open(i, token, type, Frame.Kind.STRING);
      case BideLexer.TRIPLE_OPEN -> open(i, token, type, Frame.Kind.TRIPLE_STRING);
      case BideLexer.INTERP_OPEN -> open(i, token, type, Frame.Kind.INTERPOLATION);
      case BideLexer.LBRACE -> openBrace(i, token);
      case BideLexer.RPAREN,
          BideLexer.RBRACK,
          BideLexer.RBRACE,
          BideLexer.INTERP_CLOSE,
          BideLexer.STRING_CLOSE ->
          close(i, token, type);
      default -> {
        follow(i, token, type);
        emit(i, token, type);
      }
    }
  }

  private void follow(int i, Token token, int type) {
    switch (type) {
      case BideLexer.IF,
          BideLexer.ELSE_IF,
          BideLexer.WHILE,
          BideLexer.MATCH,
          BideLexer.SELECT,
          BideLexer.CATCH,
          BideLexer.FN_NAMED,
          BideLexer.STRUCT,
          BideLexer.ENUM,
          BideLexer.IMPL,
          BideLexer.FOR,
          BideLexer.WITH ->
          frame.headers.push(type);
      case BideLexer.FN -> {
        if (raw.peekType(i) == BideLexer.LPAREN) {
          frame.headers.push(type);
        }
      }
      case BideLexer.IN -> frame.replaceHeader(BideLexer.FOR, BideLexer.IN);
      case BideLexer.EQ -> frame.replaceHeader(BideLexer.WITH, BideLexer.EQ);
      case BideLexer.SEMI -> {
        boolean oldLoop =
            frame.kind == Frame.Kind.PAREN && frames.getLast().header() == BideLexer.FOR;
        while (frame.kind == Frame.Kind.PAREN && !oldLoop
            || frame.kind == Frame.Kind.BRACKET
            || frame.kind == Frame.Kind.FIELDS && missingBraces > 0) {
          leaveUnclosed(token);
        }
        if (frame.significant) {
          statementEnded();
        }
      }
      case BideLexer.COMMA -> {
        frame.headers.clear();
        if (frame.isArms()) {
          statementEnded();
        }
      }
      case BideLexer.FAT_ARROW -> {
        frame.headers.clear();
        frame.closureOpen = false;
        if (frame.isArms() && frame.inPattern) {
          frame.inPattern = false;
          frame.bodyStart = true;
        }
      }
      case BideLexer.RAW_STRING -> checkClosed(token, 2, "\"");
      case BideLexer.RAW_TRIPLE -> checkClosed(token, 4, "\"\"\"");
      case BideLexer.BYTES -> checkClosed(token, 2, "\"");
      default -> {}
    }
  }

  private void checkClosed(Token token, int prefix, String quotes) {
    String written = raw.textOf(token);
    boolean closed = written.length() >= prefix + quotes.length() && written.endsWith(quotes);
    if (closed && token.getType() == BideLexer.BYTES) {
      int backslashes = 0;
      while (written.charAt(written.length() - 2 - backslashes) == '\\') {
        backslashes++;
      }
      closed = backslashes % 2 == 0;
    }
    if (!closed) {
      Span opening =
          Span.of(
              token.getStartIndex(),
              Math.min(token.getStartIndex() + prefix, token.getStopIndex() + 1));
      report("unclosed-string", "this string is never closed", opening, null);
      brokenLines.set(token.getLine());
      incomplete |= token.getType() == BideLexer.RAW_TRIPLE;
    }
  }

  // ---- brackets

  private void open(int i, Token token, int type, Frame.Kind kind) {
    emit(i, token, type);
    push(new Frame(kind, token, lineIndent));
  }

  private void push(Frame next) {
    singleLineStrings += next.kind == Frame.Kind.STRING ? 1 : 0;
    frames.add(frame);
    frame = next;
  }

  private void openBrace(int i, Token token) {
    while ((frame.kind == Frame.Kind.PAREN || frame.kind == Frame.Kind.BRACKET) && beginsBody(i)) {
      leaveUnclosed(token);
    }
    int type = braceType(i);
    boolean isUse = frame.isUse;
    Frame.Kind kind =
        switch (type) {
          case BideLexer.MATCH_OPEN -> Frame.Kind.MATCH;
          case BideLexer.SELECT_OPEN -> Frame.Kind.SELECT;
          case BideLexer.STRUCT_OPEN -> Frame.Kind.FIELDS;
          default -> Frame.Kind.BLOCK;
        };
    open(i, token, type, kind);
    frame.isUse = isUse && type == BideLexer.STRUCT_OPEN;
  }

  /**
   * Whether the {@code {} at the end of a line is a body although brackets are open, as in {@code fn f(a \{}: the brackets were
   * forgotten, unless fields of a struct follow.
   */
  private boolean beginsBody(int i) {
    if (frames.getLast().header() == 0
        || !Continuation.endsOperand(previous)
        || !raw.newlineAfter(i)) {
      return false;
    }
    int next = raw.peekType(i);
    int behind = next == BideLexer.IDENT ? raw.peekType(raw.nextVisible(i)) : 0;
    boolean fields =
        next == BideLexer.RBRACE
            || next == BideLexer.DOT_DOT
            || behind == BideLexer.COLON
            || behind == BideLexer.COMMA
            || behind == BideLexer.RBRACE && previous == BideLexer.IDENT;
    return !fields;
  }

  /** Tells what a {@code {} opens from the token before it and from the keyword that waits for a body. */
  private int braceType(int i) {
    switch (previous) {
      case BideLexer.ELSE,
      BideLexer.LOOP,
      BideLexer.TRY,
      BideLexer.FINALLY,
      BideLexer.ASYNC,
      BideLexer.MOVE:
        return BideLexer.BODY_OPEN;
      case BideLexer.DOT:
        return BideLexer.STRUCT_OPEN;
      default:
    }
    int header = frame.header();
    if (header == 0) {
      return previous == BideLexer.IDENT ? BideLexer.STRUCT_OPEN : BideLexer.LBRACE;
    }
    boolean inPattern = header == BideLexer.FOR || header == BideLexer.WITH;
    if (inPattern && previous == BideLexer.IDENT && raw.isPattern(i, header)) {
      return BideLexer.STRUCT_OPEN;
    }
    boolean bodyDue =
        Continuation.endsOperand(previous)
            || previous == header
            || previous == BideLexer.BIASED
            || previous == BideLexer.DOT_DOT
            || previous == BideLexer.BREAK
            || previous == BideLexer.CONTINUE
            || previous == BideLexer.RETURN
            || header == BideLexer.FN
            || header == BideLexer.FN_NAMED;
    if (!bodyDue) {
      return BideLexer.LBRACE;
    }
    if (isStructInHead(i, header)) {
      return BideLexer.STRUCT_OPEN;
    }
    frame.headers.pop();
    return switch (header) {
      case BideLexer.MATCH -> BideLexer.MATCH_OPEN;
      case BideLexer.SELECT -> BideLexer.SELECT_OPEN;
      case BideLexer.STRUCT, BideLexer.ENUM -> BideLexer.STRUCT_OPEN;
      default -> BideLexer.BODY_OPEN;
    };
  }

  /** Reports a struct literal where `{` begins a body; it is then read as what was meant. */
  private boolean isStructInHead(int i, int header) {
    String word =
        switch (header) {
          case BideLexer.IF, BideLexer.ELSE_IF -> "if";
          case BideLexer.WHILE -> "while";
          case BideLexer.MATCH -> "match";
          case BideLexer.IN -> "for";
          case BideLexer.EQ -> "with";
          default -> null;
        };
    if (word == null || previous != BideLexer.IDENT || !raw.isStructBeforeBody(i)) {
      return false;
    }
    Tok name = out.getLast();
    if (!Character.isUpperCase(name.getText().codePointAt(0))) {
      return false;
    }
    report(
        "struct-in-head",
        "this `{` would begin the body of `"
            + word
            + "`, not the fields of `"
            + name.getText()
            + "`",
        span(raw.get(i)),
        "put the struct in parentheses: `(" + name.getText() + " { … })`");
    brokenLines.set(name.getLine());
    return true;
  }

  private void close(int i, Token token, int type) {
    int depth = openerOf(type);
    if (depth < 0) {
      strayCloser(i, token, type);
      return;
    }
    if (type == BideLexer.INTERP_CLOSE && previous == BideLexer.INTERP_OPEN) {
      Span braces = Span.of(frame.opener.getStartIndex(), token.getStopIndex() + 1);
      report(
          "empty-interpolation",
          "there is no expression between these braces",
          braces,
          "write `{{}}` for braces in a string");
      out.removeLast();
      pop();
      previous = BideLexer.STR_TEXT;
      return;
    }
    while (frames.size() > depth) {
      leaveUnclosed(token);
    }
    emit(i, token, type);
    pop();
  }

  /** How many frames are around the one that this token closes; -1 if it closes none. */
  private int openerOf(int type) {
    Frame candidate = frame;
    int floor = Math.max(0, frames.size() - SEARCH_DEPTH);
    for (int depth = frames.size(); depth > floor; depth--) {
      if (candidate.closer() == type) {
        return depth;
      }
      boolean string =
          candidate.kind == Frame.Kind.STRING || candidate.kind == Frame.Kind.TRIPLE_STRING;
      boolean wall =
          string
              || candidate.kind == Frame.Kind.INTERPOLATION && type != BideLexer.STRING_CLOSE
              || candidate.isBrace()
                  && missingBraces <= 0
                  && (type == BideLexer.RPAREN || type == BideLexer.RBRACK);
      if (wall) {
        return -1;
      }
      candidate = frames.get(depth - 1);
    }
    return -1;
  }

  private void strayCloser(int i, Token token, int type) {
    brokenLines.set(token.getLine());
    if (type != BideLexer.RBRACE
        && (frame.kind == Frame.Kind.PAREN || frame.kind == Frame.Kind.BRACKET)) {
      String open = raw.textOf(frame.opener);
      String expected = open.equals("(") ? ")" : "]";
      report(
          "mismatched-bracket",
          "`" + raw.textOf(token) + "` does not close `" + open + "`",
          span(token),
          "write `" + expected + "`: the `" + open + "` is in line " + frame.opener.getLine());
      emit(i, token, frame.closer());
      pop();
      return;
    }
    report(
        "stray-bracket",
        "unexpected `" + raw.textOf(token) + "`: nothing is open here that it could close",
        span(token),
        null);
    missingBraces += type == BideLexer.RBRACE ? 1 : 0;
  }

  private void pop() {
    boolean brace = frame.isBrace();
    singleLineStrings -= frame.kind == Frame.Kind.STRING ? 1 : 0;
    frame = frames.removeLast();
    if (brace && frame.significant && frame.endsAtBrace && frame.headers.isEmpty()) {
      frame.endsHere = true;
    }
  }

  /** Reports the innermost bracket as never closed, and closes it. */
  private void leaveUnclosed(Token at) {
    Token opener = frame.opener;
    if (frame.kind == Frame.Kind.INTERPOLATION) {
      report(
          "unclosed-bracket",
          "`{` in this string is never closed",
          span(opener),
          "write `{{` for a brace in a string");
    } else {
      unclosed(opener);
    }
    brokenLines.set(opener.getLine());
    brokenLines.set(at.getLine());
    closeSilently();
  }

  private void unclosed(Token opener) {
    if (!cutLines.get(opener.getLine())) {
      report(
          "unclosed-bracket", "`" + raw.textOf(opener) + "` is never closed", span(opener), null);
    }
  }

  private void closeSilently() {
    if (frame.isBrace()) {
      missingBraces--;
    }
    emitVirtual(frame.closer());
    pop();
  }

  /**
   * At the start of a line: closes brackets that were forgotten, where the line shows it. A
   * declaration cannot stand inside round or square brackets; a line that is no deeper than the one
   * with the bracket, with no comma before it, does not belong into it; and where the text lacks a
   * closing brace, the indentation tells which one.
   */
  private void closeForgotten(int i, Token token, int type) {
    boolean declaration = raw.isDeclaration(i, type);
    int column = token.getCharPositionInLine();
    boolean word = type >= BideLexer.ASYNC && type <= BideLexer.IDENT && Continuation.begins(type);
    while (frame.kind == Frame.Kind.PAREN
        || frame.kind == Frame.Kind.BRACKET
        || frame.kind == Frame.Kind.FIELDS) {
      boolean sameLine = !out.isEmpty() && out.getLast().getLine() == frame.opener.getLine();
      boolean outside =
          word && sameLine && Continuation.endsOperand(previous) && column <= frame.indent;
      boolean key = frame.kind == Frame.Kind.FIELDS && raw.peekType(i) == BideLexer.COLON;
      if (!outside && (key || !declaration && type != BideLexer.LET && type != BideLexer.DEFER)) {
        break;
      }
      leaveUnclosed(token);
    }
    boolean isHandler =
        (type == BideLexer.ELSE
                || type == BideLexer.ELSE_IF
                || type == BideLexer.CATCH
                || type == BideLexer.FINALLY)
            && raw.peekType(i) != BideLexer.FAT_ARROW;
    while (missingBraces > 0 && frame.isBrace() && frame.significant) {
      boolean outside =
          declaration && column <= frame.indent
              || type == BideLexer.RBRACE && column < frame.indent
              || isHandler && column <= frame.indent
              || frame.isArms() && (declaration || type == BideLexer.LET);
      if (!outside) {
        break;
      }
      leaveUnclosed(token);
    }
  }

  /** A newline ends a string in plain quotes, and all that is open inside it. */
  private void endSingleLineStrings() {
    if (singleLineStrings == 0) {
      return;
    }
    int first = -1;
    for (int k = 1; k <= frames.size() && first < 0; k++) {
      if (frameAt(k).kind == Frame.Kind.STRING) {
        first = k;
      }
    }
    if (first < 0) {
      return;
    }
    Token string = frameAt(first).opener;
    if (first < frames.size()) {
      Token brace = frameAt(first + 1).opener;
      report(
          "unclosed-bracket",
          "`{` in this string is never closed",
          span(brace),
          "write `{{` for a brace in a string");
    } else {
      report(
          "unclosed-string",
          "this string is never closed",
          span(string),
          "write `\"\"\"` for a string over several lines");
    }
    brokenLines.set(string.getLine());
    cutLines.set(string.getLine());
    while (frames.size() >= first) {
      closeSilently();
    }
    // The string may have swallowed what closes brackets of its line.
    int lineEnd = text.indexOf('\n', string.getStartIndex());
    String swallowed =
        text.substring(string.getStartIndex(), lineEnd < 0 ? text.length() : lineEnd);
    while (frame.opener != null
        && frame.opener.getLine() == string.getLine()
        && swallowed.indexOf(closingChar()) >= 0) {
      closeSilently();
    }
  }

  private char closingChar() {
    return switch (frame.kind) {
      case PAREN -> ')';
      case BRACKET -> ']';
      default -> '}';
    };
  }

  private Frame frameAt(int depth) {
    return depth == frames.size() ? frame : frames.get(depth);
  }

  private void unclosedComment(Token token) {
    int start = token.getStartIndex();
    report(
        "unclosed-comment",
        "this comment is never closed",
        Span.of(start, start + 2),
        "comments nest: each `/*` needs its `*/`");
    incomplete = true;
  }

  private void atEnd() {
    endSingleLineStrings();
    if (frame.opener != null) {
      Token opener = frame.opener;
      incomplete |= !cutLines.get(opener.getLine());
      if (frame.kind == Frame.Kind.TRIPLE_STRING) {
        report("unclosed-string", "this string is never closed", span(opener), null);
      } else {
        unclosed(opener);
      }
      while (frame.opener != null) {
        brokenLines.set(frame.opener.getLine());
        closeSilently();
      }
    } else if (Continuation.after(previous)) {
      openEnd =
          switch (previous) {
            case BideLexer.NL, BideLexer.SEMI, BideLexer.DOT_DOT, BideLexer.COMMA -> false;
            default -> true;
          };
    }
    int line = raw.size() == 0 ? 1 : raw.get(raw.size() - 1).getLine();
    out.add(new Tok(text, Token.EOF, text.length(), text.length(), line, 0, -1));
  }

  // ---- output

  private void emit(int i, Token token, int type) {
    int end = token.getStopIndex() + 1;
    out.add(
        new Tok(
            text,
            type,
            token.getStartIndex(),
            end,
            token.getLine(),
            token.getCharPositionInLine(),
            i));
    previous = type;
  }

  /** A token that the text does not have, right behind the one before. */
  private void emitVirtual(int type) {
    Tok last = out.isEmpty() ? null : out.getLast();
    int at = last == null ? 0 : last.end;
    out.add(
        new Tok(
            text, type, at, at, last == null ? 1 : last.line, last == null ? 0 : last.column, -1));
    previous = type;
  }
}
