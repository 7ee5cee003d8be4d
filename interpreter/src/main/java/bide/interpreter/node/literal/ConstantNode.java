package bide.interpreter.node.literal;

import bide.interpreter.node.BideNode;
import com.oracle.truffle.api.frame.VirtualFrame;

/** A value that is known when the program is read. */
public class ConstantNode extends BideNode {
  private final Object value;

  private ConstantNode(Object value) {
    this.value = value;
  }

  public static ConstantNode of(Object value) {
    if (value instanceof Long number) {
      return new OfLong(number);
    }
    if (value instanceof Double number) {
      return new OfDouble(number);
    }
    return value instanceof Boolean bool ? new OfBoolean(bool) : new ConstantNode(value);
  }

  public final Object value() {
    return value;
  }

  @Override
  public final Object executeGeneric(VirtualFrame frame) {
    return value;
  }

  @Override
  public final void executeVoid(VirtualFrame frame) {}

  private static final class OfLong extends ConstantNode {
    private final long number;

    OfLong(long number) {
      super(number);
      this.number = number;
    }

    @Override
    public long executeLong(VirtualFrame frame) {
      return number;
    }
  }

  private static final class OfDouble extends ConstantNode {
    private final double number;

    OfDouble(double number) {
      super(number);
      this.number = number;
    }

    @Override
    public double executeDouble(VirtualFrame frame) {
      return number;
    }
  }

  private static final class OfBoolean extends ConstantNode {
    private final boolean bool;

    OfBoolean(boolean bool) {
      super(bool);
      this.bool = bool;
    }

    @Override
    public boolean executeBoolean(VirtualFrame frame) {
      return bool;
    }
  }
}
