package bide.interpreter.node.control;

import bide.interpreter.node.BideNode;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.UnexpectedResultException;

/** Statements, and the expression that gives the block its value. */
public final class BlockNode extends BideNode {
  @Children private final BideNode[] statements;
  @Child private BideNode value;

  public BlockNode(BideNode[] statements, BideNode value) {
    this.statements = statements;
    this.value = value;
  }

  @ExplodeLoop
  private void runStatements(VirtualFrame frame) {
    for (BideNode statement : statements) {
      statement.executeVoid(frame);
    }
  }

  @Override
  public Object executeGeneric(VirtualFrame frame) {
    runStatements(frame);
    return value.executeGeneric(frame);
  }

  @Override
  public long executeLong(VirtualFrame frame) throws UnexpectedResultException {
    runStatements(frame);
    return value.executeLong(frame);
  }

  @Override
  public double executeDouble(VirtualFrame frame) throws UnexpectedResultException {
    runStatements(frame);
    return value.executeDouble(frame);
  }

  @Override
  public boolean executeBoolean(VirtualFrame frame) throws UnexpectedResultException {
    runStatements(frame);
    return value.executeBoolean(frame);
  }

  @Override
  public void executeVoid(VirtualFrame frame) {
    runStatements(frame);
    value.executeVoid(frame);
  }
}
