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
  private final Body body;
  private final String doc;

  /**
   * @param parameters names in order; the last may be a rest parameter, which receives all further
   *     arguments as an Object[]
   * @param required how many must be given
   * @param inlined the body is small and free of library code that cannot be compiled into the
   *     caller; otherwise it runs behind a boundary
   * @param doc one or more sentences, shown by the reference page and {@code :doc}
   */
  public Method(
      String name,
      String[] parameters,
      int required,
      boolean rest,
      boolean inlined,
      Body body,
      String doc) {
    this.name = name;
    this.parameters = parameters;
    this.required = required;
    this.rest = rest;
    this.inlined = inlined;
    this.body = body;
    this.doc = doc;
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

  public Body body() {
    return body;
  }

  public String doc() {
    return doc;
  }
}
