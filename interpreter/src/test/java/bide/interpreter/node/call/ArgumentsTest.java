package bide.interpreter.node.call;

import static bide.interpreter.node.call.CallTrees.call;
import static bide.interpreter.node.call.CallTrees.echo;
import static bide.interpreter.node.call.CallTrees.function;
import static bide.interpreter.node.call.CallTrees.named;
import static bide.interpreter.node.call.CallTrees.run;
import static bide.interpreter.node.call.CallTrees.spread;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bide.interpreter.async.Strand;
import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import bide.interpreter.function.Absent;
import bide.interpreter.function.Closure;
import bide.interpreter.library.BuiltinFunction;
import bide.interpreter.library.CallContext;
import bide.interpreter.library.Invoker;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.TestStrands;
import bide.interpreter.value.BideIterator;
import bide.interpreter.value.BideList;
import bide.interpreter.value.BideRange;
import com.oracle.truffle.api.TruffleStackTrace;
import com.oracle.truffle.api.TruffleStackTraceElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  private static final Absent ABSENT = Absent.ABSENT;

  @Test
  void positionalArgumentsFollowStrandAndCaptures() {
    Strand strand = TestStrands.create();
    Object[] captures = {"captured"};
    Closure function = new Closure(echo("a", "b").code(), captures);

    assertArrayEquals(
        new Object[] {strand, captures, 1L, 2L}, (Object[]) run(strand, call(function, 1L, 2L)));
  }

  @Test
  void argumentLeftOutIsAbsentSoThatTheDefaultTakesItsPlace() {
    assertParameters(call(echo("a", "b=", "c="), 1L), 1L, ABSENT, ABSENT);
    assertParameters(call(echo("a", "b=", "c="), 1L, named("c", 3L)), 1L, ABSENT, 3L);
    assertParameters(call(echo("a", "b="), 1L, 2L), 1L, 2L);
  }

  @Test
  void namedArgumentsComeInAnyOrder() {
    assertParameters(
        call(echo("a", "b", "c"), named("c", 3L), named("a", 1L), named("b", 2L)), 1L, 2L, 3L);
    assertParameters(call(echo("a", "b", "c"), 1L, named("c", 3L), named("b", 2L)), 1L, 2L, 3L);
  }

  @Test
  void argumentsAreEvaluatedInTheOrderWritten() {
    List<String> order = new ArrayList<>();
    Object first = named("b", noting(order, "b"));
    Object second = named("a", noting(order, "a"));

    assertParameters(call(echo("a", "b"), first, second), "a", "b");
    assertEquals(List.of("b", "a"), order);
  }

  @Test
  void restTakesWhatIsLeftOver() {
    assertRest(call(echo("a", "...others"), 1L, 2L, 3L), 2L, 3L);
    assertRest(call(echo("a", "...others"), 1L));
    assertRest(call(echo("a", "b=", "...others"), 1L, 2L, 3L), 3L);
  }

  @Test
  void spreadListIsAsIfWrittenOut() {
    assertParameters(call(echo("a", "b", "c"), 1L, spread(list(2L, 3L))), 1L, 2L, 3L);
    assertParameters(
        call(echo("a", "b=", "c="), spread(list(1L)), spread(list()), spread(list(2L))),
        1L,
        2L,
        ABSENT);
    assertRest(call(echo("a", "...others"), spread(list(1L, 2L)), 3L), 2L, 3L);
    assertParameters(call(echo("a", "b", "c"), spread(list(1L, 2L)), named("c", 3L)), 1L, 2L, 3L);
  }

  @Test
  void spreadRangeGivesItsInts() {
    assertParameters(call(echo("a", "b", "c"), spread(BideRange.of(1, 3, true))), 1L, 2L, 3L);
  }

  @Test
  void spreadIteratorIsDrained() {
    BideIterator upToThree =
        new BideIterator(TestStrands.REGION) {
          private long last;

          @Override
          protected Object step(CallContext cx, Invoker invoker) {
            return last == 3 ? END : Long.valueOf(++last);
          }
        };
    assertParameters(call(echo("a", "b", "c"), spread(upToThree)), 1L, 2L, 3L);
  }

  @Test
  void traceShowsTheSpreadWhoseIteratorFailed() {
    Closure failing = function("failing", CallTrees.signature(), TestNodes.java(frame -> raise()));
    BideIterator iterator =
        new BideIterator(TestStrands.REGION) {
          @Override
          protected Object step(CallContext cx, Invoker invoker) {
            return invoker.invoke(cx, failing);
          }
        };
    BideException error = failure(call(echo("...rest"), spread(iterator)));
    TruffleStackTraceElement caller = TruffleStackTrace.getStackTrace(error).get(1);
    assertEquals(
        "f(x)", caller.getLocation().getEncapsulatingSourceSection().getCharacters().toString());
  }

  private static Object raise() {
    throw Errors.value("broken");
  }

  @Test
  void spreadOfWhatCannotBeIteratedIsATypeError() {
    BideException error = failure(call(echo("a"), spread(1L)));
    assertEquals("TypeError", error.kind());
  }

  @Test
  void tooFewArgumentsNameWhatIsMissing() {
    assertFailure("`f` takes 2 arguments, got 1: missing `b`", call(echo("a", "b"), 1L));
    assertFailure("`f` takes 2 arguments, got 0: missing `a`, `b`", call(echo("a", "b")));
    assertFailure("`f` takes 1 to 2 arguments, got 0: missing `a`", call(echo("a", "b=")));
    assertFailure(
        "`f` takes at least 1 argument, got 0: missing `a`", call(echo("a", "...others")));
    assertFailure(
        "`f` takes 2 arguments, got 1: missing `a`", call(echo("a", "b"), named("b", 1L)));
    assertFailure(
        "`f` takes 2 arguments, got 1: missing `b`", call(echo("a", "b"), spread(list(1L))));
  }

  @Test
  void parameterThatIsAPatternIsNamedByItsPosition() {
    assertFailure("`f` takes 2 arguments, got 1: missing argument 2", call(echo("a", "#1"), 1L));
  }

  @Test
  void tooManyArguments() {
    assertFailure("`f` takes 1 argument, got 2", call(echo("a"), 1L, 2L));
    assertFailure("`f` takes no arguments, got 1", call(echo(), 1L));
    assertFailure("`f` takes 1 to 2 arguments, got 3", call(echo("a", "b="), 1L, 2L, 3L));
    assertFailure("`f` takes 1 argument, got 3", call(echo("a"), spread(list(1L, 2L, 3L))));
  }

  @Test
  void unknownNameSuggestsTheOneThatWasMeant() {
    BideException near = failure(call(echo("timeout", "name="), named("tiemout", 1L)));
    assertEquals("`f` has no parameter `tiemout`", near.text());
    assertEquals("did you mean `timeout`?", near.help());

    assertEquals("it takes `timeout`", failure(call(echo("timeout"), named("colour", 1L))).help());
  }

  @Test
  void restCannotBeGivenByName() {
    BideException error = failure(call(echo("...others"), named("others", 1L)));
    assertEquals("`f` has no parameter `others`", error.text());
    assertEquals("`...others` takes what is left over: give it by position", error.help());
  }

  @Test
  void argumentGivenTwice() {
    assertFailure("`f` got `a` twice", call(echo("a", "b="), 1L, named("a", 2L)));
    assertFailure(
        "`f` got `b` twice", call(echo("a", "b="), named("b", 1L), named("b", 2L), named("a", 3L)));
  }

  @Test
  void errorStandsAtTheCall() {
    BideNode call = call(echo("a"));
    BideException error = failure(call);
    assertSame(call, error.place());
    assertEquals("f(x)", error.place().getSourceSection().getCharacters().toString());
  }

  @Test
  void errorRepeatsAtASiteThatFailedBefore() {
    Closure main = CallTrees.function("main", CallTrees.signature(), call(echo("a", "b"), 1L));
    for (int i = 0; i < 3; i++) {
      assertThrows(
          BideException.class, () -> main.code().target().call(TestStrands.create(), null));
    }
  }

  @Test
  void builtinGetsNullForWhatIsLeftOutAndAnArrayForTheRest() {
    assertArrayEquals(new Object[] {1L, null}, builtin(new String[] {"a", "b"}, 1, false, 1L));
    assertArrayEquals(
        new Object[] {1L, 2L},
        builtin(new String[] {"a", "b"}, 1, false, named("b", 2L), named("a", 1L)));
    assertArrayEquals(
        new Object[] {1L, new Object[] {2L, 3L}},
        builtin(new String[] {"a", "rest"}, 1, true, 1L, 2L, 3L));
    assertArrayEquals(
        new Object[] {1L, new Object[0]}, builtin(new String[] {"a", "rest"}, 1, true, 1L));
    assertArrayEquals(
        new Object[] {1L, 2L}, builtin(new String[] {"a", "b"}, 2, false, spread(list(1L, 2L))));
  }

  @Test
  void builtinChecksItsArguments() {
    BideException error =
        assertThrows(
            BideException.class, () -> builtin(new String[] {"a", "b"}, 1, false, 1L, 2L, 3L));
    assertEquals("`g` takes 1 to 2 arguments, got 3", error.text());
  }

  @Test
  void oneSiteMatchesTheArgumentsOfManyCallees() {
    Closure[] callees = {
      echo("a"),
      echo("a", "b="),
      echo("b=", "a"),
      echo("x=", "a", "y="),
      echo("a", "z="),
      echo("a", "...r")
    };
    Closure caller =
        CallTrees.function(
            "main", CallTrees.signature("callee"), call(TestNodes.parameter(0), named("a", 1L)));
    for (int round = 0; round < 3; round++) {
      for (Closure callee : callees) {
        Object[] arguments =
            (Object[]) caller.code().target().call(TestStrands.create(), null, callee);
        int index = 0;
        while (!callee.code().signature().name(index).equals("a")) {
          index++;
        }
        assertEquals(1L, arguments[ArgumentBinder.FRAME_OFFSET + index]);
      }
    }
  }

  private static Object[] builtin(
      String[] parameters, int required, boolean rest, Object... arguments) {
    BuiltinFunction function =
        new BuiltinFunction(
            CallTrees.method("g", parameters, required, rest, (cx, invoker, self, given) -> given));
    return (Object[]) run(call(function, arguments));
  }

  private static BideNode noting(List<String> order, String what) {
    return TestNodes.java(
        frame -> {
          order.add(what);
          return what;
        });
  }

  private static BideList list(Object... elements) {
    return BideList.of(TestStrands.REGION, elements);
  }

  private static Object[] parameters(BideNode call) {
    Object[] arguments = (Object[]) run(call);
    return Arrays.copyOfRange(arguments, ArgumentBinder.FRAME_OFFSET, arguments.length);
  }

  private static void assertParameters(BideNode call, Object... expected) {
    assertArrayEquals(expected, parameters(call));
  }

  private static void assertRest(BideNode call, Object... expected) {
    Object[] parameters = parameters(call);
    BideList rest = assertInstanceOf(BideList.class, parameters[parameters.length - 1]);
    assertArrayEquals(expected, rest.toArray());
  }

  private static BideException failure(BideNode call) {
    return assertThrows(BideException.class, () -> run(call));
  }

  private static void assertFailure(String message, BideNode call) {
    BideException error = failure(call);
    assertEquals("ArgumentError", error.kind());
    assertEquals(message, error.text());
  }
}
