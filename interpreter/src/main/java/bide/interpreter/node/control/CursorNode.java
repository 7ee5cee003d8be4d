package bide.interpreter.node.control;

import bide.interpreter.async.FutureHints;
import bide.interpreter.async.Generator;
import bide.interpreter.async.Strand;
import bide.interpreter.async.Stream;
import bide.interpreter.data.DataType;
import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import bide.interpreter.library.CallContext;
import bide.interpreter.library.Invoker;
import bide.interpreter.library.Iterators;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.Failures;
import bide.interpreter.node.SlotWriter;
import bide.interpreter.node.call.InvokerNode;
import bide.interpreter.ownership.OwnerCheck;
import bide.interpreter.value.BideBuffer;
import bide.interpreter.value.BideBytes;
import bide.interpreter.value.BideIterator;
import bide.interpreter.value.BideList;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.BideRange;
import bide.interpreter.value.Kinds;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.profiles.ValueProfile;
import com.oracle.truffle.api.strings.TruffleString;

/** Makes and moves cursors; knows by profile what kind of thing this place iterates over. */
public final class CursorNode extends Node {
  private final OwnerCheck owner = new OwnerCheck();
  @Child private Invoker invoker = InvokerNode.create();
  private final ValueProfile iterableProfile = ValueProfile.createClassProfile();
  private final ValueProfile cursorProfile = ValueProfile.createClassProfile();

  /** Kept apart, so that compiled code need not make a cursor of either class. */
  @CompilationFinal private boolean toTheLastInt;

  @CompilationFinal private boolean objects;
  @CompilationFinal private boolean longs;
  @CompilationFinal private boolean doubles;
  @CompilationFinal private boolean bools;

  /**
   * A cursor before the first item of {@code iterable}; a TypeError at {@code place} if it has no
   * items.
   */
  public Cursor over(Object iterable, BideNode place) {
    Object value = iterableProfile.profile(iterable);
    if (value instanceof BideRange range) {
      if (!range.hasStart()) {
        CompilerDirectives.transferToInterpreter();
        throw noStart(range, place);
      }
      return overInts(range);
    }
    if (value instanceof BideList list) {
      return new Cursor.OverList(list, 0);
    }
    if (value instanceof BideMap map) {
      return new Cursor.OverMap(map, map.changes(), 0);
    }
    if (value instanceof TruffleString text) {
      return new Cursor.OverString(text, 0);
    }
    if (value instanceof BideBytes bytes) {
      return new Cursor.OverBytes(bytes, 0);
    }
    if (value instanceof BideBuffer buffer) {
      return new Cursor.OverBuffer(buffer, 0);
    }
    if (value instanceof Generator generator) {
      return new Cursor.OverGenerator(generator);
    }
    if (value instanceof BideIterator iterator) {
      return new Cursor.OverIterator(iterator);
    }
    return ofItsOwn(value, place);
  }

  private Cursor overInts(BideRange range) {
    if (range.last() < Long.MAX_VALUE || range.isEmpty()) {
      return new Cursor.OverRange(range);
    }
    if (!toTheLastInt) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
      toTheLastInt = true;
    }
    return new Cursor.ToTheLastInt(range);
  }

  /** Over what a struct or enum gives by {@code iter} or {@code next}. */
  @TruffleBoundary
  private static Cursor ofItsOwn(Object value, BideNode place) {
    try {
      if (DataType.of(value) != null
          && Iterators.over(Strand.running().region(), value) instanceof BideIterator iterator) {
        return new Cursor.OverIterator(iterator);
      }
    } catch (BideException e) {
      throw Failures.at(place, e);
    }
    throw notIterable(value, place);
  }

  /** The cursor in a slot, with its class as profiled. */
  Cursor at(VirtualFrame frame, int slot) {
    return (Cursor) cursorProfile.profile(frame.getObject(slot));
  }

  /** Whether the cursor in a slot may have something to run when its loop is left. */
  boolean mayClose(VirtualFrame frame, int slot) {
    return at(frame, slot).mayClose();
  }

  /** The loop of the cursor in a slot is left. */
  void close(VirtualFrame frame, int slot) {
    try {
      at(frame, slot).close((CallContext) frame.getArguments()[0], invoker);
    } catch (BideException e) {
      CompilerDirectives.transferToInterpreter();
      throw Failures.at(this, e);
    }
  }

  /** Moves on; null at the end. */
  public Object next(VirtualFrame frame, Cursor cursor) {
    return move((CallContext) frame.getArguments()[0], (Cursor) cursorProfile.profile(cursor));
  }

  private Object move(CallContext cx, Cursor cursor) {
    try {
      return cursor.next(cx, invoker);
    } catch (BideException e) {
      CompilerDirectives.transferToInterpreter();
      throw Failures.at(this, e);
    }
  }

  /** Moves the cursor in a slot on and stores its item; false at the end. */
  boolean advance(VirtualFrame frame, int cursorSlot, SlotWriter item) {
    Cursor cursor = at(frame, cursorSlot);
    if (cursor instanceof Cursor.Ints ints) {
      if (!ints.hasNext()) {
        return false;
      }
      item.writeLong(frame, ints.nextLong());
      return true;
    }
    if (cursor instanceof Cursor.OverList list) {
      owner.read(list.list(), (Strand) frame.getArguments()[0], this);
      if (!list.hasNext()) {
        return false;
      }
      writeItem(frame, list, item);
      return true;
    }
    Object next = move((CallContext) frame.getArguments()[0], cursor);
    if (next == null) {
      return false;
    }
    item.write(frame, next);
    return true;
  }

  /** Kinds of lists that were not met are no part of compiled code. */
  private void writeItem(VirtualFrame frame, Cursor.OverList list, SlotWriter item) {
    if (objects && list.isObject()) {
      item.write(frame, list.nextObject());
    } else if (longs && list.isLong()) {
      item.writeLong(frame, list.nextLong());
    } else if (doubles && list.isDouble()) {
      item.write(frame, list.nextDouble());
    } else if (bools && list.isBool()) {
      item.write(frame, list.nextBool());
    } else {
      CompilerDirectives.transferToInterpreterAndInvalidate();
      objects |= list.isObject();
      longs |= list.isLong();
      doubles |= list.isDouble();
      bools |= list.isBool();
      writeItem(frame, list, item);
    }
  }

  @TruffleBoundary
  private static BideException notIterable(Object value, BideNode place) {
    BideException error = Errors.type("cannot iterate over " + Kinds.described(value));
    if (value instanceof Long) {
      error.withHelp("for so many rounds write `0..n`");
    } else if (value instanceof Stream) {
      error.withHelp("its values arrive in time: write `for await … in …`");
    } else if (DataType.of(value) != null) {
      error.withHelp(
          "give " + Kinds.name(value) + " a method `iter`, or `next` that gives nil at the end");
    } else {
      FutureHints.addTo(error, value);
    }
    return Failures.at(place, error);
  }

  @TruffleBoundary
  private static BideException noStart(BideRange range, BideNode place) {
    return Failures.at(place, Errors.value("cannot iterate over `" + range + "`: it has no start"));
  }
}
