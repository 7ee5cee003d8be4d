package bide.interpreter.analysis;

import bide.grammar.tree.Script;
import bide.grammar.tree.Stmt;
import java.util.List;

/** Finds the files that a file uses. */
public final class UseFinder {
  private UseFinder() {}

  /** In the order in which they are written. */
  public static List<Stmt.Use> files(Script script) {
    return script.statements().stream()
        .filter(s -> s instanceof Stmt.Use use && use.isFile())
        .map(Stmt.Use.class::cast)
        .toList();
  }
}
