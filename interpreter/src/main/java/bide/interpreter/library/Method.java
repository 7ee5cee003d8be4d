package bide.interpreter.library;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;

/**
 * A builtin method or function.
 *
 * @see MethodTable
 */
public final class Method {
  /**
   * The code of a builtin. {@code self} is null for a free function. Optional arguments that were
   * left out are null.
   */
  @FunctionalInterface
  public interface Body {
    Object call(CallContext cx, Invoker invoker, Object self, Object[] arguments);
  }

  private final String name;

  @CompilationFinal(dimensions = 1)
  private final String[] parameters;

  private final int required;
  private final boolean rest;
  private final boolean inlined;
  @CompilationFinal private boolean changes;
  private final int functions;
  private final Body body;
  private final String doc;
  private final String example;

  /** Without an example. */
  public Method(
      String name,
      String[] parameters,
      int required,
      boolean rest,
      boolean inlined,
      Body body,
      String doc) {
    this(name, parameters, required, rest, inlined, 0, body, doc, null);
  }

  /**
   * @param parameters names in order; the last may be a rest parameter, which receives all further
   *     arguments as an Object[]
   * @param required how many must be given
   * @param inlined the body is small and free of library code that cannot be compiled into the
   *     caller; otherwise it runs behind a boundary
   * @param functions a bit for each parameter, set where only a function will do: calls check it
   * @param doc one or more sentences, shown by the reference page and {@code :doc}
   * @param example lines of code; {@code code -> text} stands for one whose value prints as that
   *     text. Null for none
   */
  public Method(
      String name,
      String[] parameters,
      int required,
      boolean rest,
      boolean inlined,
      int functions,
      Body body,
      String doc,
      String example) {
    this.name = name;
    this.parameters = parameters;
    this.required = required;
    this.rest = rest;
    this.inlined = inlined;
    this.functions = functions;
    this.body = body;
    this.doc = doc;
    this.example = example;
  }

  public String name() {
    return name;
  }

  public String[] parameters() {
    return parameters;
  }

  public int required() {
    return required;
  }

  public boolean rest() {
    return rest;
  }

  public boolean inlined() {
    return inlined;
  }

  /** Whether only a function will do as this argument. */
  public boolean takesFunction(int parameter) {
    return (functions >> parameter & 1) != 0;
  }

  /** Whether it changes its receiver. */
  public boolean changes() {
    return changes;
  }

  void markChanges() {
    changes = true;
  }

  public Body body() {
    return body;
  }

  public String doc() {
    return doc;
  }

  /** Null for none. */
  public String example() {
    return example;
  }

  /** As one reads it: {@code get(index, default?)}. */
  public String signature() {
    StringBuilder out = new StringBuilder(name).append('(');
    for (int i = 0; i < parameters.length; i++) {
      boolean last = i == parameters.length - 1;
      out.append(i == 0 ? "" : ", ")
          .append(rest && last ? "..." : "")
          .append(parameters[i])
          .append(i >= required && !(rest && last) ? "?" : "");
    }
    return out.append(')').toString();
  }
}
