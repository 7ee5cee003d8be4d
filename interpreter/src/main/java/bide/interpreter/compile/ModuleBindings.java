package bide.interpreter.compile;

import bide.interpreter.analysis.Variable;
import bide.interpreter.node.Binding;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * The top-level variables of one script, or of a session that goes on from input to input. Used by
 * one thread at a time.
 */
public final class ModuleBindings {
  private final Map<Variable, Binding> byVariable = new IdentityHashMap<>();
  private final Map<String, Binding> byName = new HashMap<>();
  private final boolean session;

  /**
   * @param session a name that is declared again means the same binding: functions made earlier see
   *     the new value
   */
  public ModuleBindings(boolean session) {
    this.session = session;
  }

  /** Lets this file refer to a variable that another one exports. */
  public void adopt(Variable variable, ModuleBindings owner) {
    if (owner != this) {
      byVariable.put(variable, owner.binding(variable));
    }
  }

  public Binding binding(Variable variable) {
    Binding binding = bindingOf(variable);
    if (variable.isMutable()) {
      binding.markOwned();
    }
    return binding;
  }

  private Binding bindingOf(Variable variable) {
    return byVariable.computeIfAbsent(
        variable,
        v ->
            session
                ? byName.computeIfAbsent(v.name(), name -> new Binding(name, true))
                : new Binding(v.name(), v.isMutable()));
  }
}
