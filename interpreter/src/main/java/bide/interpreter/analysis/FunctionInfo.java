package bide.interpreter.analysis;

import bide.grammar.tree.Expr;
import bide.grammar.tree.Tree;
import bide.grammar.tree.TypeExpr;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A function, closure, async block, deferred expression or the top level of a script, as the
 * analysis sees it.
 */
public final class FunctionInfo {
  private final String name;
  private final @Nullable FunctionInfo parent;
  private final boolean async;
  private final Tree tree;
  private final List<Variable> captures = new ArrayList<>();
  private final Map<Variable, Integer> captureIndex = new IdentityHashMap<>();
  private final Set<Variable> globals = new LinkedHashSet<>();
  private boolean defers;
  private boolean item;

  FunctionInfo(String name, @Nullable FunctionInfo parent, boolean async, Tree tree) {
    this.name = name;
    this.parent = parent;
    this.async = async;
    this.tree = tree;
  }

  public String name() {
    return name;
  }

  public @Nullable FunctionInfo parent() {
    return parent;
  }

  public boolean isAsync() {
    return async;
  }

  /** May yield. */
  public boolean isGenerator() {
    return tree instanceof Expr.Function code && code.isGenerator();
  }

  /** Made of states: whatever leaves it is an edge between them. */
  public boolean hasStates() {
    return async || isGenerator();
  }

  public Tree tree() {
    return tree;
  }

  /** What its result must be; null where that may be anything. */
  public @Nullable TypeExpr returnType() {
    return tree instanceof Expr.Function code ? code.returnType() : null;
  }

  /** An async block, or a closure: written where it is used. */
  public boolean isBlock() {
    return tree instanceof Expr.AsyncBlock
        || tree instanceof Expr.Function code && code.name() == null;
  }

  /** Captures the values that variables have when it is created, not the variables. */
  public boolean moves() {
    return tree instanceof Expr.Function code && code.isMove()
        || tree instanceof Expr.AsyncBlock block && block.isMove();
  }

  /**
   * Variables of enclosing functions that this one (or a function inside it) refers to, in the
   * order of the captures array.
   */
  public List<Variable> captures() {
    return captures;
  }

  /** Index of {@code variable} among the captures, or -1. */
  public int captureIndex(Variable variable) {
    return captureIndex.getOrDefault(variable, -1);
  }

  void capture(Variable variable) {
    captureIndex.computeIfAbsent(
        variable,
        v -> {
          captures.add(v);
          return captures.size() - 1;
        });
  }

  /** Top-level variables that this one, or a function inside it, refers to. */
  public Set<Variable> globals() {
    return globals;
  }

  void refersTo(Variable global) {
    for (FunctionInfo f = this; f != null; f = f.parent) {
      f.globals.add(global);
    }
  }

  /** Sees no variables of the functions around it: a method, the defaults of a struct. */
  boolean isItem() {
    return item;
  }

  void markItem() {
    item = true;
  }

  boolean isMethodOrInside() {
    return item || parent != null && parent.isMethodOrInside();
  }

  /** Has a {@code defer} of its own. */
  public boolean defers() {
    return defers;
  }

  void markDefers() {
    defers = true;
  }
}
