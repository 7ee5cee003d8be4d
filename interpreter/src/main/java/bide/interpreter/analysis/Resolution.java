package bide.interpreter.analysis;

import bide.grammar.Diagnostic;
import bide.grammar.tree.Expr;
import bide.grammar.tree.Tree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@link Resolver} found out about one program. Keyed by the identity of tree nodes. */
public final class Resolution {
  final Map<Tree, Variable> variables = new IdentityHashMap<>();
  final Map<Tree, Object> constants = new IdentityHashMap<>();
  final Map<Tree, FunctionInfo> functions = new IdentityHashMap<>();
  final Map<Expr, Tree> jumps = new IdentityHashMap<>();
  final Set<Tree> suspending = Collections.newSetFromMap(new IdentityHashMap<>());
  final List<Diagnostic> diagnostics = new ArrayList<>();
  FunctionInfo main;

  /**
   * The variable that a name, pattern name or declaration refers to; null where it is a builtin or
   * unknown.
   */
  public @Nullable Variable variable(Tree tree) {
    return variables.get(tree);
  }

  /** Whether {@code module.name} or {@code module.name(…)} is known to mean a module's member. */
  public boolean isMember(Tree access) {
    return variables.containsKey(access) || constants.containsKey(access);
  }

  /** The value of a name that is a builtin or comes from a library module; null otherwise. */
  public @Nullable Object constant(Tree name) {
    return constants.get(name);
  }

  public FunctionInfo function(Tree tree) {
    FunctionInfo info = functions.get(tree);
    if (info == null) {
      throw new IllegalStateException("not a function: " + tree);
    }
    return info;
  }

  /** The loop that a break or continue leaves. */
  public Tree target(Expr jump) {
    return jumps.get(jump);
  }

  /**
   * Whether this part of an async function becomes states: it contains an await, or a jump out of
   * itself. Everything else stays structured code inside one state.
   */
  public boolean suspends(Tree tree) {
    return suspending.contains(tree);
  }

  public FunctionInfo main() {
    return main;
  }

  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
