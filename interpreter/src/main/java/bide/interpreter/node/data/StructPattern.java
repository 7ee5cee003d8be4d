package bide.interpreter.node.data;

import bide.interpreter.data.Instance;
import bide.interpreter.data.StructType;
import bide.interpreter.library.CallContext;
import bide.interpreter.node.PatternNode;
import bide.interpreter.ownership.OwnerCheck;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;

/** {@code Point { x, y: 0, .. }}. */
public final class StructPattern extends PatternNode {
  private final OwnerCheck owner = new OwnerCheck();
  private final StructType type;

  @CompilationFinal(dimensions = 1)
  private final FieldAccess[] fields;

  @Children private final PatternNode[] patterns;

  /**
   * @param fields one per pattern: the place of the field that it is for
   */
  public StructPattern(StructType type, int[] fields, PatternNode[] patterns) {
    this.type = type;
    this.patterns = patterns;
    this.fields = new FieldAccess[fields.length];
    for (int i = 0; i < fields.length; i++) {
      this.fields[i] = new FieldAccess(type, fields[i]);
    }
  }

  @Override
  @ExplodeLoop
  public boolean match(VirtualFrame frame, Object value) {
    if (!(value instanceof Instance instance && instance.type() == type)) {
      return false;
    }
    owner.read(instance, (CallContext) frame.getArguments()[0], this);
    for (int i = 0; i < patterns.length; i++) {
      if (!patterns[i].match(frame, fields[i].read(instance))) {
        return false;
      }
    }
    return true;
  }
}
