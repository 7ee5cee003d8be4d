package bide.interpreter.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bide.interpreter.value.BideBuffer;
import bide.interpreter.value.BideBytes;
import bide.interpreter.value.BideDuration;
import bide.interpreter.value.BideInstant;
import bide.interpreter.value.BideIterator;
import bide.interpreter.value.BideList;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.BideRange;
import bide.interpreter.value.NativeObject;
import bide.interpreter.value.Nil;
import com.oracle.truffle.api.strings.TruffleString;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class MethodTableTest {
  private static final List<Class<?>> KINDS =
      List.of(
          Long.class,
          BigInteger.class,
          Double.class,
          Boolean.class,
          Nil.class,
          TruffleString.class,
          BideList.class,
          BideMap.class,
          BideRange.class,
          BideIterator.class,
          BideDuration.class,
          BideInstant.class,
          BideBytes.class,
          BideBuffer.class);

  static void checkDocumented(Method method) {
    String name = method.name();
    assertTrue(name.matches("[a-z][a-z_0-9]*"), name);
    assertTrue(method.doc().endsWith(".") || method.doc().endsWith("…"), name);
    assertTrue(method.required() <= method.parameters().length, name);
    for (String parameter : method.parameters()) {
      assertTrue(parameter.matches("[a-z_]+"), name + " " + parameter);
    }
  }

  @Test
  void everyMethodIsDocumented() {
    for (Class<?> kind : KINDS) {
      assertFalse(MethodTable.methods(kind).isEmpty());
      MethodTable.methods(kind).forEach(MethodTableTest::checkDocumented);
    }
  }

  @Test
  void signaturesSayWhatMayBeLeftOut() {
    Method get = MethodTable.lookup(Guest.list(), "get");
    assertEquals(List.of("index", "default"), List.of(get.parameters()));
    assertEquals(1, get.required());
    assertFalse(get.rest());
    Method concat = MethodTable.lookup(Guest.list(), "concat");
    assertTrue(concat.rest());
    assertEquals(0, concat.required());
    assertTrue(MethodTable.lookup(Guest.list(), "push").inlined());
  }

  @Test
  void lookupGivesTheSameMethodEachTimeAndNullForNone() {
    assertSame(MethodTable.lookup(Guest.list(), "push"), MethodTable.lookup(Guest.list(1), "push"));
    assertNull(MethodTable.lookup(Guest.list(), "pusch"));
    assertNotNull(MethodTable.lookup(BigInteger.TWO.pow(64), "is_even"));
    assertNotNull(MethodTable.lookup(new Object(), "to_string"));
  }

  private static class Channel extends NativeObject {
    @Override
    public String typeName() {
      return "channel";
    }
  }

  private static final class SmallChannel extends Channel {}

  @Test
  void aLibrarysClassesHaveTheMethodsRegisteredForThemAndTheirSuperclasses() {
    Method send =
        new Method(
            "send",
            new String[] {"value"},
            1,
            false,
            false,
            (cx, call, self, args) -> Nil.NIL,
            "Sends.");
    assertNull(MethodTable.lookup(new Channel(), "send"));
    MethodTable.register(Channel.class, send);
    assertSame(send, MethodTable.lookup(new Channel(), "send"));
    assertSame(send, MethodTable.lookup(new SmallChannel(), "send"));
    assertTrue(MethodTable.methods(SmallChannel.class).contains(send));
    assertFalse(MethodTable.methods(Nil.class).contains(send));
  }
}
