package bide.interpreter.node.call;

import bide.interpreter.data.DataType;
import bide.interpreter.library.Method;
import bide.interpreter.library.MethodTable;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.nodes.Node;

/**
 * Finds the builtin method of a name; what a name means depends on the receiver's exact Java class
 * alone.
 */
abstract class MethodLookupNode extends Node {
  static final int LIMIT = 4;

  final String name;

  MethodLookupNode(String name) {
    this.name = name;
  }

  /** Null where there is none, and for structs and enums: what they have goes first. */
  abstract Method execute(Object receiver);

  @Specialization(guards = "isExact(receiver, cachedClass)", limit = "LIMIT")
  static Method cached(
      Object receiver,
      @Cached("receiver.getClass()") Class<?> cachedClass,
      @Cached("lookup(receiver)") Method method) {
    return method;
  }

  @Specialization(replaces = "cached")
  @TruffleBoundary
  Method lookup(Object receiver) {
    return DataType.of(receiver) != null || receiver instanceof DataType
        ? null
        : MethodTable.lookup(receiver, name);
  }

  static boolean isExact(Object receiver, Class<?> cachedClass) {
    return CompilerDirectives.isExact(receiver, cachedClass);
  }
}
