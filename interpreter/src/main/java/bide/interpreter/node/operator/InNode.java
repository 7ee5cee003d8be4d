package bide.interpreter.node.operator;

import bide.interpreter.async.FutureHints;
import bide.interpreter.error.Errors;
import bide.interpreter.ownership.Ownership;
import bide.interpreter.value.BideBytes;
import bide.interpreter.value.BideList;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.BideRange;
import bide.interpreter.value.Equality;
import bide.interpreter.value.Kinds;
import bide.interpreter.value.Numbers;
import bide.interpreter.value.Strings;
import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.Fallback;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.strings.TruffleString;

/**
 * {@code in}: an element of a list, a key of a map, a part of a string, an int of a range, a byte
 * of a byte string.
 */
public abstract class InNode extends BinaryNode {
  @Specialization
  boolean inRange(long element, BideRange range) {
    return range.contains(element);
  }

  @Specialization(guards = "list.isLong()")
  boolean inLongs(VirtualFrame frame, long element, BideList list) {
    Ownership.checkRead(list, strand(frame).region(), this);
    long[] longs = list.longs();
    for (int i = 0; i < list.size(); i++) {
      if (longs[i] == element) {
        return true;
      }
    }
    return false;
  }

  @Specialization
  boolean inMap(VirtualFrame frame, Object key, BideMap map) {
    Ownership.checkRead(map, strand(frame).region(), this);
    return map.containsKey(key);
  }

  @Specialization
  boolean inString(
      TruffleString part,
      TruffleString text,
      @Cached TruffleString.IndexOfStringNode indexOf,
      @Cached TruffleString.CodePointLengthNode length) {
    int end = length.execute(text, Strings.ENCODING);
    return indexOf.execute(text, part, 0, end, Strings.ENCODING) >= 0;
  }

  @Fallback
  boolean others(Object element, Object container) {
    return (boolean) slow(element, container);
  }

  @Override
  Object compute(Object element, Object container) {
    if (container instanceof BideList list) {
      for (int i = 0; i < list.size(); i++) {
        if (Equality.equals(list.get(i), element)) {
          return true;
        }
      }
      return false;
    }
    if (container instanceof BideRange range) {
      if (element instanceof Long number) {
        return range.contains(number);
      }
      if (element instanceof Double number) {
        return inRange(range, number);
      }
      if (Numbers.isInt(element)) {
        return false;
      }
      throw Errors.type("a range holds numbers, not " + Kinds.described(element));
    }
    if (container instanceof BideBytes bytes && element instanceof Long number) {
      for (int i = 0; i < bytes.size(); i++) {
        if (bytes.get(i) == number) {
          return true;
        }
      }
      return false;
    }
    if (container instanceof TruffleString) {
      throw Errors.type("a string holds strings, not " + Kinds.described(element));
    }
    throw FutureHints.addTo(
        Errors.type(
            "`in` looks into a list, map, string, range or bytes, not "
                + Kinds.described(container)),
        container);
  }

  private static boolean inRange(BideRange range, double number) {
    return (!range.hasStart() || number >= range.start())
        && (!range.hasEnd() || (range.inclusive() ? number <= range.end() : number < range.end()));
  }
}
