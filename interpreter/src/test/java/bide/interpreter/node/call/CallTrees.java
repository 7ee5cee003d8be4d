package bide.interpreter.node.call;

import bide.grammar.Span;
import bide.interpreter.async.Strand;
import bide.interpreter.function.Closure;
import bide.interpreter.function.FunctionCode;
import bide.interpreter.function.FunctionRoot;
import bide.interpreter.function.Signature;
import bide.interpreter.library.Method;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.TestStrands;
import com.oracle.truffle.api.frame.FrameDescriptor;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import java.util.Arrays;

/** Builds functions and calls by hand, as the compiler does from a script. */
final class CallTrees {
  /** Sixteen columns that calls may stand in. */
  static final Source SOURCE = Source.newBuilder("bide", "f(x).g(y) + h(z)", "test.bide").build();

  private CallTrees() {}

  /**
   * @param parameters {@code name}, {@code name=} for one with a default, {@code ...name} for the
   *     rest
   */
  static Signature signature(String... parameters) {
    String[] names = new String[parameters.length];
    boolean[] optional = new boolean[parameters.length];
    boolean rest = false;
    for (int i = 0; i < parameters.length; i++) {
      String written = parameters[i];
      optional[i] = written.endsWith("=");
      rest |= written.startsWith("...");
      names[i] = written.replace("=", "").replace("...", "");
    }
    return new Signature(names, optional, rest);
  }

  static Closure function(String name, Signature signature, BideNode body) {
    return closure(code(FunctionCode.Kind.SYNC, name, signature, body), null);
  }

  static Closure asyncFunction(String name, Signature signature, BideNode body) {
    return closure(code(FunctionCode.Kind.ASYNC, name, signature, body), null);
  }

  /** A function that answers with its frame arguments, from the strand on. */
  static Closure echo(String... parameters) {
    return function("f", signature(parameters), TestNodes.java(frame -> frame.getArguments()));
  }

  static Closure closure(FunctionCode code, Object[] captures) {
    return new Closure(code, captures);
  }

  static FunctionCode code(
      FunctionCode.Kind kind, String name, Signature signature, BideNode body) {
    SourceSection section = SOURCE.createSection(0, SOURCE.getLength());
    FunctionCode code = new FunctionCode(name, kind, signature, section);
    code.setTarget(
        new FunctionRoot(null, new FrameDescriptor(), code, new BideNode[0], body).getCallTarget());
    return code;
  }

  /** Runs the tree as the body of a function without parameters. */
  static Object run(BideNode body) {
    return run(TestStrands.create(), body);
  }

  static Object run(Strand strand, BideNode body) {
    return function("main", signature(), body).code().target().call(strand, null);
  }

  static BideNode call(Object callee, Object... arguments) {
    Arguments a = Arguments.of(arguments);
    return Calls.call(node(callee), a.nodes(), a.names(), a.spread()).at(Span.of(0, 4));
  }

  static BideNode methodCall(Object receiver, String name, Object... arguments) {
    Arguments a = Arguments.of(arguments);
    return Calls.methodCall(node(receiver), name, a.nodes(), a.names(), a.spread(), false)
        .at(Span.of(0, 9));
  }

  static BideNode safeMethodCall(Object receiver, String name, Object... arguments) {
    Arguments a = Arguments.of(arguments);
    return Calls.methodCall(node(receiver), name, a.nodes(), a.names(), a.spread(), true)
        .at(Span.of(0, 9));
  }

  static Object named(String name, Object value) {
    return new Named(name, value);
  }

  static Object spread(Object value) {
    return new Spread(value);
  }

  static Method method(
      String name, String[] parameters, int required, boolean rest, Method.Body body) {
    return new Method(name, parameters, required, rest, false, body, "For tests.");
  }

  private static BideNode node(Object value) {
    return value instanceof BideNode node ? node : TestNodes.constant(value);
  }

  private record Named(String name, Object value) {}

  private record Spread(Object value) {}

  private record Arguments(BideNode[] nodes, String[] names, boolean[] spread) {
    static Arguments of(Object... written) {
      Arguments a =
          new Arguments(
              new BideNode[written.length],
              new String[written.length],
              new boolean[written.length]);
      Arrays.setAll(
          a.nodes,
          i ->
              switch (written[i]) {
                case Named named -> {
                  a.names[i] = named.name;
                  yield node(named.value);
                }
                case Spread spread -> {
                  a.spread[i] = true;
                  yield node(spread.value);
                }
                default -> node(written[i]);
              });
      return a;
    }
  }
}
