package bide.interpreter.node.access;

import bide.interpreter.async.FutureHints;
import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.Failures;
import bide.interpreter.ownership.OwnerCheck;
import bide.interpreter.sync.Guard;
import bide.interpreter.value.BideBuffer;
import bide.interpreter.value.BideBytes;
import bide.interpreter.value.BideList;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.Kinds;
import bide.interpreter.value.Owned;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.Fallback;
import com.oracle.truffle.api.dsl.NodeChild;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.strings.TruffleString;

/** {@code receiver[index] = value}; its value is what was written. */
@NodeChild(value = "receiver", type = BideNode.class)
@NodeChild(value = "index", type = BideNode.class)
@NodeChild(value = "value", type = BideNode.class)
public abstract class SetIndexNode extends BideNode {
  private final OwnerCheck owner = new OwnerCheck();

  /** The assignment on values at hand. */
  public abstract Object executeOperation(
      VirtualFrame frame, Object receiver, Object index, Object value);

  static boolean within(BideBuffer buffer, long index) {
    return index >= 0 && index < buffer.size();
  }

  static boolean isByte(long value) {
    return value >= 0 && value <= 255;
  }

  @Specialization(guards = {"list.isLong()", "list.has(index)"})
  long ofLongs(VirtualFrame frame, BideList list, long index, long value) {
    owner.write(list, strand(frame), this);
    list.setLong(index, value);
    return value;
  }

  @Specialization(guards = {"list.isDouble()", "list.has(index)"})
  double ofDoubles(VirtualFrame frame, BideList list, long index, double value) {
    owner.write(list, strand(frame), this);
    list.setDouble(index, value);
    return value;
  }

  @Specialization(guards = {"list.isBool()", "list.has(index)"})
  boolean ofBools(VirtualFrame frame, BideList list, long index, boolean value) {
    owner.write(list, strand(frame), this);
    list.setBool(index, value);
    return value;
  }

  @Specialization(guards = {"list.isObject()", "list.has(index)"})
  Object ofObjects(VirtualFrame frame, BideList list, long index, Object value) {
    owner.store(list, value, strand(frame), this);
    list.setObject(index, value);
    return value;
  }

  /** A value of another kind than the elements; the list holds any kinds from then on. */
  @Specialization(guards = {"!list.isObject()", "list.has(index)"})
  Object generalising(VirtualFrame frame, BideList list, long index, Object value) {
    owner.store(list, value, strand(frame), this);
    list.set(index, value);
    return value;
  }

  @Specialization(guards = {"within(buffer, index)", "isByte(value)"})
  long ofBuffer(VirtualFrame frame, BideBuffer buffer, long index, long value) {
    owner.write(buffer, strand(frame), this);
    buffer.set(index, value);
    return value;
  }

  @Specialization
  Object ofGuard(
      VirtualFrame frame,
      Guard guard,
      Object index,
      Object value,
      @Cached("behindGuard()") SetIndexNode write) {
    return write.executeOperation(frame, guard.valueToChange(this), index, value);
  }

  static SetIndexNode behindGuard() {
    return SetIndexNodeGen.create(null, null, null);
  }

  @Fallback
  Object others(VirtualFrame frame, Object receiver, Object index, Object value) {
    if (receiver instanceof Owned owned) {
      owner.store(owned, value, strand(frame), this);
    }
    slow(receiver, index, value);
    return value;
  }

  @TruffleBoundary
  private void slow(Object receiver, Object index, Object value) {
    try {
      set(receiver, index, value);
    } catch (BideException e) {
      throw Failures.at(this, e);
    }
  }

  private static void set(Object receiver, Object index, Object value) {
    if (receiver instanceof BideMap map) {
      map.set(index, value);
    } else if (receiver instanceof BideList list) {
      list.set(IndexNode.position(list, index, list.size()), value);
    } else if (receiver instanceof BideBuffer buffer) {
      if (!(value instanceof Long number)) {
        throw Errors.type("a buffer holds bytes, not " + Kinds.described(value));
      }
      buffer.set(IndexNode.position(buffer, index, buffer.size()), number);
    } else {
      boolean constant = receiver instanceof TruffleString || receiver instanceof BideBytes;
      throw FutureHints.addTo(
          Errors.type(
              "cannot assign to an element of "
                  + Kinds.described(receiver)
                  + (constant ? ": it never changes" : "")),
          receiver);
    }
  }
}
