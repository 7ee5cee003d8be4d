package bide.interpreter.analysis;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of one block; inner blocks hide names of outer ones. */
final class Scope {
  private final @Nullable Scope parent;
  private final Map<String, Variable> variables = new HashMap<>();
  private final Map<String, Object> constants = new HashMap<>();

  private Scope(@Nullable Scope parent) {
    this.parent = parent;
  }

  static Scope root() {
    return new Scope(null);
  }

  Scope open() {
    return new Scope(this);
  }

  Scope parent() {
    return parent;
  }

  /** The names of this block at one moment. */
  record Names(Map<String, Variable> variables, Map<String, Object> constants) {}

  Names names() {
    return new Names(Map.copyOf(variables), Map.copyOf(constants));
  }

  void restore(Names before) {
    variables.clear();
    variables.putAll(before.variables);
    constants.clear();
    constants.putAll(before.constants);
  }

  void declare(Variable variable) {
    declare(variable.name(), variable);
  }

  void declare(String name, Variable variable) {
    variables.put(name, variable);
    constants.remove(name);
  }

  void declareConstant(String name, Object value) {
    constants.put(name, value);
    variables.remove(name);
  }

  @Nullable Variable declaredHere(String name) {
    return variables.get(name);
  }

  @Nullable Object constantHere(String name) {
    return constants.get(name);
  }

  @Nullable Variable lookup(String name) {
    for (Scope s = this; s != null; s = s.parent) {
      Variable variable = s.variables.get(name);
      if (variable != null) {
        return variable;
      }
      if (s.constants.containsKey(name)) {
        return null;
      }
    }
    return null;
  }

  @Nullable Object lookupConstant(String name) {
    for (Scope s = this; s != null; s = s.parent) {
      Object value = s.constants.get(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  void collectNames(Collection<String> into) {
    for (Scope s = this; s != null; s = s.parent) {
      into.addAll(s.variables.keySet());
      into.addAll(s.constants.keySet());
    }
  }
}
