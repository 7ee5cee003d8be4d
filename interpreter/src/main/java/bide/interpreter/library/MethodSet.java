package bide.interpreter.library;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The methods of one kind, in the order in which the reference page shows them. Filled by one
 * thread, then read by all.
 */
public final class MethodSet {
  private final Map<String, Method> methods = new LinkedHashMap<>();

  /** {@link #add(String, String, String, Method.Body)} without an example. */
  public MethodSet add(String signature, String doc, Method.Body body) {
    return add(signature, doc, null, body);
  }

  /**
   * Adds a method that runs behind a boundary.
   *
   * @param signature as the reference page shows it: {@code "get(index, default?)"}; {@code ?}
   *     marks what may be left out, {@code ...} a rest parameter; {@code fn} stands before a
   *     parameter that must be a function, as in {@code "fold(initial, fn function)"}
   * @param example see {@link Method}
   */
  public MethodSet add(String signature, String doc, String example, Method.Body body) {
    return add(parse(signature, false, body, doc, example));
  }

  /** {@link #inlined(String, String, String, Method.Body)} without an example. */
  public MethodSet inlined(String signature, String doc, Method.Body body) {
    return inlined(signature, doc, null, body);
  }

  /** Adds a method whose body is compiled into its callers. */
  public MethodSet inlined(String signature, String doc, String example, Method.Body body) {
    return add(parse(signature, true, body, doc, example));
  }

  /** Adds all of another set, after those that are here. */
  public MethodSet adding(MethodSet others) {
    others.all().forEach(this::add);
    return this;
  }

  private MethodSet add(Method method) {
    methods.put(method.name(), method);
    return this;
  }

  /** This set with one more method; the set itself stays as it is. */
  MethodSet with(Method method) {
    MethodSet copy = new MethodSet();
    copy.methods.putAll(methods);
    return copy.add(method);
  }

  /** Says which of the methods added so far change their receiver: only its owner may call them. */
  public MethodSet changing(String... names) {
    for (String name : names) {
      methods.get(name).markChanges();
    }
    return this;
  }

  Method get(String name) {
    return methods.get(name);
  }

  public Collection<Method> all() {
    return methods.values();
  }

  private static Method parse(
      String signature, boolean inlined, Method.Body body, String doc, String example) {
    int open = signature.indexOf('(');
    String name = signature.substring(0, open);
    String list = signature.substring(open + 1, signature.length() - 1);
    String[] parameters = list.isEmpty() ? new String[0] : list.split(", ");
    int required = 0;
    boolean rest = false;
    int functions = 0;
    for (int i = 0; i < parameters.length; i++) {
      String parameter = parameters[i];
      if (parameter.startsWith("fn ")) {
        functions |= 1 << i;
        parameter = parameter.substring(3);
        parameters[i] = parameter;
      }
      if (parameter.startsWith("...")) {
        rest = true;
        parameters[i] = parameter.substring(3);
      } else if (parameter.endsWith("?")) {
        parameters[i] = parameter.substring(0, parameter.length() - 1);
      } else {
        required++;
      }
    }
    return new Method(name, parameters, required, rest, inlined, functions, body, doc, example);
  }
}
