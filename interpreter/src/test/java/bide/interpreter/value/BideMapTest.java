package bide.interpreter.value;

import static bide.interpreter.library.Guest.REGION;
import static bide.interpreter.library.Guest.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bide.interpreter.error.BideException;
import bide.interpreter.library.Guest;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BideMapTest {

  @Test
  void keysStayInTheOrderInWhichTheyWereFirstSet() {
    BideMap map = map("b", 1, "a", 2, "b", 3);
    assertEquals("#{b: 3, a: 2}", Text.quote(map));
    map.remove(Strings.of("b"));
    map.set(Strings.of("b"), 4L);
    assertEquals("#{a: 2, b: 4}", Text.quote(map));
  }

  @Test
  void equalNumbersAreOneKeyWhateverTheirKind() {
    BideMap map = map(1, "one");
    assertTrue(map.containsKey(1.0));
    map.set(1.0, Strings.of("uno"));
    assertEquals("#{[1]: \"uno\"}", Text.quote(map));
    map.set(BigInteger.TWO.pow(70), 1L);
    assertEquals(1L, map.get(0x1p70));
  }

  @Test
  void plainValuesOfEveryKindAreKeys() {
    Object[] keys = {
      Nil.NIL,
      true,
      false,
      1L,
      2.5,
      Strings.of("x"),
      new BideBytes(new byte[] {1}),
      BideRange.of(1, 2, false),
      new BideDuration(5),
      new BideInstant(5)
    };
    BideMap map = new BideMap(REGION);
    for (int i = 0; i < keys.length; i++) {
      map.set(keys[i], (long) i);
    }
    assertEquals(keys.length, map.size());
    assertEquals(6L, map.get(new BideBytes(new byte[] {1})));
    assertEquals(7L, map.get(BideRange.of(1, 2, false)));
  }

  @Test
  void whatMayChangeCannotBeAKey() {
    BideException error = assertThrows(BideException.class, () -> map(Guest.list(1), 1));
    assertEquals(
        "TypeError: a list cannot be a map key, because it may change", Text.display(error));
    assertThrows(BideException.class, () -> map(map(), 1));
    assertEquals("ValueError", assertThrows(BideException.class, () -> map(Double.NaN, 1)).kind());
    assertNull(map("a", 1).get(Guest.list(1)));
  }

  @Test
  void aMissingKeyIsNamed() {
    assertEquals(
        "KeyError: the map has no key \"x\"",
        Text.display(
            assertThrows(BideException.class, () -> map("a", 1).require(Strings.of("x")))));
  }

  @Test
  void anIterationSeesThatKeysCameOrWent() {
    BideMap map = map("a", 1);
    int before = map.changes();
    map.set(Strings.of("a"), 2L);
    map.checkUnchanged(before);
    map.set(Strings.of("b"), 2L);
    assertThrows(BideException.class, () -> map.checkUnchanged(before));
  }

  @Test
  void behavesAsALinkedHashMapUnderRandomChanges() {
    Random random = new Random(7);
    for (int range : new int[] {3, 50, 5_000}) {
      BideMap map = new BideMap(REGION);
      Map<Object, Object> model = new LinkedHashMap<>();
      for (long step = 0; step < 20_000; step++) {
        long number = random.nextInt(range);
        boolean asString = random.nextBoolean();
        Object key = asString ? Strings.of("k" + number) : (Object) (number << 32);
        Object modelKey = asString ? "k" + number : key;
        if (random.nextInt(3) > 0) {
          map.set(key, step);
          model.put(modelKey, step);
        } else {
          assertEquals(model.remove(modelKey), map.remove(key));
        }
        assertEquals(model.get(modelKey), map.get(key));
        assertEquals(model.size(), map.size());
      }
      List<Object> values = new ArrayList<>();
      for (int e = map.nextEntry(0); e >= 0; e = map.nextEntry(e + 1)) {
        values.add(map.valueAt(e));
      }
      assertEquals(List.copyOf(model.values()), values);
      assertEquals(Text.quote(map), Text.quote(map.copy(REGION)));
    }
  }
}
