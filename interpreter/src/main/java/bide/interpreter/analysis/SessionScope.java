package bide.interpreter.analysis;

import java.util.ArrayList;
import java.util.List;

/** The top-level names of a session: what one input declares, later inputs see. */
public final class SessionScope {
  private final Scope scope = Scope.root();

  Scope scope() {
    return scope;
  }

  /** The names declared so far, for completion. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    scope.collectNames(names);
    return names;
  }
}
