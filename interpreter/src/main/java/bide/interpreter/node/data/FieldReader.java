package bide.interpreter.node.data;

import bide.interpreter.data.Instance;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;

/**
 * Reads a field at one place of a program. It knows which kinds it has met: where that is one, a
 * number stays unboxed in compiled code, since no other value meets it.
 */
final class FieldReader {
  @CompilationFinal private boolean ints;
  @CompilationFinal private boolean floats;
  @CompilationFinal private boolean objects;

  /**
   * @param index a constant of the compilation
   */
  Object read(Instance instance, int index) {
    Object tag = instance.tag(index);
    if (ints && tag == Instance.INT) {
      return instance.bits(index);
    }
    if (floats && tag == Instance.FLOAT) {
      return Double.longBitsToDouble(instance.bits(index));
    }
    if (objects && tag != Instance.INT && tag != Instance.FLOAT) {
      return tag;
    }
    CompilerDirectives.transferToInterpreterAndInvalidate();
    ints |= tag == Instance.INT;
    floats |= tag == Instance.FLOAT;
    objects |= tag != Instance.INT && tag != Instance.FLOAT;
    return instance.get(index);
  }
}
