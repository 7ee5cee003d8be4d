package bide.interpreter.analysis;

import bide.grammar.tree.Expr;
import bide.grammar.tree.Tree;
import bide.interpreter.data.Variant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a name that is read or assigned refers to, and which functions capture it: a variable, a
 * builtin, a type, a module.
 */
final class NameUses {
  private final Resolver resolver;
  private final Names names;
  private final TypeNames types;

  NameUses(Resolver resolver, Names names, TypeNames types) {
    this.resolver = resolver;
    this.names = names;
    this.types = types;
  }

  void name(Expr.Name name) {
    Variable variable = resolver.scope().lookup(name.name());
    if (variable != null) {
      refer(name, variable);
      return;
    }
    Object constant = resolver.scope().lookupConstant(name.name());
    if (constant == null) {
      constant = names.builtin(name.name());
    }
    if (constant != null) {
      constant(name, constant);
      return;
    }
    unknownName(name);
  }

  private void unknownName(Expr.Name name) {
    String help =
        switch (name.name()) {
          case "null", "None", "undefined", "nullptr" -> "the value for nothing is `nil`";
          case "True" -> "write `true`";
          case "False" -> "write `false`";
          case "this" -> "write `self`";
          default -> null;
        };
    if (help == null && names.module(name.name()) != null) {
      help = "put `use " + name.name() + "` at the top of the file";
    }
    if (help == null && resolver.loops().isLabel(name.name())) {
      help = "the label of a loop is written `'" + name.name() + "`";
    }
    if (help == null) {
      Set<String> known = new LinkedHashSet<>();
      resolver.scope().collectNames(known);
      names.builtins().forEach(known::add);
      help = Resolver.didYouMean(Suggestions.closest(name.name(), known));
    }
    if (help == null) {
      help = inLibrary(name.name());
    }
    if (help == null && resolver.path().size() > 1 && isAssigned(name)) {
      help = "to bind a new name write `let " + name.name() + " = …`";
    }
    resolver.error("unknown-name", "`" + name.name() + "` is not defined", name.span(), help);
  }

  /** Whether the current place is the target of {@code name = …}. */
  private boolean isAssigned(Expr.Name name) {
    return resolver.path().get(resolver.path().size() - 2) instanceof Expr.Assign assign
        && assign.target() == name
        && assign.op() == null;
  }

  /** Where a name that nobody declares is a member of one library module. */
  private @Nullable String inLibrary(String name) {
    for (String module : names.modules()) {
      Object loaded = names.module(module);
      if (loaded != null && names.member(loaded, name) != null) {
        return "it is in `" + module + "`: `use " + module + ".{" + name + "}`";
      }
    }
    return null;
  }

  void refer(Tree tree, Variable variable) {
    resolver.result().variables.put(tree, variable);
    variable.markUsed();
    if (variable.function() == resolver.function()) {
      if (variable.declaredFunction() != null
          && tree.span().start() < variable.declared().start()) {
        variable.markNamedEarly();
      }
      return;
    }
    variable.markCaptured();
    if (variable.isTopLevel()) {
      resolver.function().refersTo(variable);
      captureForMove(variable);
      return;
    }
    for (FunctionInfo f = resolver.function();
        f != null && f != variable.function();
        f = f.parent()) {
      if (f.isItem()) {
        resolver.error(
            "outer-variable",
            "`" + variable.name() + "` belongs to a function around this type",
            tree.span(),
            "methods and defaults see top-level names alone: pass it as an argument");
        return;
      }
      f.capture(variable);
    }
  }

  /**
   * A top-level variable is reached without being captured, but {@code move} takes the value that
   * it has at that moment.
   */
  private void captureForMove(Variable variable) {
    FunctionInfo mover = null;
    for (FunctionInfo f = resolver.function(); f != null; f = f.parent()) {
      if (f.moves()) {
        mover = f;
      }
    }
    if (mover == null || variable.declaredFunction() != null) {
      return;
    }
    for (FunctionInfo f = resolver.function(); f != mover; f = f.parent()) {
      f.capture(variable);
    }
    mover.capture(variable);
  }

  void constant(Tree tree, Object constant) {
    switch (constant) {
      case Exports exports -> resolver.result().constants.put(tree, exports.module());
      case Variant variant -> {
        Object value = types.value(variant, tree.span());
        resolver.result().constants.put(tree, value == null ? Resolver.UNKNOWN : value);
      }
      case TypeNames.Ambiguous ambiguous -> types.report(ambiguous, tree.span());
      default -> resolver.result().constants.put(tree, constant);
    }
  }

  void assign(Expr.Assign assign) {
    if (assign.target() instanceof Expr.Name name) {
      resolver.expr(name);
      Variable variable = resolver.result().variable(name);
      if (variable != null) {
        variable.markAssigned();
        if (!variable.isMutable()) {
          String help =
              variable.declaredFunction() != null
                  ? "a function's name always means that function"
                  : isForeign(variable)
                      ? "it belongs to " + variable.exportedFrom()
                      : variable.isLet()
                          ? "declare it with `let mut " + name.name() + "`"
                          : "write `mut " + name.name() + "` where it is declared";
          resolver.error(
              "assign-immutable",
              "`" + name.name() + "` cannot be assigned: it is not declared `mut`",
              assign.target().span(),
              help);
        }
      } else if (resolver.result().constant(name) != null) {
        resolver.error(
            "assign-builtin",
            "`" + name.name() + "` is built in and cannot be assigned",
            assign.target().span(),
            null);
      }
    } else {
      resolver.expr(assign.target());
      if (assign.target() instanceof Expr.Field field
          && (resolver.result().variable(field) != null
              || resolver.result().constant(field) != null)) {
        resolver.error(
            "assign-member",
            "`" + field.name() + "` belongs to another module and cannot be assigned",
            field.span(),
            "a module can export a function that changes its own variables");
      }
    }
    resolver.expr(assign.value());
  }

  private boolean isForeign(Variable variable) {
    return variable.exportedFrom() != null
        && root(variable.function()) != root(resolver.function());
  }

  private static FunctionInfo root(FunctionInfo function) {
    FunctionInfo root = function;
    while (root.parent() != null) {
      root = root.parent();
    }
    return root;
  }
}
