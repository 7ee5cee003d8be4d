package bide.interpreter.async;

import bide.grammar.Span;
import bide.interpreter.error.BideException;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.FrameSlotKind;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.source.SourceSection;
import org.jspecify.annotations.Nullable;

/**
 * How the live slots of one await are kept on the heap, for one combination of slot kinds. Constant
 * during partial evaluation, so that saving and restoring compile to plain field moves. When a
 * slot's kind changes, the await gets a further layout; activations of the old one still resume,
 * through the layout they carry.
 */
final class Layout {
  private static final byte OBJECT = 0;
  private static final byte LONG = 1;
  private static final byte DOUBLE = 2;
  private static final byte BOOLEAN = 3;

  /** Object header, layout and parent, in bytes, with compact headers. */
  private static final int BASE_BYTES = 16;

  final ResumeRoot root;

  final Rest rest;

  @CompilationFinal(dimensions = 1)
  private final int[] slots;

  @CompilationFinal(dimensions = 1)
  private final byte[] kinds;

  private final Captures.Factory factory;
  private final Class<? extends Activation> type;

  /** Rough size of an activation, for the budget of suspended frames. */
  final int bytes;

  /** How many of the captures are objects. */
  final int objects;

  private Layout(ResumeRoot root, Rest rest, byte[] kinds) {
    this.root = root;
    this.rest = rest;
    this.slots = rest.live;
    this.kinds = kinds;
    int primitives = 0;
    for (byte kind : kinds) {
      if (kind != OBJECT) {
        primitives++;
      }
    }
    this.objects = kinds.length - primitives;
    this.factory = Captures.factory(primitives, objects);
    this.type = factory.create(this).getClass();
    this.bytes = BASE_BYTES + 8 * primitives + 4 * objects;
  }

  /** The await that calls with this layout rest at; null for a loop that gave way. */
  @Nullable AwaitNode awaitNode() {
    return rest.atHead ? null : root.dispatch().states[rest.state].await;
  }

  /** The await, or the loop, that calls with this layout rest at. */
  @TruffleBoundary
  @Nullable SourceSection place() {
    var unused = root.getCallTarget(); // its nodes know where they belong once there is one
    AwaitNode await = awaitNode();
    if (await != null) {
      return await.getSourceSection();
    }
    Span loop = root.dispatch().states[rest.state].loop;
    SourceSection function = root.getSourceSection();
    return loop == null || function == null
        ? function
        : function.getSource().createSection(loop.start(), loop.length());
  }

  /** Whether the function goes on when its await fails, and knows itself that the error arrives. */
  boolean handlesErrors() {
    return root.dispatch().states[rest.state].handler >= 0;
  }

  /** The call that is about to be resumed with an error gets it at its await. */
  @TruffleBoundary
  void arrives(Thrown thrown) {
    BideException error = BideException.within(thrown.error());
    if (error != null) {
      error.trace().arrives(root, place());
    }
  }

  /**
   * A layout for what the slots of {@code frame} hold now; a slot that the one before keeps as an
   * object stays one.
   */
  static Layout of(ResumeRoot root, Rest rest, VirtualFrame frame) {
    return new Layout(root, rest, kindsOf(rest.live, frame, rest.layout));
  }

  /**
   * A layout from the kinds that the slots had so far, made before the await is reached; null where
   * a slot was never written.
   */
  static Layout predicted(ResumeRoot root, Rest rest) {
    int[] slots = rest.live;
    byte[] kinds = new byte[slots.length];
    for (int i = 0; i < slots.length; i++) {
      FrameSlotKind kind = root.getFrameDescriptor().getSlotKind(slots[i]);
      switch (kind) {
        case Long -> kinds[i] = LONG;
        case Double -> kinds[i] = DOUBLE;
        case Boolean -> kinds[i] = BOOLEAN;
        case Object -> kinds[i] = OBJECT;
        default -> {
          return null;
        }
      }
    }
    return new Layout(root, rest, kinds);
  }

  private static byte[] kindsOf(int[] slots, VirtualFrame frame, Layout previous) {
    byte[] kinds = new byte[slots.length];
    for (int i = 0; i < slots.length; i++) {
      byte kind = kindOf(slots[i], frame);
      boolean widened = previous != null && previous.kinds[i] != kind;
      kinds[i] = widened ? OBJECT : kind;
    }
    return kinds;
  }

  private static byte kindOf(int slot, VirtualFrame frame) {
    if (frame.isLong(slot)) {
      return LONG;
    } else if (frame.isDouble(slot)) {
      return DOUBLE;
    } else if (frame.isBoolean(slot)) {
      return BOOLEAN;
    }
    return OBJECT;
  }

  boolean sameKinds(VirtualFrame frame, Layout previous) {
    return java.util.Arrays.equals(kinds, kindsOf(slots, frame, previous));
  }

  /** Whether the slots of {@code frame} can be saved by this layout. */
  @ExplodeLoop
  boolean fits(VirtualFrame frame) {
    for (int i = 0; i < slots.length; i++) {
      boolean ok =
          switch (kinds[i]) {
            case LONG -> frame.isLong(slots[i]);
            case DOUBLE -> frame.isDouble(slots[i]);
            case BOOLEAN -> frame.isBoolean(slots[i]);
            default -> true;
          };
      if (!ok) {
        return false;
      }
    }
    return true;
  }

  @ExplodeLoop
  Activation save(VirtualFrame frame) {
    Activation activation = factory.create(this);
    int primitive = 0;
    int object = 0;
    for (int i = 0; i < slots.length; i++) {
      int slot = slots[i];
      switch (kinds[i]) {
        case LONG -> activation.primitive(primitive++, frame.getLong(slot));
        case DOUBLE ->
            activation.primitive(primitive++, Double.doubleToRawLongBits(frame.getDouble(slot)));
        case BOOLEAN -> activation.primitive(primitive++, frame.getBoolean(slot) ? 1 : 0);
        default -> activation.object(object++, frame.getValue(slot));
      }
    }
    return activation;
  }

  @ExplodeLoop
  void restore(Activation saved, VirtualFrame frame) {
    Activation activation = com.oracle.truffle.api.CompilerDirectives.castExact(saved, type);
    int primitive = 0;
    int object = 0;
    for (int i = 0; i < slots.length; i++) {
      int slot = slots[i];
      switch (kinds[i]) {
        case LONG -> frame.setLong(slot, activation.primitive(primitive++));
        case DOUBLE ->
            frame.setDouble(slot, Double.longBitsToDouble(activation.primitive(primitive++)));
        case BOOLEAN -> frame.setBoolean(slot, activation.primitive(primitive++) != 0);
        default -> frame.setObject(slot, activation.object(object++));
      }
    }
  }
}
