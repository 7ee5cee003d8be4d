package bide.interpreter.node.data;

import bide.interpreter.data.EnumValue;
import bide.interpreter.data.Variant;
import bide.interpreter.node.PatternNode;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;

/** {@code Empty}, {@code Circle(r)}, {@code Rect { w, .. }}. */
public final class VariantPattern extends PatternNode {
  private final Variant variant;

  @CompilationFinal(dimensions = 1)
  private final int[] fields;

  @Children private final PatternNode[] patterns;

  /**
   * @param fields one per pattern: the place of the field that it is for
   */
  public VariantPattern(Variant variant, int[] fields, PatternNode[] patterns) {
    this.variant = variant;
    this.fields = fields;
    this.patterns = patterns;
  }

  @Override
  @ExplodeLoop
  public boolean match(VirtualFrame frame, Object value) {
    if (!(value instanceof EnumValue given && given.variant() == variant)) {
      return false;
    }
    for (int i = 0; i < patterns.length; i++) {
      if (!patterns[i].match(frame, given.get(fields[i]))) {
        return false;
      }
    }
    return true;
  }
}
