package bide.interpreter.node.call;

import static bide.interpreter.node.call.CallTrees.call;
import static bide.interpreter.node.call.CallTrees.echo;
import static bide.interpreter.node.call.CallTrees.function;
import static bide.interpreter.node.call.CallTrees.method;
import static bide.interpreter.node.call.CallTrees.methodCall;
import static bide.interpreter.node.call.CallTrees.run;
import static bide.interpreter.node.call.CallTrees.safeMethodCall;
import static bide.interpreter.node.call.CallTrees.signature;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import bide.grammar.Span;
import bide.interpreter.async.CallFuture;
import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import bide.interpreter.function.Closure;
import bide.interpreter.function.FunctionCode;
import bide.interpreter.library.BoundMethod;
import bide.interpreter.library.BuiltinFunction;
import bide.interpreter.library.Invoker;
import bide.interpreter.library.Method;
import bide.interpreter.library.MethodTable;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.TestStrands;
import bide.interpreter.value.BideList;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.NativeObject;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Strings;
import com.oracle.truffle.api.TruffleStackTrace;
import com.oracle.truffle.api.TruffleStackTraceElement;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CallsTest {
  private static final BideNode NEVER = TestNodes.java(frame -> fail("evaluated"));

  /** An object of the library with a method and two fields. */
  private static final class Gadget extends NativeObject {
    @Override
    public String typeName() {
      return "gadget";
    }

    @Override
    public Object field(String name) {
      return switch (name) {
        case "handler" -> function("handler", signature("x"), TestNodes.parameter(0));
        case "size" -> 3L;
        default -> null;
      };
    }
  }

  private static final Method TWICE =
      method("twice", new String[] {"x"}, 1, false, (cx, invoker, self, a) -> 2 * (long) a[0]);
  private static final Method FAIL =
      method(
          "fail",
          new String[0],
          0,
          false,
          (cx, invoker, self, a) -> {
            throw Errors.value("broken");
          });
  private static final Method APPLY =
      method(
          "apply",
          new String[] {"f", "x"},
          2,
          false,
          (cx, invoker, self, a) -> invoker.invoke(cx, a[0], a[1]));

  @BeforeAll
  static void registerMethods() {
    MethodTable.register(
        Gadget.class, method("itself", new String[0], 0, false, (cx, invoker, self, a) -> self));
    MethodTable.register(Gadget.class, TWICE);
    MethodTable.register(Gadget.class, FAIL);
    MethodTable.register(Gadget.class, APPLY);
  }

  @Test
  void callGivesTheResultOfTheFunction() {
    assertEquals(7L, run(call(function("f", signature("x"), TestNodes.parameter(0)), 7L)));
  }

  @Test
  void oneSiteCallsMoreFunctionsThanItCaches() {
    Closure caller = function("main", signature("f"), call(TestNodes.parameter(0)));
    for (int round = 0; round < 2; round++) {
      for (long i = 0; i < CodeCallNode.LIMIT + 2; i++) {
        Closure callee = function("f" + i, signature(), TestNodes.constant(i));
        assertEquals(i, caller.code().target().call(TestStrands.create(), null, callee));
      }
    }
  }

  @Test
  void oneSiteCallsFunctionsBuiltinsAndBoundMethods() {
    Gadget gadget = new Gadget();
    Closure caller = function("main", signature("f"), call(TestNodes.parameter(0), 4L));
    Object[] callees = {
      function("f", signature("x"), TestNodes.parameter(0)),
      new BuiltinFunction(TWICE),
      new BoundMethod(gadget, TWICE),
      echo("x")
    };
    Object[] results = new Object[callees.length];
    for (int i = 0; i < callees.length; i++) {
      results[i] = caller.code().target().call(TestStrands.create(), null, callees[i]);
    }
    assertEquals(4L, results[0]);
    assertEquals(8L, results[1]);
    assertEquals(8L, results[2]);
    assertEquals(4L, ((Object[]) results[3])[ArgumentBinder.FRAME_OFFSET]);
  }

  @Test
  void whatIsNoFunctionCannotBeCalled() {
    BideNode call = call(5L, NEVER);
    BideException error = assertThrows(BideException.class, () -> run(call));
    assertEquals("TypeError", error.kind());
    assertEquals("an int is not a function", error.text());
    assertSame(call, error.place());
  }

  @Test
  void callOfAnAsyncFunctionOnlyKeepsItsArguments() {
    Object[] captures = {"captured"};
    Closure async = CallTrees.asyncFunction("f", signature("a", "b="), NEVER);
    for (int round = 0; round < 2; round++) {
      CallFuture future =
          assertInstanceOf(CallFuture.class, run(call(new Closure(async.code(), captures), 1L)));
      assertSame(async.code(), future.code());
      assertArrayEquals(
          new Object[] {null, captures, 1L, bide.interpreter.function.Absent.ABSENT},
          future.arguments());
    }
  }

  @Test
  void argumentsOfAnAsyncCallAreCheckedAtTheCall() {
    assertThrows(
        BideException.class, () -> run(call(CallTrees.asyncFunction("f", signature("a"), NEVER))));
  }

  @Test
  void methodIsFoundByTheReceiversClass() {
    Gadget gadget = new Gadget();
    assertSame(gadget, run(methodCall(gadget, "itself")));
    assertEquals(6L, run(methodCall(gadget, "twice", 3L)));
  }

  @Test
  void fieldThatHoldsAFunctionIsCalled() {
    assertEquals(5L, run(methodCall(new Gadget(), "handler", 5L)));
  }

  @Test
  void keyThatHoldsAFunctionIsCalled() {
    BideMap map = new BideMap(TestStrands.REGION);
    map.set(Strings.of("greet"), function("greet", signature("x"), TestNodes.parameter(0)));
    assertEquals(5L, run(methodCall(map, "greet", 5L)));
  }

  @Test
  void fieldThatHoldsNoFunctionCannotBeCalled() {
    BideException error =
        assertThrows(BideException.class, () -> run(methodCall(new Gadget(), "size")));
    assertEquals("an int is not a function", error.text());
  }

  @Test
  void unknownMethodSuggestsTheOneThatWasMeant() {
    BideNode call = methodCall(new Gadget(), "twcie", NEVER);
    BideException error = assertThrows(BideException.class, () -> run(call));
    assertEquals("TypeError", error.kind());
    assertEquals("a gadget has no method `twcie`", error.text());
    assertEquals("did you mean `twice`?", error.help());
    assertSame(call, error.place());
  }

  @Test
  void unknownMethodOfAMapSuggestsAKey() {
    BideMap map = new BideMap(TestStrands.REGION);
    map.set(Strings.of("gobble"), echo());
    BideException error = assertThrows(BideException.class, () -> run(methodCall(map, "goble")));
    assertEquals("did you mean `gobble`?", error.help());
  }

  @Test
  void nilHasNoMethodsButASafeCallGivesNil() {
    BideException error = assertThrows(BideException.class, () -> run(methodCall(Nil.NIL, "frob")));
    assertEquals("nil has no method `frob`", error.text());
    assertNull(error.help());
    assertSame(Nil.NIL, run(safeMethodCall(Nil.NIL, "frob", NEVER)));
    assertEquals(6L, run(safeMethodCall(new Gadget(), "twice", 3L)));
  }

  @Test
  void errorOfABuiltinStandsAtItsCall() {
    BideNode methodCall = methodCall(new Gadget(), "fail");
    assertSame(methodCall, assertThrows(BideException.class, () -> run(methodCall)).place());

    BideNode call = call(new BuiltinFunction(FAIL));
    assertSame(call, assertThrows(BideException.class, () -> run(call)).place());
  }

  @Test
  void builtinCallsTheFunctionItWasGiven() {
    assertInvokes((gadget, function) -> run(methodCall(gadget, "apply", function, 4L)));
  }

  @Test
  void methodsOfListsCallFunctionsAndSuggestNames() {
    BideList list = BideList.of(TestStrands.REGION, 1L, 2L, 3L);
    Closure next =
        function(
            "next",
            signature("x"),
            new TestNodes.Add(TestNodes.parameter(0), TestNodes.constant(1L)));
    assertEquals("[2, 3, 4]", run(methodCall(list, "map", next)).toString());

    BideException unknown =
        assertThrows(BideException.class, () -> run(methodCall(list, "psuh", 1L)));
    assertEquals("a list has no method `psuh`", unknown.text());
    assertEquals("did you mean `push`?", unknown.help());

    BideException tooMany =
        assertThrows(BideException.class, () -> run(methodCall(list, "push", 1L, 2L)));
    assertEquals("`push` takes 1 argument, got 2", tooMany.text());
  }

  @Test
  void functionOfTheWrongArityGivenToABuiltinIsAnErrorAtTheBuiltinsCall() {
    BideNode call = methodCall(BideList.of(TestStrands.REGION, 1L), "map", echo("a", "b"));
    BideException error = assertThrows(BideException.class, () -> run(call));
    assertEquals("`f` takes 2 arguments, got 1: missing `b`", error.text());
    assertSame(call, error.place());
  }

  @Test
  void uncachedInvokerCallsWhatTheCachedOneDoes() {
    Invoker invoker = InvokerNode.getUncached();
    assertInvokes((gadget, function) -> invoker.invoke(TestStrands.create(), function, 4L));
  }

  private static void assertInvokes(BiFunction<Gadget, Object, Object> invoke) {
    Gadget gadget = new Gadget();
    assertEquals(4L, invoke.apply(gadget, function("f", signature("x"), TestNodes.parameter(0))));
    assertEquals(
        4L, ((Object[]) invoke.apply(gadget, echo("x", "y=")))[ArgumentBinder.FRAME_OFFSET]);
    assertEquals(8L, invoke.apply(gadget, new BuiltinFunction(TWICE)));
    assertEquals(8L, invoke.apply(gadget, new BoundMethod(gadget, TWICE)));
    assertInstanceOf(
        CallFuture.class,
        invoke.apply(gadget, CallTrees.asyncFunction("f", signature("x"), NEVER)));
    assertEquals(
        "an int is not a function",
        assertThrows(BideException.class, () -> invoke.apply(gadget, 1L)).text());
    assertEquals(
        "`f` takes no arguments, got 1",
        assertThrows(BideException.class, () -> invoke.apply(gadget, echo())).text());
  }

  @Test
  void stackTraceShowsThePlacesOfCalls() {
    Closure inner = function("inner", signature(), call(new BuiltinFunction(FAIL)));
    Closure outer =
        function(
            "outer",
            signature(),
            Calls.call(TestNodes.constant(inner), new BideNode[0], new String[0], new boolean[0])
                .at(Span.of(12, 16)));
    BideException error = assertThrows(BideException.class, () -> run(call(outer)));

    List<TruffleStackTraceElement> trace = TruffleStackTrace.getStackTrace(error);
    assertEquals(
        List.of("inner", "outer", "main"),
        trace.stream().map(e -> e.getTarget().getRootNode().getName()).toList());
    assertEquals(
        "h(z)",
        trace.get(1).getLocation().getEncapsulatingSourceSection().getCharacters().toString());
    assertEquals(
        "f(x)",
        trace.get(2).getLocation().getEncapsulatingSourceSection().getCharacters().toString());
  }

  @Test
  void stackTraceGoesThroughABuiltin() {
    Closure inner = function("inner", signature("x"), call(new BuiltinFunction(FAIL)));
    BideException error =
        assertThrows(BideException.class, () -> run(methodCall(new Gadget(), "apply", inner, 1L)));

    List<TruffleStackTraceElement> trace = TruffleStackTrace.getStackTrace(error);
    assertEquals(
        List.of("inner", "main"),
        trace.stream().map(e -> e.getTarget().getRootNode().getName()).toList());
    assertEquals(
        "f(x).g(y)",
        trace.get(1).getLocation().getEncapsulatingSourceSection().getCharacters().toString());
  }

  @Test
  void closureThatCapturesNothingIsOneValue() {
    FunctionCode code = echo().code();
    Closure main = function("main", signature(), Calls.closure(code, new BideNode[0]));
    assertSame(
        main.code().target().call(TestStrands.create(), null),
        main.code().target().call(TestStrands.create(), null));
  }

  @Test
  void closureKeepsWhatItCaptures() {
    FunctionCode code = echo().code();
    Closure main =
        function(
            "main",
            signature(),
            Calls.closure(code, new BideNode[] {TestNodes.constant(1L), TestNodes.constant(2L)}));
    Closure first = (Closure) main.code().target().call(TestStrands.create(), null);
    assertArrayEquals(new Object[] {1L, 2L}, first.captures());
    assertNotSame(first, main.code().target().call(TestStrands.create(), null));
  }
}
