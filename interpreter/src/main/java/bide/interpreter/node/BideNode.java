package bide.interpreter.node;

import bide.grammar.Span;
import bide.interpreter.async.Strand;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.NodeInfo;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.nodes.UnexpectedResultException;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;

/**
 * A piece of executable code that has a value. Await-free: what waits is made of states, see {@code
 * bide.interpreter.async}.
 */
@NodeInfo(language = "Bide")
public abstract class BideNode extends Node {
  private int start = -1;
  private int end = -1;

  public abstract Object executeGeneric(VirtualFrame frame);

  public long executeLong(VirtualFrame frame) throws UnexpectedResultException {
    Object value = executeGeneric(frame);
    if (value instanceof Long number) {
      return number;
    }
    throw new UnexpectedResultException(value);
  }

  public double executeDouble(VirtualFrame frame) throws UnexpectedResultException {
    Object value = executeGeneric(frame);
    if (value instanceof Double number) {
      return number;
    }
    throw new UnexpectedResultException(value);
  }

  public boolean executeBoolean(VirtualFrame frame) throws UnexpectedResultException {
    Object value = executeGeneric(frame);
    if (value instanceof Boolean bool) {
      return bool;
    }
    throw new UnexpectedResultException(value);
  }

  public void executeVoid(VirtualFrame frame) {
    executeGeneric(frame);
  }

  /**
   * Says which part of the source this node stands for; errors point there. Returns the node
   * itself.
   */
  @SuppressWarnings("unchecked")
  public final <T extends BideNode> T at(Span span) {
    start = span.start();
    end = span.end();
    return (T) this;
  }

  public final boolean hasSpan() {
    return start >= 0;
  }

  /** The strand that runs this code: the first argument of every call, fresh or resumed. */
  protected static Strand strand(VirtualFrame frame) {
    return (Strand) frame.getArguments()[0];
  }

  @Override
  public SourceSection getSourceSection() {
    if (start < 0) {
      return null;
    }
    RootNode root = getRootNode();
    if (root == null || root.getSourceSection() == null) {
      return null;
    }
    Source source = root.getSourceSection().getSource();
    return source.createSection(start, end - start);
  }
}
