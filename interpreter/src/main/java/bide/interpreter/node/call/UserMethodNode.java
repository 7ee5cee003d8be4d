package bide.interpreter.node.call;

import bide.interpreter.async.Strand;
import bide.interpreter.data.DataType;
import bide.interpreter.function.Closure;
import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.nodes.Node;

/** Asks a struct or enum for one of the methods that plug into operators. */
public abstract class UserMethodNode extends Node {
  final String name;

  UserMethodNode(String name) {
    this.name = name;
  }

  public static UserMethodNode create(String name) {
    return UserMethodNodeGen.create(name);
  }

  /**
   * What the method gives for {@code left}, a value of {@code type}, and {@code right}; null where
   * the type has no such method.
   */
  public abstract Object execute(Strand strand, DataType type, Object left, Object right);

  @Specialization(
      guards = "type == cachedType",
      assumptions = "cachedType.unchanged()",
      limit = "3")
  static Object cached(
      Strand strand,
      DataType type,
      Object left,
      Object right,
      @Cached("type") DataType cachedType,
      @Cached(value = "type.method(name)", neverDefault = false) Closure method,
      @Cached("create()") InvokerNode invoker) {
    return method == null ? null : invoker.invoke(strand, method, left, right);
  }

  @Specialization(replaces = "cached")
  Object any(
      Strand strand,
      DataType type,
      Object left,
      Object right,
      @Cached("create()") InvokerNode invoker) {
    Closure method = type.method(name);
    return method == null ? null : invoker.invoke(strand, method, left, right);
  }
}
