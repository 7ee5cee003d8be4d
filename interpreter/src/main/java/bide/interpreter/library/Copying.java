package bide.interpreter.library;

import bide.interpreter.value.BideBuffer;
import bide.interpreter.value.BideList;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.Region;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Deep copies of data. What is reached twice is copied once, so that shapes and cycles stay; works
 * through a list of containers still to fill, so that no depth overflows the stack. What is not
 * data (functions, shared objects) is not copied.
 */
final class Copying {
  private final Region region;
  private final Map<Object, Object> copies = new IdentityHashMap<>();
  private final ArrayDeque<Object> unfilled = new ArrayDeque<>();

  private Copying(Region region) {
    this.region = region;
  }

  @TruffleBoundary
  static Object deep(Region region, Object value) {
    Copying copying = new Copying(region);
    Object copy = copying.of(value);
    copying.fill();
    return copy;
  }

  private Object of(Object value) {
    return switch (value) {
      case BideList list when list.isLong() || list.isDouble() ->
          copies.computeIfAbsent(list, key -> list.copy(region));
      case BideList list -> copies.computeIfAbsent(list, key -> later(list, new BideList(region)));
      case BideMap map -> copies.computeIfAbsent(map, key -> later(map, new BideMap(region)));
      case BideBuffer buffer ->
          copies.computeIfAbsent(
              buffer, key -> new BideBuffer(region, buffer.toArray(0, buffer.size())));
      default -> value;
    };
  }

  private Object later(Object original, Object copy) {
    unfilled.add(original);
    return copy;
  }

  private void fill() {
    for (Object original = unfilled.poll(); original != null; original = unfilled.poll()) {
      if (original instanceof BideList list) {
        BideList copy = (BideList) copies.get(list);
        for (int i = 0; i < list.size(); i++) {
          copy.add(of(list.get(i)));
        }
      } else {
        BideMap map = (BideMap) original;
        BideMap copy = (BideMap) copies.get(map);
        for (int e = map.nextEntry(0); e >= 0; e = map.nextEntry(e + 1)) {
          copy.set(map.keyAt(e), of(map.valueAt(e)));
        }
      }
    }
  }
}
