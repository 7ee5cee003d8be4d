package bide.interpreter.value;

import static bide.interpreter.library.Guest.REGION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bide.interpreter.error.BideException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BideListTest {
  private static BideList list(Object... elements) {
    return BideList.of(REGION, elements);
  }

  @Test
  void intsFloatsAndBoolsLieUnboxed() {
    assertTrue(list(1L, 2L).isLong());
    assertTrue(list(1.0, 2.0).isDouble());
    assertTrue(list(true, false).isBool());
    assertTrue(list(1L, 2.0).isObject());
    assertTrue(list(true, 1L).isObject());
    assertTrue(list(Nil.NIL).isObject());
    assertFalse(list().isLong() || list().isDouble() || list().isBool());
    assertFalse(list().isObject());
  }

  @Test
  void anElementOfAnotherKindGeneralisesWithoutChangingTheOthers() {
    BideList ints = list(1L, 2L);
    ints.add(2.5);
    assertEquals("[1, 2, 2.5]", Text.quote(ints));
    BideList floats = list(1.0, 2.0);
    floats.set(0, 7L);
    assertEquals("[7, 2.0]", Text.quote(floats));
    BideList big = list(1L);
    big.insert(0, BigInteger.TWO.pow(64));
    assertEquals("[18446744073709551616, 1]", Text.quote(big));
  }

  @Test
  void anEmptyListTakesTheKindOfItsFirstElementAndForgetsItWhenCleared() {
    BideList list = list();
    list.add(1.5);
    assertTrue(list.isDouble());
    list.clear();
    list.add(1L);
    assertTrue(list.isLong());
  }

  @Test
  void anIndexOutOfRangeNamesIndexAndLength() {
    BideException error = assertThrows(BideException.class, () -> list(1L, 2L).get(2));
    assertEquals("IndexError", error.kind());
    assertEquals("index 2 is out of range for a list of length 2", error.text());
    assertNull(error.help());
  }

  @Test
  void aNegativeIndexSaysHowToCountFromTheEnd() {
    assertTrue(
        assertThrows(BideException.class, () -> list(1L, 2L).get(-1)).help().contains("xs.last()"));
    assertTrue(
        assertThrows(BideException.class, () -> list(1L, 2L).get(-2))
            .help()
            .contains("xs[xs.len() - 2]"));
    assertThrows(BideException.class, () -> list(1L).set(Long.MIN_VALUE, 1L));
  }

  @Test
  void addingAListToItselfDoublesIt() {
    BideList list = list(1L, 2L);
    list.addAll(list);
    assertEquals("[1, 2, 1, 2]", Text.quote(list));
    BideList mixed = list(1L, Nil.NIL);
    mixed.addAll(list(1.5));
    assertEquals("[1, nil, 1.5]", Text.quote(mixed));
  }

  @Test
  void popOfTheEmptyListGivesNothing() {
    assertNull(list().pop());
    BideList one = list(1L);
    assertEquals(1L, one.pop());
    assertNull(one.pop());
  }

  @Test
  void behavesAsAJavaListUnderRandomChangesInEveryStorage() {
    Random random = new Random(42);
    for (int kinds = 1; kinds <= 7; kinds++) {
      BideList list = list();
      List<Object> model = new ArrayList<>();
      for (int step = 0; step < 2_000; step++) {
        Object value = element(random, kinds);
        int at = model.isEmpty() ? 0 : random.nextInt(model.size());
        switch (random.nextInt(8)) {
          case 0, 1, 2 -> {
            list.add(value);
            model.add(value);
          }
          case 3 -> {
            list.insert(at, value);
            model.add(at, value);
          }
          case 4 -> {
            if (!model.isEmpty()) {
              assertEquals(model.remove(at), list.remove(at));
            }
          }
          case 5 -> {
            if (!model.isEmpty()) {
              list.set(at, value);
              model.set(at, value);
            }
          }
          case 6 -> {
            list.reverse();
            model = new ArrayList<>(model.reversed());
          }
          default -> assertEquals(model.isEmpty() ? null : model.removeLast(), list.pop());
        }
        assertEquals(model, List.of(list.toArray()));
        assertEquals(
            model.subList(at, model.size()),
            List.of(list.slice(REGION, at, model.size()).toArray()));
      }
    }
  }

  private static Object element(Random random, int kinds) {
    int choice = random.nextInt(3);
    if ((kinds & 1) != 0 && (choice == 0 || kinds == 1)) {
      return random.nextLong();
    }
    if ((kinds & 2) != 0 && (choice == 1 || (kinds & 4) == 0)) {
      return random.nextDouble();
    }
    return (kinds & 4) != 0 ? Boolean.TRUE : (Object) 5L;
  }
}
