package bide.interpreter.node;

import bide.grammar.Span;
import bide.grammar.tree.Expr.BinaryOp;
import bide.interpreter.value.Strings;
import bide.interpreter.value.Text;
import com.oracle.truffle.api.CallTarget;
import com.oracle.truffle.api.frame.FrameDescriptor;
import com.oracle.truffle.api.frame.FrameSlotKind;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.RootNode;
import java.util.function.Function;

/**
 * Builds and runs small trees by hand, as the compiler does from a script. Their frames have {@link
 * #SLOTS} slots.
 */
final class Trees {
  static final int SLOTS = 10;

  private Trees() {}

  /**
   * One function: a frame descriptor of its own, so that kinds of slots are learned from one run to
   * the next.
   */
  static final class Program extends RootNode {
    @Child private BideNode body;

    Program(BideNode body) {
      this(descriptor(), body);
    }

    Program(FrameDescriptor descriptor, BideNode body) {
      super(null, descriptor);
      this.body = body;
    }

    @Override
    public Object execute(VirtualFrame frame) {
      return body.executeGeneric(frame);
    }

    Object run(Object... parameters) {
      return runWith(null, parameters);
    }

    Object runWith(Object[] captures, Object... parameters) {
      Object[] arguments = new Object[parameters.length + 2];
      arguments[0] = TestStrands.create();
      arguments[1] = captures;
      System.arraycopy(parameters, 0, arguments, 2, parameters.length);
      CallTarget target = getCallTarget();
      return target.call(arguments);
    }

    /** What a script would see, as one would write it. */
    String shown(Object... parameters) {
      return Text.quote(run(parameters));
    }
  }

  static FrameDescriptor descriptor() {
    FrameDescriptor.Builder builder = FrameDescriptor.newBuilder();
    builder.addSlots(SLOTS, FrameSlotKind.Illegal);
    return builder.build();
  }

  static Program program(BideNode... statements) {
    BideNode[] before = new BideNode[statements.length - 1];
    System.arraycopy(statements, 0, before, 0, before.length);
    return new Program(Nodes.functionBody(Nodes.block(before, statements[before.length])));
  }

  /** Runs a tree that is made anew. */
  static String shown(BideNode... statements) {
    return program(statements).shown();
  }

  /** Runs {@code left op right} three times in one tree. */
  static String shown(BinaryOp op, Object left, Object right) {
    Program program = program(binary(op, arg(0), arg(1)));
    String first = program.shown(value(left), value(right));
    for (int i = 0; i < 2; i++) {
      String again = program.shown(value(left), value(right));
      if (!again.equals(first)) {
        throw new AssertionError("first " + first + ", then " + again);
      }
    }
    return first;
  }

  static BideNode binary(BinaryOp op, BideNode left, BideNode right) {
    return Nodes.binary(op, left, right).at(new Span(3, 4));
  }

  static BideNode arg(int index) {
    return Nodes.argument(index);
  }

  /** Java ints, doubles, strings and so on as guest values. */
  static Object value(Object java) {
    return switch (java) {
      case Integer number -> (long) number;
      case String text -> Strings.of(text);
      default -> java;
    };
  }

  static BideNode literal(Object java) {
    return Nodes.constant(value(java));
  }

  static BideNode list(BideNode... elements) {
    return Nodes.list(elements, new boolean[elements.length]);
  }

  static BideNode map(Object... keysAndValues) {
    BideNode[] keys = new BideNode[keysAndValues.length / 2];
    BideNode[] values = new BideNode[keys.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = literal(keysAndValues[2 * i]);
      values[i] =
          keysAndValues[2 * i + 1] instanceof BideNode node
              ? node
              : literal(keysAndValues[2 * i + 1]);
    }
    return Nodes.map(keys, values);
  }

  static BideNode block(BideNode... statements) {
    return Nodes.block(statements, null);
  }

  /** Runs Java code. */
  static BideNode java(Function<VirtualFrame, Object> code) {
    return new BideNode() {
      @Override
      public Object executeGeneric(VirtualFrame frame) {
        return code.apply(frame);
      }
    };
  }

  /** Notes that it was run. */
  static BideNode note(StringBuilder log, String text) {
    return java(
        frame -> {
          log.append(text).append(' ');
          return value(text);
        });
  }
}
