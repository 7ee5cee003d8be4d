package bide.interpreter.node.access;

import bide.interpreter.async.FutureHints;
import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.Failures;
import bide.interpreter.ownership.OwnerCheck;
import bide.interpreter.ownership.Ownership;
import bide.interpreter.sync.Guard;
import bide.interpreter.value.BideBuffer;
import bide.interpreter.value.BideBytes;
import bide.interpreter.value.BideList;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.BideRange;
import bide.interpreter.value.Kinds;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Owned;
import bide.interpreter.value.Region;
import bide.interpreter.value.Strings;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.Fallback;
import com.oracle.truffle.api.dsl.NodeChild;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.strings.TruffleString;
import java.math.BigInteger;

/** {@code receiver[index]}: an element, a map's value, or, by a range, a slice. */
@NodeChild(value = "receiver", type = BideNode.class)
@NodeChild(value = "index", type = BideNode.class)
public abstract class IndexNode extends BideNode {
  private final OwnerCheck owner = new OwnerCheck();

  /** The element of values at hand. */
  public abstract Object executeOperation(VirtualFrame frame, Object receiver, Object index);

  static boolean within(BideBytes bytes, long index) {
    return index >= 0 && index < bytes.size();
  }

  static boolean within(BideBuffer buffer, long index) {
    return index >= 0 && index < buffer.size();
  }

  @Specialization(guards = {"list.isLong()", "list.has(index)"})
  long ofLongs(VirtualFrame frame, BideList list, long index) {
    owner.read(list, strand(frame), this);
    return list.getLong(index);
  }

  @Specialization(guards = {"list.isDouble()", "list.has(index)"})
  double ofDoubles(VirtualFrame frame, BideList list, long index) {
    owner.read(list, strand(frame), this);
    return list.getDouble(index);
  }

  @Specialization(guards = {"list.isBool()", "list.has(index)"})
  boolean ofBools(VirtualFrame frame, BideList list, long index) {
    owner.read(list, strand(frame), this);
    return list.getBool(index);
  }

  @Specialization(guards = {"list.isObject()", "list.has(index)"})
  Object ofObjects(VirtualFrame frame, BideList list, long index) {
    owner.read(list, strand(frame), this);
    return list.getObject(index);
  }

  @Specialization
  Object ofMap(VirtualFrame frame, BideMap map, Object key) {
    owner.read(map, strand(frame), this);
    Object value;
    try {
      value = map.get(key);
    } catch (BideException e) {
      CompilerDirectives.transferToInterpreter();
      throw Failures.at(this, e);
    }
    return value != null ? value : slow(frame, map, key);
  }

  @Specialization
  Object ofString(
      VirtualFrame frame,
      TruffleString text,
      long index,
      @Cached TruffleString.CodePointLengthNode length,
      @Cached TruffleString.SubstringNode substring) {
    if (index < 0 || index >= length.execute(text, Strings.ENCODING)) {
      return slow(frame, text, index);
    }
    return substring.execute(text, (int) index, 1, Strings.ENCODING, false);
  }

  @Specialization(guards = "within(bytes, index)")
  long ofBytes(BideBytes bytes, long index) {
    return bytes.get(index);
  }

  @Specialization(guards = "within(buffer, index)")
  long ofBuffer(VirtualFrame frame, BideBuffer buffer, long index) {
    owner.read(buffer, strand(frame), this);
    return buffer.get(index);
  }

  @Specialization
  Object ofGuard(
      VirtualFrame frame, Guard guard, Object index, @Cached("behindGuard()") IndexNode read) {
    return read.executeOperation(frame, guard.value(this), index);
  }

  static IndexNode behindGuard() {
    return IndexNodeGen.create(null, null);
  }

  @Fallback
  Object others(VirtualFrame frame, Object receiver, Object index) {
    return slow(frame, receiver, index);
  }

  private Object slow(VirtualFrame frame, Object receiver, Object index) {
    return slow(strand(frame).region(), receiver, index);
  }

  @TruffleBoundary
  private Object slow(Region region, Object receiver, Object index) {
    if (receiver instanceof Owned owned) {
      Ownership.checkRead(owned, region, this);
    }
    try {
      return compute(region, receiver, index);
    } catch (BideException e) {
      throw Failures.at(this, e);
    }
  }

  private static Object compute(Region region, Object receiver, Object index) {
    if (receiver instanceof BideMap map) {
      return map.require(index);
    }
    if (receiver instanceof BideList list) {
      return ofList(region, list, index);
    }
    if (receiver instanceof TruffleString text) {
      return ofString(text, index);
    }
    if (receiver instanceof BideBytes bytes) {
      return ofBytes(bytes, index);
    }
    if (receiver instanceof BideBuffer buffer) {
      return ofBuffer(buffer, index);
    }
    throw notIndexable(receiver);
  }

  private static Object ofList(Region region, BideList list, Object index) {
    int length = list.size();
    return index instanceof BideRange range
        ? list.slice(region, range.sliceStart(length, "list"), range.sliceEnd(length, "list"))
        : list.get(position(list, index, length));
  }

  private static Object ofString(TruffleString text, Object index) {
    int length = Strings.length(text);
    if (index instanceof BideRange range) {
      return Strings.slice(
          text, range.sliceStart(length, "string"), range.sliceEnd(length, "string"));
    }
    int place = (int) position(text, index, length);
    return Strings.slice(text, place, place + 1);
  }

  private static Object ofBytes(BideBytes bytes, Object index) {
    int length = bytes.size();
    return index instanceof BideRange range
        ? bytes.slice(range.sliceStart(length, "bytes"), range.sliceEnd(length, "bytes"))
        : (Object) bytes.get(position(bytes, index, length));
  }

  private static Object ofBuffer(BideBuffer buffer, Object index) {
    int length = buffer.size();
    return index instanceof BideRange range
        ? new BideBytes(
            buffer.toArray(range.sliceStart(length, "buffer"), range.sliceEnd(length, "buffer")))
        : (Object) buffer.get(position(buffer, index, length));
  }

  /** The index, if it is an int within {@code length} elements. */
  static long position(Object receiver, Object index, int length) {
    if (index instanceof Long number) {
      if (number < 0 || number >= length) {
        throw BideList.indexError(number, length, Kinds.name(receiver));
      }
      return number;
    }
    throw index instanceof BigInteger number
        ? Errors.index(
            "index "
                + number
                + " is out of range for "
                + Kinds.sized(Kinds.name(receiver))
                + " of length "
                + length)
        : FutureHints.addTo(
            Errors.type(
                "the index of "
                    + Kinds.described(receiver)
                    + " must be an int or a range, not "
                    + Kinds.described(index)),
            index);
  }

  private static BideException notIndexable(Object receiver) {
    BideException error = Errors.type("cannot index " + Kinds.described(receiver));
    return receiver == Nil.NIL
        ? error.withHelp("`?.get(…)` gives nil where the value is nil")
        : FutureHints.addTo(error, receiver);
  }
}
