package bide.interpreter.analysis;

import bide.grammar.Diagnostic;
import bide.grammar.tree.Expr;
import bide.grammar.tree.Parameter;
import bide.grammar.tree.Pattern;
import bide.grammar.tree.Stmt;
import bide.grammar.tree.Tree;
import bide.interpreter.data.Constructed;
import bide.interpreter.data.DataType;
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
  final Map<Stmt, DataType> types = new IdentityHashMap<>();
  final Map<Constructed, Constructor> constructors = new IdentityHashMap<>();
  final Map<Expr, Tree> jumps = new IdentityHashMap<>();
  final Set<Tree> suspending = Collections.newSetFromMap(new IdentityHashMap<>());
  final Set<Expr> discarded = Collections.newSetFromMap(new IdentityHashMap<>());

  final Set<Expr> warned = Collections.newSetFromMap(new IdentityHashMap<>());
  final List<Diagnostic> diagnostics = new ArrayList<>();
  FunctionInfo main;

  /**
   * What makes a value of fields some of which have defaults.
   *
   * @param parameters the fields in order
   */
  public record Constructor(FunctionInfo info, List<Parameter> parameters) {}

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

  /**
   * The value of a name that is a builtin or comes from a library module; the struct or variant
   * that a literal or a pattern names; null otherwise.
   */
  public @Nullable Object constant(Tree name) {
    return constants.get(name);
  }

  /**
   * Whether nobody takes the value of a call, and that may be a future: what is called is not known
   * before it runs.
   */
  public boolean isDiscarded(Expr call) {
    return discarded.contains(call);
  }

  /** Whether a warning says that nothing runs the future that a call makes. */
  public boolean isWarned(Expr call) {
    return warned.contains(call);
  }

  /** Whether a name in a pattern binds a variable, rather than name a variant. */
  public boolean binds(Pattern.Name name) {
    return !constants.containsKey(name);
  }

  /** The type that a struct or enum declares, or that an impl block belongs to. */
  public DataType type(Stmt statement) {
    return types.get(statement);
  }

  /** Null where no field has a default. */
  public @Nullable Constructor constructor(Constructed made) {
    return constructors.get(made);
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

  boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }

  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
