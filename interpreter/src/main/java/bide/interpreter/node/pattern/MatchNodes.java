package bide.interpreter.node.pattern;

import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.Failures;
import bide.interpreter.node.PatternNode;
import bide.interpreter.node.SlotAccess;
import bide.interpreter.node.SlotWriter;
import bide.interpreter.node.control.ConditionNode;
import bide.interpreter.value.Text;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.Node;

/** Where patterns stand: {@code match}, {@code let}, and tests of the async lowering. */
public final class MatchNodes {
  /** Characters of a value that a message shows. */
  private static final int SHOWN = 80;

  private MatchNodes() {}

  @TruffleBoundary
  private static BideException mismatch(String what, Object value, Node place) {
    String shown = Text.quote(value);
    if (shown.length() > SHOWN) {
      shown = shown.substring(0, SHOWN) + "…";
    }
    return Failures.at(place, Errors.match(what + " " + shown));
  }

  /** The first arm whose pattern fits and whose guard holds gives the value. */
  public static final class Match extends BideNode {
    @Child private BideNode subject;
    @Child private SlotWriter subjectWriter;
    @Children private final PatternNode[] patterns;
    @Children private final ConditionNode[] guards;
    @Children private final BideNode[] bodies;

    /**
     * @param guards null entries for arms without
     */
    public Match(
        BideNode subject,
        int subjectSlot,
        PatternNode[] patterns,
        ConditionNode[] guards,
        BideNode[] bodies) {
      this.subject = subject;
      this.subjectWriter = subjectSlot < 0 ? null : SlotWriter.create(subjectSlot);
      this.patterns = patterns;
      this.guards = guards;
      this.bodies = bodies;
    }

    @Override
    @ExplodeLoop
    public Object executeGeneric(VirtualFrame frame) {
      Object value = subject.executeGeneric(frame);
      if (subjectWriter != null) {
        subjectWriter.write(frame, value);
      }
      for (int i = 0; i < patterns.length; i++) {
        if (patterns[i].match(frame, value)
            && (guards[i] == null || guards[i].executeBoolean(frame))) {
          return bodies[i].executeGeneric(frame);
        }
      }
      CompilerDirectives.transferToInterpreter();
      throw mismatch("no arm matches", value, this);
    }
  }

  /** {@code let p = value}; its value is the value. */
  public static final class Destructure extends BideNode {
    @Child private PatternNode pattern;
    @Child private BideNode value;

    public Destructure(PatternNode pattern, BideNode value) {
      this.pattern = pattern;
      this.value = value;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      Object result = value.executeGeneric(frame);
      if (pattern.match(frame, result)) {
        return result;
      }
      CompilerDirectives.transferToInterpreter();
      throw mismatch("pattern does not match", result, this);
    }
  }

  /** Whether what is in a slot fits. */
  public static final class Matches extends BideNode implements SlotAccess {
    @Override
    public int readSlot() {
      return slot;
    }

    private final int slot;
    @Child private PatternNode pattern;

    public Matches(PatternNode pattern, int slot) {
      this.pattern = pattern;
      this.slot = slot;
    }

    @Override
    public boolean executeBoolean(VirtualFrame frame) {
      return pattern.match(frame, frame.getValue(slot));
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      return executeBoolean(frame);
    }
  }
}
