package bide.grammar.tree;

import bide.grammar.Span;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that has a value. */
public sealed interface Expr extends Tree {
  record Nil(Span span) implements Expr {}

  record Bool(boolean value, Span span) implements Expr {}

  record Int(BigInteger value, Span span) implements Expr {}

  record Float(double value, Span span) implements Expr {}

  /**
   * @param nanos length in ns
   */
  record Duration(long nanos, Span span) implements Expr {}

  /**
   * A string: escapes are resolved, indentation of {@code """} strings is removed. A plain string
   * has one {@link Text} part or none.
   */
  record Str(List<StringPart> parts, Span span) implements Expr {}

  sealed interface StringPart permits Text, Interpolation {}

  record Text(String text) implements StringPart {}

  /**
   * @param format what follows the colon in {@code {x:.2}}; null where there is none
   */
  record Interpolation(Expr value, @Nullable String format, Span span) implements StringPart {}

  record Bytes(byte[] value, Span span) implements Expr {}

  record Name(String name, Span span) implements Expr {}

  /** {@code self} inside a method. */
  record Self(Span span) implements Expr {}

  record ListLit(List<Element> elements, Span span) implements Expr {}

  /**
   * @param spread written {@code ...e}
   */
  record Element(Expr value, boolean spread) {}

  /** {@code #{name: "x", "two words": 1, [key]: 2, ...m}}. */
  record MapLit(List<MapEntry> entries, Span span) implements Expr {}

  /**
   * @param key null for a spread; a {@link Str} for a key written as a name or string
   */
  record MapEntry(@Nullable Expr key, Expr value, Span span) {}

  /** {@code Point { x: 1, ..p }}, {@code Shape.Rect { w, h }}. */
  record StructLit(
      List<String> path, List<FieldInit> fields, @Nullable Expr base, Span pathSpan, Span span)
      implements Expr {}

  record FieldInit(String name, Expr value, Span span) {}

  record Unary(UnaryOp op, Expr operand, Span span) implements Expr {}

  /**
   * @param opSpan the operator itself, where errors point
   */
  record Binary(BinaryOp op, Expr left, Expr right, Span opSpan, Span span) implements Expr {}

  /** {@code && || ??}: the right operand runs only when needed. */
  record Logical(LogicalOp op, Expr left, Expr right, Span opSpan, Span span) implements Expr {}

  record Range(@Nullable Expr from, @Nullable Expr to, boolean inclusive, Span span)
      implements Expr {}

  /**
   * {@code target = value}, {@code target += value}. The target is a {@link Name}, {@link Field} or
   * {@link Index}; op null for {@code =}.
   */
  record Assign(Expr target, @Nullable BinaryOp op, Expr value, Span opSpan, Span span)
      implements Expr {}

  record Call(Expr callee, List<Argument> arguments, Span span) implements Expr {}

  /** {@code receiver.name(…)}, {@code receiver?.name(…)}. */
  record MethodCall(
      Expr receiver, String name, List<Argument> arguments, boolean safe, Span nameSpan, Span span)
      implements Expr {}

  record Field(Expr receiver, String name, boolean safe, Span nameSpan, Span span)
      implements Expr {}

  record Index(Expr receiver, Expr index, boolean safe, Span span) implements Expr {}

  /**
   * @param awaitSpan the word {@code await}
   */
  record Await(Expr operand, Span awaitSpan, Span span) implements Expr {}

  record BlockExpr(Block block, Span span) implements Expr {}

  /**
   * @param otherwise a {@link BlockExpr} or another {@link If}
   */
  record If(Expr condition, Block then, @Nullable Expr otherwise, Span span) implements Expr {}

  record Match(Expr subject, List<MatchArm> arms, Span span) implements Expr {}

  record MatchArm(Pattern pattern, @Nullable Expr guard, Expr body, Span span) {}

  record Loop(@Nullable String label, Block body, Span span) implements Expr {}

  record While(@Nullable String label, Expr condition, Block body, Span span) implements Expr {}

  /**
   * @param isAwait written {@code for await}
   */
  record For(
      @Nullable String label,
      boolean isAwait,
      Pattern pattern,
      Expr iterable,
      Block body,
      Span span)
      implements Expr {}

  record Break(@Nullable String label, @Nullable Expr value, Span span) implements Expr {}

  record Continue(@Nullable String label, Span span) implements Expr {}

  record Return(@Nullable Expr value, Span span) implements Expr {}

  record Throw(Expr value, Span span) implements Expr {}

  /**
   * @param catchPattern null for a bare {@code catch { }} or where there is no catch
   */
  record Try(
      Block body,
      @Nullable Pattern catchPattern,
      @Nullable Block catchBody,
      @Nullable Block finallyBody,
      Span span)
      implements Expr {}

  record With(Pattern pattern, Expr value, Block body, Span span) implements Expr {}

  /**
   * A function's code: of a declaration, a closure {@code |x| …}, or a {@code fn} without a name.
   */
  record Function(
      @Nullable String name,
      FunctionKind kind,
      boolean isAsync,
      boolean isGenerator,
      boolean isMove,
      List<Parameter> parameters,
      @Nullable TypeExpr returnType,
      Expr body,
      Span span)
      implements Expr {}

  enum FunctionKind {
    DECLARATION,
    CLOSURE,
    METHOD
  }

  /** {@code async { }}, {@code async move { }}. */
  record AsyncBlock(boolean isMove, Block body, Span span) implements Expr {}

  record Select(boolean isBiased, List<SelectBranch> branches, @Nullable Expr otherwise, Span span)
      implements Expr {}

  record SelectBranch(Pattern pattern, Expr future, @Nullable Expr guard, Expr body, Span span) {}

  record Yield(@Nullable Expr value, Span span) implements Expr {}

  /** What stands where the source could not be read; a diagnostic has been reported for it. */
  record Error(Span span) implements Expr {}

  enum UnaryOp {
    NEG("-"),
    NOT("!"),
    BIT_NOT("~");
    public final String symbol;

    UnaryOp(String symbol) {
      this.symbol = symbol;
    }
  }

  enum BinaryOp {
    ADD("+"),
    SUB("-"),
    MUL("*"),
    DIV("/"),
    REM("%"),
    POW("**"),
    BIT_AND("&"),
    BIT_OR("|"),
    BIT_XOR("^"),
    SHL("<<"),
    SHR(">>"),
    EQ("=="),
    NE("!="),
    LT("<"),
    LE("<="),
    GT(">"),
    GE(">="),
    IN("in");
    public final String symbol;

    BinaryOp(String symbol) {
      this.symbol = symbol;
    }
  }

  enum LogicalOp {
    AND("&&"),
    OR("||"),
    COALESCE("??");
    public final String symbol;

    LogicalOp(String symbol) {
      this.symbol = symbol;
    }
  }
}
