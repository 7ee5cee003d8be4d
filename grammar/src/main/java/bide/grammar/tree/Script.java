package bide.grammar.tree;

import bide.grammar.Span;
import java.util.List;

/** A whole source file, or one input of the REPL. Its value is that of its last expression. */
public record Script(Block body, Span span) implements Tree {
  public List<Stmt> statements() {
    return body.statements();
  }
}
