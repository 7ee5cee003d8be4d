package bide.interpreter.library;

import bide.interpreter.data.EnumValue;
import bide.interpreter.data.Instance;
import bide.interpreter.error.Errors;
import bide.interpreter.ownership.Ownership;
import bide.interpreter.value.BideBuffer;
import bide.interpreter.value.BideIterator;
import bide.interpreter.value.BideList;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.Kinds;
import bide.interpreter.value.Owned;
import bide.interpreter.value.Region;
import bide.interpreter.value.Resource;
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

  /** The fields of copied enum values. */
  private final Map<EnumValue, Object[]> payloads = new IdentityHashMap<>();

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
    if (value instanceof Owned owned && !(value instanceof BideIterator)) {
      Ownership.checkRead(owned, region, null);
    }
    return switch (value) {
      case Resource resource ->
          throw Errors.type(Kinds.described(resource) + " cannot be copied")
              .withHelp("it belongs to one task: pass it to the one that is to use it");
      case BideList list when list.isLong() || list.isDouble() || list.isBool() ->
          copies.computeIfAbsent(list, key -> list.copy(region));
      case BideList list -> copies.computeIfAbsent(list, key -> later(list, new BideList(region)));
      case BideMap map -> copies.computeIfAbsent(map, key -> later(map, new BideMap(region)));
      case BideBuffer buffer ->
          copies.computeIfAbsent(
              buffer, key -> new BideBuffer(region, buffer.toArray(0, buffer.size())));
      case Instance instance ->
          copies.computeIfAbsent(
              instance, key -> later(instance, Instance.create(region, instance.type())));
      case EnumValue variant when variant.count() > 0 ->
          copies.computeIfAbsent(variant, key -> laterPayload(variant));
      default -> value;
    };
  }

  /** The value cannot change, but what its fields hold can. */
  private EnumValue laterPayload(EnumValue original) {
    Object[] fields = new Object[original.count()];
    payloads.put(original, fields);
    unfilled.add(original);
    return new EnumValue(original.variant(), fields);
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
      } else if (original instanceof Instance instance) {
        Instance copy = (Instance) copies.get(instance);
        for (int i = 0; i < instance.type().fields().count(); i++) {
          copy.set(i, of(instance.get(i)));
        }
      } else if (original instanceof EnumValue variant) {
        Object[] fields = payloads.get(variant);
        for (int i = 0; i < fields.length; i++) {
          fields[i] = of(variant.get(i));
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
