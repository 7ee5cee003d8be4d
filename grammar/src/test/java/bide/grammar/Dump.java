package bide.grammar;

import bide.grammar.tree.Argument;
import bide.grammar.tree.Block;
import bide.grammar.tree.Expr;
import bide.grammar.tree.Parameter;
import bide.grammar.tree.Pattern;
import bide.grammar.tree.Script;
import bide.grammar.tree.Stmt;
import bide.grammar.tree.TypeExpr;
import java.util.ArrayList;
import java.util.List;

/** A tree as one line of s-expressions, short enough to be written down in tests. */
final class Dump {
  private Dump() {}

  static String of(Script script) {
    String inside = body(script.body());
    return inside.startsWith(" ") ? inside.substring(1) : inside;
  }

  static String block(Block b) {
    return "{" + body(b) + " }";
  }

  private static String body(Block b) {
    StringBuilder out = new StringBuilder();
    b.statements().forEach(s -> out.append(' ').append(stmt(s)).append(';'));
    return out + (b.value() == null ? "" : " " + expr(b.value()));
  }

  static String stmt(Stmt s) {
    return switch (s) {
      case Stmt.Let l ->
          doc(l.doc())
              + pub(l.exported())
              + "(let "
              + pattern(l.pattern())
              + type(l.type())
              + " "
              + expr(l.value())
              + ")";
      case Stmt.Fn f -> doc(f.doc()) + pub(f.exported()) + expr(f.function());
      case Stmt.Struct t ->
          doc(t.doc()) + pub(t.exported()) + "(struct " + t.name() + fields(t.fields()) + ")";
      case Stmt.Enum e ->
          doc(e.doc())
              + pub(e.exported())
              + "(enum "
              + e.name()
              + join(e.variants(), Dump::variant)
              + ")";
      case Stmt.Impl i -> "(impl " + i.typeName() + join(i.functions(), Dump::stmt) + ")";
      case Stmt.Use u ->
          pub(u.exported())
              + "(use "
              + (u.isFile() ? "file " : "")
              + u.module()
              + (u.alias() == null ? "" : " as " + u.alias())
              + join(u.names(), n -> n.name() + (n.alias() == null ? "" : "=" + n.alias()))
              + ")";
      case Stmt.Defer d -> "(defer " + expr(d.value()) + ")";
      case Stmt.Expression e -> expr(e.value());
    };
  }

  private static String variant(Stmt.Variant v) {
    return doc(v.doc())
        + "("
        + v.name()
        + " "
        + v.kind().name().toLowerCase()
        + fields(v.fields())
        + ")";
  }

  private static String fields(List<Stmt.StructField> fields) {
    return join(
        fields,
        f ->
            doc(f.doc())
                + f.name()
                + type(f.type())
                + (f.defaultValue() == null ? "" : "=" + expr(f.defaultValue())));
  }

  static String expr(Expr e) {
    return switch (e) {
      case null -> "_";
      case Expr.Nil _ -> "nil";
      case Expr.Bool b -> "" + b.value();
      case Expr.Int i -> i.value().toString();
      case Expr.Float f -> "" + f.value();
      case Expr.Duration d -> d.nanos() + "ns";
      case Expr.Str s -> string(s);
      case Expr.Bytes b -> {
        StringBuilder out = new StringBuilder("(bytes");
        for (byte x : b.value()) {
          out.append(String.format(" %02x", x));
        }
        yield out + ")";
      }
      case Expr.Name n -> n.name();
      case Expr.Self _ -> "self";
      case Expr.ListLit l ->
          "(list" + join(l.elements(), x -> (x.spread() ? "..." : "") + expr(x.value())) + ")";
      case Expr.MapLit m ->
          "(map"
              + join(
                  m.entries(),
                  x -> (x.key() == null ? "..." : expr(x.key()) + ":") + expr(x.value()))
              + ")";
      case Expr.StructLit s ->
          "(new "
              + String.join(".", s.path())
              + join(s.fields(), f -> f.name() + ":" + expr(f.value()))
              + (s.base() == null ? "" : " .." + expr(s.base()))
              + ")";
      case Expr.Unary u -> "(" + u.op().symbol + " " + expr(u.operand()) + ")";
      case Expr.Binary b ->
          "(" + b.op().symbol + " " + expr(b.left()) + " " + expr(b.right()) + ")";
      case Expr.Logical b ->
          "(" + b.op().symbol + " " + expr(b.left()) + " " + expr(b.right()) + ")";
      case Expr.Range r ->
          "(" + (r.inclusive() ? "..=" : "..") + " " + expr(r.from()) + " " + expr(r.to()) + ")";
      case Expr.Assign a ->
          "("
              + (a.op() == null ? "" : a.op().symbol)
              + "= "
              + expr(a.target())
              + " "
              + expr(a.value())
              + ")";
      case Expr.Call c -> "(call " + expr(c.callee()) + arguments(c.arguments()) + ")";
      case Expr.MethodCall c ->
          "("
              + (c.safe() ? "?." : ".")
              + c.name()
              + "() "
              + expr(c.receiver())
              + arguments(c.arguments())
              + ")";
      case Expr.Field f ->
          "(" + (f.safe() ? "?." : ".") + f.name() + " " + expr(f.receiver()) + ")";
      case Expr.Index i -> "(at " + expr(i.receiver()) + " " + expr(i.index()) + ")";
      case Expr.Await a -> "(await " + expr(a.operand()) + ")";
      case Expr.BlockExpr b -> block(b.block());
      case Expr.If i ->
          "(if "
              + expr(i.condition())
              + " "
              + block(i.then())
              + (i.otherwise() == null ? "" : " " + expr(i.otherwise()))
              + ")";
      case Expr.Match m ->
          "(match "
              + expr(m.subject())
              + join(
                  m.arms(),
                  a ->
                      "("
                          + pattern(a.pattern())
                          + (a.guard() == null ? "" : " if " + expr(a.guard()))
                          + " => "
                          + expr(a.body())
                          + ")")
              + ")";
      case Expr.Loop l -> "(loop " + label(l.label()) + block(l.body()) + ")";
      case Expr.While w ->
          "(while " + label(w.label()) + expr(w.condition()) + " " + block(w.body()) + ")";
      case Expr.For f ->
          "(for "
              + label(f.label())
              + (f.isAwait() ? "await " : "")
              + pattern(f.pattern())
              + " "
              + expr(f.iterable())
              + " "
              + block(f.body())
              + ")";
      case Expr.Break b ->
          "(break" + tail(b.label()) + (b.value() == null ? "" : " " + expr(b.value())) + ")";
      case Expr.Continue c -> "(continue" + tail(c.label()) + ")";
      case Expr.Return r -> "(return" + (r.value() == null ? "" : " " + expr(r.value())) + ")";
      case Expr.Throw t -> "(throw " + expr(t.value()) + ")";
      case Expr.Try t ->
          "(try "
              + block(t.body())
              + (t.catchBody() == null
                  ? ""
                  : " catch "
                      + (t.catchPattern() == null ? "" : pattern(t.catchPattern()) + " ")
                      + block(t.catchBody()))
              + (t.finallyBody() == null ? "" : " finally " + block(t.finallyBody()))
              + ")";
      case Expr.With w ->
          "(with " + pattern(w.pattern()) + " " + expr(w.value()) + " " + block(w.body()) + ")";
      case Expr.Function f ->
          "("
              + (f.isAsync() ? "async " : "")
              + (f.isGenerator() ? "gen " : "")
              + (f.isMove() ? "move " : "")
              + (f.kind() == Expr.FunctionKind.DECLARATION
                  ? "fn"
                  : f.kind() == Expr.FunctionKind.METHOD ? "method" : "closure")
              + tail(f.name())
              + " ["
              + join(f.parameters(), Dump::parameter).strip()
              + "]"
              + (f.returnType() == null ? "" : " -> " + type(f.returnType()).substring(1))
              + " "
              + expr(f.body())
              + ")";
      case Expr.AsyncBlock a -> "(async " + (a.isMove() ? "move " : "") + block(a.body()) + ")";
      case Expr.Select s ->
          "(select"
              + (s.isBiased() ? " biased" : "")
              + join(
                  s.branches(),
                  b ->
                      "("
                          + pattern(b.pattern())
                          + " = "
                          + expr(b.future())
                          + (b.guard() == null ? "" : " if " + expr(b.guard()))
                          + " => "
                          + expr(b.body())
                          + ")")
              + (s.otherwise() == null ? "" : " (else => " + expr(s.otherwise()) + ")")
              + ")";
      case Expr.Yield y -> "(yield" + (y.value() == null ? "" : " " + expr(y.value())) + ")";
      case Expr.Error _ -> "ERROR";
    };
  }

  private static String string(Expr.Str s) {
    StringBuilder out = new StringBuilder("\"");
    for (Expr.StringPart part : s.parts()) {
      switch (part) {
        case Expr.Text t -> out.append(t.text().replace("\n", "\\n"));
        case Expr.Interpolation i ->
            out.append("${")
                .append(expr(i.value()))
                .append(i.format() == null ? "" : ":" + i.format())
                .append('}');
      }
    }
    return out.append('"').toString();
  }

  private static String arguments(List<Argument> arguments) {
    return join(
        arguments,
        a -> (a.spread() ? "..." : a.name() == null ? "" : a.name() + ":") + expr(a.value()));
  }

  private static String parameter(Parameter p) {
    return (p.rest() ? "..." : "")
        + pattern(p.pattern())
        + type(p.type())
        + (p.defaultValue() == null ? "" : "=" + expr(p.defaultValue()));
  }

  static String pattern(Pattern p) {
    return switch (p) {
      case null -> "";
      case Pattern.Wildcard _ -> "_";
      case Pattern.Name n -> (n.isMutable() ? "mut " : "") + n.name();
      case Pattern.Literal l -> expr(l.value());
      case Pattern.Range r ->
          "(" + (r.inclusive() ? "..=" : "..") + " " + expr(r.from()) + " " + expr(r.to()) + ")";
      case Pattern.ListPattern l -> {
        List<String> parts = new ArrayList<>(l.elements().stream().map(Dump::pattern).toList());
        if (l.restIndex() >= 0) {
          parts.add(l.restIndex(), ".." + pattern(l.rest()));
        }
        yield "[" + String.join(" ", parts) + "]";
      }
      case Pattern.MapPattern m ->
          "#{"
              + join(m.entries(), Dump::field).strip()
              + (m.rest() == null ? "" : " .." + pattern(m.rest()))
              + "}";
      case Pattern.StructPattern s ->
          "("
              + String.join(".", s.path())
              + " {"
              + join(s.fields(), Dump::field).strip()
              + (s.open() ? " .." : "")
              + "})";
      case Pattern.VariantPattern v ->
          "("
              + String.join(".", v.path())
              + (v.isCall() ? "()" : "")
              + join(v.arguments(), Dump::pattern)
              + ")";
      case Pattern.Alternatives a -> "(|" + join(a.alternatives(), Dump::pattern) + ")";
      case Pattern.Binding b -> "(@ " + pattern(b.name()) + " " + pattern(b.pattern()) + ")";
      case Pattern.Error _ -> "ERROR";
    };
  }

  private static String field(Pattern.FieldPattern f) {
    return f.key() + ":" + pattern(f.pattern());
  }

  static String type(TypeExpr t) {
    return switch (t) {
      case null -> "";
      case TypeExpr.Named n -> ":" + n.name();
      case TypeExpr.Optional o -> type(o.type()) + "?";
      case TypeExpr.Union u ->
          ":(" + String.join("|", u.types().stream().map(x -> type(x).substring(1)).toList()) + ")";
    };
  }

  private static String doc(String doc) {
    return doc == null ? "" : "/" + doc.replace("\n", "\\n") + "/ ";
  }

  private static String pub(boolean exported) {
    return exported ? "pub " : "";
  }

  private static String label(String label) {
    return label == null ? "" : "'" + label + " ";
  }

  private static String tail(String text) {
    return text == null ? "" : " " + text;
  }

  private static <T> String join(List<T> items, java.util.function.Function<T, String> each) {
    StringBuilder out = new StringBuilder();
    items.forEach(i -> out.append(' ').append(each.apply(i)));
    return out.toString();
  }
}
