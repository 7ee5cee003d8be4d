package bide.interpreter.data;

import bide.interpreter.function.Closure;

/** A method of a struct or enum without its call, such as {@code p.norm}. */
public record BoundFunction(Object receiver, Closure method) {
  @Override
  public String toString() {
    return method.toString();
  }
}
