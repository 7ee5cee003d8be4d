package bide.grammar;

import bide.grammar.tree.Script;
import java.util.List;

/**
 * What reading one source text gave. The tree is always there; where {@code diagnostics} has errors
 * it holds {@code Error} nodes.
 *
 * @param incomplete the text ends inside an open construct (bracket, string, operator): a REPL asks
 *     for another line
 */
public record ParseResult(Script script, List<Diagnostic> diagnostics, boolean incomplete) {
  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(d -> d.severity() == Diagnostic.Severity.ERROR);
  }
}
