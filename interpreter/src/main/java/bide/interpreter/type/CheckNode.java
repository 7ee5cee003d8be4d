package bide.interpreter.type;

import bide.interpreter.error.BideException;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.Failures;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.UnexpectedResultException;

/**
 * Passes a value on if it is of a type. Unboxed values stay so, and those that fit cost nothing.
 */
public final class CheckNode extends BideNode {
  private final TypeTest type;
  private final String what;
  private final boolean acceptsLong;
  private final boolean acceptsDouble;
  private final boolean acceptsBoolean;
  @Child private BideNode value;

  /**
   * @param what what must be of the type, for the message
   */
  public CheckNode(BideNode value, TypeTest type, String what) {
    this.value = value;
    this.type = type;
    this.what = what;
    this.acceptsLong = type.acceptsLong();
    this.acceptsDouble = type.acceptsDouble();
    this.acceptsBoolean = type.acceptsBoolean();
  }

  @Override
  public Object executeGeneric(VirtualFrame frame) {
    return checked(value.executeGeneric(frame));
  }

  @Override
  public long executeLong(VirtualFrame frame) throws UnexpectedResultException {
    long result;
    try {
      result = value.executeLong(frame);
    } catch (UnexpectedResultException e) {
      throw new UnexpectedResultException(checked(e.getResult()));
    }
    if (!acceptsLong) {
      throw mismatch(result);
    }
    return result;
  }

  @Override
  public double executeDouble(VirtualFrame frame) throws UnexpectedResultException {
    double result;
    try {
      result = value.executeDouble(frame);
    } catch (UnexpectedResultException e) {
      throw new UnexpectedResultException(checked(e.getResult()));
    }
    if (!acceptsDouble) {
      throw mismatch(result);
    }
    return result;
  }

  @Override
  public boolean executeBoolean(VirtualFrame frame) throws UnexpectedResultException {
    boolean result;
    try {
      result = value.executeBoolean(frame);
    } catch (UnexpectedResultException e) {
      throw new UnexpectedResultException(checked(e.getResult()));
    }
    if (!acceptsBoolean) {
      throw mismatch(result);
    }
    return result;
  }

  private Object checked(Object result) {
    if (!type.test(result)) {
      throw mismatch(result);
    }
    return result;
  }

  private BideException mismatch(Object result) {
    CompilerDirectives.transferToInterpreter();
    return Failures.at(this, TypeErrors.mismatch(what, type, result));
  }
}
