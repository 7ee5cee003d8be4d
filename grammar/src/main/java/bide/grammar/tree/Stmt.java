package bide.grammar.tree;

import bide.grammar.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands on a line of its own: declarations, and expressions evaluated for their effect. */
public sealed interface Stmt extends Tree {
  /** {@code let p = e}, {@code let mut x: T = e}. */
  record Let(
      Pattern pattern,
      @Nullable TypeExpr type,
      Expr value,
      boolean exported,
      @Nullable String doc,
      Span span)
      implements Stmt {}

  /** {@code fn name(…) { }}, with {@code async}, {@code gen} and {@code pub} where written. */
  record Fn(
      String name,
      Span nameSpan,
      Expr.Function function,
      boolean exported,
      @Nullable String doc,
      Span span)
      implements Stmt {}

  /** {@code struct Point { x, y = 0 }}. */
  record Struct(
      String name,
      Span nameSpan,
      List<StructField> fields,
      boolean exported,
      @Nullable String doc,
      Span span)
      implements Stmt {}

  record StructField(
      String name,
      @Nullable TypeExpr type,
      @Nullable Expr defaultValue,
      @Nullable String doc,
      Span span) {}

  /** {@code enum Shape { Circle(r), Rect { w, h }, Empty }}. */
  record Enum(
      String name,
      Span nameSpan,
      List<Variant> variants,
      boolean exported,
      @Nullable String doc,
      Span span)
      implements Stmt {}

  /** A variant; {@code fields} is empty for a unit variant. */
  record Variant(
      String name, VariantKind kind, List<StructField> fields, @Nullable String doc, Span span) {}

  enum VariantKind {
    UNIT,
    POSITIONAL,
    NAMED
  }

  /**
   * {@code impl Point { fn … }}. A method's first parameter is named {@code self}; others are
   * associated functions.
   */
  record Impl(String typeName, Span typeSpan, List<Fn> functions, Span span) implements Stmt {}

  /**
   * {@code use net}, {@code use net.{A, B as C}}, {@code use "./file.bide" as util}; exported where
   * {@code pub} stands before it.
   */
  record Use(
      String module,
      boolean isFile,
      Span moduleSpan,
      @Nullable String alias,
      List<UseName> names,
      boolean exported,
      Span span)
      implements Stmt {}

  record UseName(String name, @Nullable String alias, Span span) {}

  /** {@code defer e}: e runs when the enclosing function ends, in whatever way. */
  record Defer(Expr value, Span span) implements Stmt {}

  /** An expression evaluated for its effect. */
  record Expression(Expr value, Span span) implements Stmt {}
}
