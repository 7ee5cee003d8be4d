package bide.interpreter.node.access;

import bide.interpreter.node.BideNode;
import bide.interpreter.node.operator.BinaryNode;
import com.oracle.truffle.api.frame.VirtualFrame;

/**
 * {@code target += value} where the target is a field or an element: receiver and index are
 * evaluated once.
 */
public final class UpdateNodes {
  private UpdateNodes() {}

  public static final class OfField extends BideNode {
    @Child private BideNode receiver;
    @Child private BideNode value;
    @Child private FieldNode read;
    @Child private BinaryNode operation;
    @Child private SetFieldNode write;

    /**
     * @param operation without operands
     */
    public OfField(BideNode receiver, String name, BinaryNode operation, BideNode value) {
      this.receiver = receiver;
      this.value = value;
      this.read = new FieldNode(null, name, false);
      this.operation = operation;
      this.write = new SetFieldNode(null, name, null);
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      Object target = receiver.executeGeneric(frame);
      Object old = read.executeOperation(frame, target);
      Object result = operation.executeOperation(frame, old, value.executeGeneric(frame));
      write.executeOperation(frame, target, result);
      return result;
    }
  }

  public static final class OfElement extends BideNode {
    @Child private BideNode receiver;
    @Child private BideNode index;
    @Child private BideNode value;
    @Child private IndexNode read = IndexNodeGen.create(null, null);
    @Child private BinaryNode operation;
    @Child private SetIndexNode write = SetIndexNodeGen.create(null, null, null);

    /**
     * @param operation without operands
     */
    public OfElement(BideNode receiver, BideNode index, BinaryNode operation, BideNode value) {
      this.receiver = receiver;
      this.index = index;
      this.operation = operation;
      this.value = value;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      Object target = receiver.executeGeneric(frame);
      Object place = index.executeGeneric(frame);
      Object old = read.executeOperation(frame, target, place);
      Object result = operation.executeOperation(frame, old, value.executeGeneric(frame));
      return write.executeOperation(frame, target, place, result);
    }
  }
}
