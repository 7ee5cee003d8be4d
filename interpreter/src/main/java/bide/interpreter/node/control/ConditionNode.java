package bide.interpreter.node.control;

import bide.interpreter.async.FutureHints;
import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import bide.interpreter.node.BideNode;
import bide.interpreter.value.BideList;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.Kinds;
import bide.interpreter.value.Numbers;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.UnexpectedResultException;
import com.oracle.truffle.api.strings.TruffleString;

/** An expression that must be a bool: there is no truthiness. */
public final class ConditionNode extends BideNode {
  @Child private BideNode value;

  public ConditionNode(BideNode value) {
    this.value = value;
  }

  @Override
  public boolean executeBoolean(VirtualFrame frame) {
    try {
      return value.executeBoolean(frame);
    } catch (UnexpectedResultException e) {
      CompilerDirectives.transferToInterpreter();
      throw notBool(e.getResult());
    }
  }

  @Override
  public Object executeGeneric(VirtualFrame frame) {
    return executeBoolean(frame);
  }

  @Override
  public void executeVoid(VirtualFrame frame) {
    executeBoolean(frame);
  }

  @TruffleBoundary
  private BideException notBool(Object actual) {
    BideException error =
        Errors.type("a condition must be a bool, got " + Kinds.described(actual))
            .withHelp("say what you mean: `" + comparison(actual) + "`");
    error = FutureHints.addTo(error, actual);
    error.arisenAt(value.hasSpan() ? value : this);
    return error;
  }

  private static String comparison(Object actual) {
    if (Numbers.isNumber(actual)) {
      return actual instanceof Double ? "x != 0.0" : "x != 0";
    }
    if (actual instanceof TruffleString) {
      return "s != \"\"";
    }
    if (actual instanceof BideList || actual instanceof BideMap) {
      return "x.len() > 0";
    }
    return "x != nil";
  }
}
