package bide.interpreter.function;

/** A function value: code and what it captured (values, or cells of variables that change). */
public final class Closure {
  private final FunctionCode code;
  private final Object[] captures;

  public Closure(FunctionCode code, Object[] captures) {
    this.code = code;
    this.captures = captures;
  }

  public FunctionCode code() {
    return code;
  }

  public Object[] captures() {
    return captures;
  }

  @Override
  public String toString() {
    String async = code.isAsync() ? "async " : "";
    String gen = code.isGenerator() ? "gen " : "";
    return "<" + async + gen + "fn " + code.name() + ">";
  }
}
