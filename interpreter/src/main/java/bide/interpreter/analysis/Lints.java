package bide.interpreter.analysis;

import bide.grammar.Diagnostic;
import bide.grammar.Diagnostic.Severity;
import bide.grammar.Span;
import bide.grammar.tree.Children;
import bide.grammar.tree.Expr;
import bide.grammar.tree.Pattern;
import bide.grammar.tree.Script;
import bide.grammar.tree.Stmt;
import bide.grammar.tree.Tree;
import bide.grammar.tree.TypeExpr;
import bide.interpreter.data.EnumType;
import bide.interpreter.data.Variant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is probably not meant though it compiles: {@code bide check} warns of it, a run does not.
 * Reads a file that has been resolved without errors.
 */
public final class Lints {
  /** Methods whose awaited result is the guard of a lock. */
  private static final Set<String> LOCKING = Set.of("lock", "acquire");

  private final Resolution resolution;
  private final MatchCoverage coverage;
  private final Imports imports;
  private final List<Diagnostic> found = new ArrayList<>();

  /** Names that are written anywhere but in a {@code use}. */
  private final Set<String> written = new HashSet<>();

  /** Variables that {@code release} is called on. */
  private final Set<Variable> released = Collections.newSetFromMap(new IdentityHashMap<>());

  private Lints(Resolution resolution, Imports imports) {
    this.resolution = resolution;
    this.imports = imports;
    this.coverage = new MatchCoverage(resolution);
  }

  /** The warnings about one file. */
  public static List<Diagnostic> of(Script script, Resolution resolution, Imports imports) {
    Lints lints = new Lints(resolution, imports);
    lints.collect(script);
    lints.visit(script);
    return lints.found;
  }

  // ---------------------------------------------------------------- what is used

  private void collect(Tree tree) {
    switch (tree) {
      case Expr.Name name -> written.add(name.name());
      case Expr.StructLit struct -> written.add(struct.path().getFirst());
      case Pattern.Name name -> written.add(name.name());
      case Pattern.StructPattern struct -> written.add(struct.path().getFirst());
      case Pattern.VariantPattern variant -> written.add(variant.path().getFirst());
      case TypeExpr.Named type -> written.add(type.name());
      case Stmt.Impl impl -> written.add(impl.typeName());
      case Expr.MethodCall call
          when call.name().equals("release") && call.receiver() instanceof Expr.Name name -> {
        Variable variable = resolution.variable(name);
        if (variable != null) {
          released.add(variable);
        }
      }
      default -> {}
    }
    Children.of(tree, this::collect);
  }

  // ---------------------------------------------------------------- the walk

  private void visit(Tree tree) {
    switch (tree) {
      case Expr.Match match -> match(match);
      case Stmt.Let let -> let(let);
      case Stmt.Use use -> use(use);
      case Stmt.Expression expression -> discarded(expression.value());
      default -> {}
    }
    Children.of(tree, this::visit);
  }

  private void match(Expr.Match match) {
    List<Pattern> earlier = new ArrayList<>();
    for (Expr.MatchArm arm : match.arms()) {
      if (coverage.isCovered(arm.pattern(), earlier)) {
        warn(
            "unreachable-arm",
            "no value comes to this arm: the ones before it take all that it fits",
            arm.pattern().span(),
            earlier.stream().anyMatch(coverage::isCatchAll)
                ? "put the arm that fits everything last"
                : "leave it out");
      }
      if (arm.guard() == null) {
        earlier.add(arm.pattern());
      }
    }
    List<String> missing = coverage.missing(match);
    if (!missing.isEmpty()) {
      String first = missing.getFirst();
      warn(
          "missing-variant",
          "the match has no arm for " + TypeNames.list(missing),
          head(match),
          missing.size() == 1
              ? "add an arm `" + first + " => …`"
              : "add arms for them, or `_ => …` for all the others");
    }
  }

  /** {@code match subject}, without the arms. */
  private static Span head(Expr.Match match) {
    return Span.of(match.span().start(), match.subject().span().end());
  }

  private void let(Stmt.Let let) {
    if (!(let.pattern() instanceof Pattern.Name name) || !resolution.binds(name)) {
      return;
    }
    Variable variable = resolution.variable(name);
    if (!let.exported() && !variable.isUsed() && !name.name().startsWith("_")) {
      warn(
          "unused-variable",
          "`" + name.name() + "` is never used",
          name.span(),
          "if that is meant, call it `_" + name.name() + "`");
    } else if (locks(let.value()) && !released.contains(variable)) {
      warn(
          "kept-guard",
          "`" + name.name() + "` keeps its lock until the task ends",
          let.value().span(),
          "write `with " + name.name() + " = … { }`, or call `" + name.name() + ".release()`");
    }
  }

  private void discarded(Expr value) {
    if (locks(value)) {
      warn(
          "kept-guard",
          "nothing releases this lock before the task ends",
          value.span(),
          "write `with guard = … { }`");
    }
  }

  private static boolean locks(Expr value) {
    return value instanceof Expr.Await await
        && await.operand() instanceof Expr.MethodCall call
        && LOCKING.contains(call.name());
  }

  private void use(Stmt.Use use) {
    if (use.exported()) {
      return;
    }
    if (use.names().isEmpty()) {
      unusedImport(ModuleUses.boundName(use), null, use.moduleSpan());
    }
    for (Stmt.UseName name : use.names()) {
      Exports exports = imports.of(use);
      Object member = exports == null ? null : exports.member(name.name());
      unusedImport(name.alias() != null ? name.alias() : name.name(), member, name.span());
    }
  }

  /**
   * @param member what the name means where a file exports it: variants of an enum come with it
   */
  private void unusedImport(@Nullable String name, @Nullable Object member, Span span) {
    boolean used = name == null || name.startsWith("_") || written.contains(name);
    if (member instanceof EnumType type) {
      used |= type.variants().stream().map(Variant::name).anyMatch(written::contains);
    }
    if (!used) {
      warn("unused-import", "`" + name + "` is never used", span, "leave it out of the `use`");
    }
  }

  private void warn(String code, String message, Span span, @Nullable String help) {
    found.add(new Diagnostic(Severity.WARNING, code, message, span, help));
  }
}
