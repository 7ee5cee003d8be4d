package bide.interpreter.node.literal;

import bide.interpreter.error.BideException;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.Failures;
import bide.interpreter.ownership.Ownership;
import bide.interpreter.value.Owned;
import bide.interpreter.value.Strings;
import bide.interpreter.value.Text;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.api.strings.TruffleStringBuilder;
import com.oracle.truffle.api.strings.TruffleStringBuilderUTF32;

/** A string with interpolations. */
public final class StringNode extends BideNode {
  @Children private final BideNode[] parts;

  @CompilationFinal(dimensions = 1)
  private final String[] formats;

  @Child
  private TruffleStringBuilder.AppendStringNode appendString =
      TruffleStringBuilder.AppendStringNode.create();

  @Child
  private TruffleStringBuilder.AppendLongNumberNode appendLong =
      TruffleStringBuilder.AppendLongNumberNode.create();

  @Child
  private TruffleStringBuilder.ToStringNode toString = TruffleStringBuilder.ToStringNode.create();

  /**
   * @param formats one per part, null for none
   */
  public StringNode(BideNode[] parts, String[] formats) {
    this.parts = parts;
    this.formats = formats;
  }

  @Override
  @ExplodeLoop
  public Object executeGeneric(VirtualFrame frame) {
    // All parts are computed first: what an error or a jump would throw away is then never begun.
    Object[] values = new Object[parts.length];
    for (int i = 0; i < parts.length; i++) {
      values[i] = parts[i].executeGeneric(frame);
    }
    TruffleStringBuilderUTF32 builder = TruffleStringBuilder.createUTF32();
    for (int i = 0; i < parts.length; i++) {
      Object value = values[i];
      if (value instanceof Owned owned) {
        Ownership.checkRead(owned, strand(frame).region(), parts[i]);
      }
      if (formats[i] != null) {
        appendString.execute(builder, format(value, formats[i], parts[i]));
      } else if (value instanceof TruffleString string) {
        appendString.execute(builder, string);
      } else if (value instanceof Long number) {
        appendLong.execute(builder, number);
      } else {
        appendString.execute(builder, Text.of(value));
      }
    }
    return toString.execute(builder, true);
  }

  @TruffleBoundary
  private static TruffleString format(Object value, String format, BideNode place) {
    try {
      return Strings.of(Text.format(value, format));
    } catch (BideException e) {
      throw Failures.at(place, e);
    }
  }
}
