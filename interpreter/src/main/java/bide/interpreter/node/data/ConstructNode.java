package bide.interpreter.node.data;

import bide.interpreter.data.Constructed;
import bide.interpreter.data.EnumValue;
import bide.interpreter.data.Instance;
import bide.interpreter.data.StructType;
import bide.interpreter.data.Variant;
import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import bide.interpreter.function.Absent;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.Failures;
import bide.interpreter.ownership.Ownership;
import bide.interpreter.value.Kinds;
import bide.interpreter.value.Region;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.DirectCallNode;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import java.util.Arrays;

/**
 * {@code Point { x: 1, ..base }}: makes a value of fields that are evaluated in the order written,
 * then the base. Fields that are in neither get their defaults, which the type's constructor
 * evaluates.
 */
public final class ConstructNode extends BideNode {
  private final Constructed made;

  /** One per field of the type: which operand gives it, or -1. */
  @CompilationFinal(dimensions = 1)
  private final int[] sources;

  /** One per field of a struct. */
  @CompilationFinal(dimensions = 1)
  private final FieldAccess[] fields;

  private final boolean needsDefaults;
  @Children private final BideNode[] operands;
  @Child private BideNode base;
  @Child private DirectCallNode constructor;

  /**
   * @param fields one per operand: the place of the field that it gives
   * @param base null where there is none
   */
  public ConstructNode(Constructed made, int[] fields, BideNode[] operands, BideNode base) {
    this.made = made;
    this.operands = operands;
    this.base = base;
    this.sources = new int[made.fields().count()];
    Arrays.fill(sources, -1);
    for (int i = 0; i < fields.length; i++) {
      sources[fields[i]] = i;
    }
    this.fields = new FieldAccess[made instanceof StructType ? sources.length : 0];
    for (int i = 0; i < this.fields.length; i++) {
      this.fields[i] = new FieldAccess((StructType) made, i);
    }
    this.needsDefaults = base == null && operands.length < sources.length;
  }

  @Override
  @ExplodeLoop
  public Object executeGeneric(VirtualFrame frame) {
    Object[] given = new Object[operands.length];
    for (int i = 0; i < operands.length; i++) {
      given[i] = operands[i].executeGeneric(frame);
    }
    if (needsDefaults) {
      return construct(frame, given);
    }
    Object rest = base == null ? null : base.executeGeneric(frame);
    return made instanceof StructType struct
        ? instance(strand(frame).region(), struct, given, rest)
        : variant((Variant) made, given, rest);
  }

  @ExplodeLoop
  private Object instance(Region region, StructType struct, Object[] given, Object rest) {
    Instance other = null;
    if (base != null) {
      if (!(rest instanceof Instance known && known.type() == struct)) {
        CompilerDirectives.transferToInterpreter();
        throw wrongBase(rest);
      }
      Ownership.checkRead(known, region, base);
      other = known;
    }
    Instance instance = Instance.create(region, struct);
    for (int i = 0; i < sources.length; i++) {
      Object value = sources[i] >= 0 ? given[sources[i]] : fields[i].read(other);
      fields[i].initialise(instance, value);
    }
    return instance;
  }

  @ExplodeLoop
  private Object variant(Variant variant, Object[] given, Object rest) {
    EnumValue other = null;
    if (base != null) {
      if (!(rest instanceof EnumValue known && known.variant() == variant)) {
        CompilerDirectives.transferToInterpreter();
        throw wrongBase(rest);
      }
      other = known;
    }
    Object[] fields = new Object[sources.length];
    for (int i = 0; i < sources.length; i++) {
      fields[i] = sources[i] >= 0 ? given[sources[i]] : other.get(i);
    }
    return new EnumValue(variant, fields);
  }

  @ExplodeLoop
  private Object construct(VirtualFrame frame, Object[] given) {
    if (constructor == null) {
      // Not before: the declaration may stand below.
      CompilerDirectives.transferToInterpreterAndInvalidate();
      constructor = insert(DirectCallNode.create(made.constructor().code().target()));
    }
    Object[] arguments = new Object[2 + sources.length];
    arguments[0] = strand(frame);
    for (int i = 0; i < sources.length; i++) {
      arguments[2 + i] = sources[i] >= 0 ? given[sources[i]] : Absent.ABSENT;
    }
    return constructor.call(arguments);
  }

  @TruffleBoundary
  private BideException wrongBase(Object value) {
    return Failures.at(
        base,
        Errors.type(
            "`..` takes the rest of the fields from another `"
                + made.name()
                + "`, not from "
                + Kinds.described(value)));
  }
}
