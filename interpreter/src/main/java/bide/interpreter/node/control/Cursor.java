package bide.interpreter.node.control;

import bide.interpreter.async.Coroutine;
import bide.interpreter.async.Generator;
import bide.interpreter.library.CallContext;
import bide.interpreter.library.Invoker;
import bide.interpreter.ownership.Ownership;
import bide.interpreter.value.BideBuffer;
import bide.interpreter.value.BideBytes;
import bide.interpreter.value.BideIterator;
import bide.interpreter.value.BideList;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.BideRange;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Strings;
import com.oracle.truffle.api.strings.TruffleString;

/**
 * Where a {@code for} loop stands: kept in a slot of the frame while the loop runs. Compiled code
 * takes a cursor apart into registers, since it never leaves the frame; in an async function it is
 * saved with the frame.
 */
public abstract class Cursor {
  /** The next item; null at the end. Never called again after the end. */
  abstract Object next(CallContext cx, Invoker invoker);

  /** Has something to run when the loop is left before its end. */
  boolean mayClose() {
    return false;
  }

  /** The loop is left; harmless at the end and when repeated. */
  void close(CallContext cx, Invoker invoker) {}

  /** The same place, as an object of one's own. */
  abstract Cursor copy();

  /** Ints one after the other. */
  abstract static sealed class Ints extends Cursor {
    abstract boolean hasNext();

    abstract long nextLong();

    @Override
    final Object next(CallContext cx, Invoker invoker) {
      return hasNext() ? nextLong() : null;
    }
  }

  /** What a loop over a range is compiled to: a counter and its bound. */
  static final class OverRange extends Ints {
    private long next;
    private final long last;

    /**
     * @param range whose last int is not the largest there is: it is counted one further
     */
    OverRange(BideRange range) {
      this(range.isEmpty() ? 1 : range.start(), range.isEmpty() ? 0 : range.last());
    }

    private OverRange(long next, long last) {
      this.next = next;
      this.last = last;
    }

    @Override
    boolean hasNext() {
      return next <= last;
    }

    @Override
    long nextLong() {
      return next++;
    }

    @Override
    Cursor copy() {
      return new OverRange(next, last);
    }
  }

  /** Ends at the largest int of 64 bits rather than past it, as a range without an end does. */
  static final class ToTheLastInt extends Ints {
    private long next;
    private boolean ended;

    ToTheLastInt(BideRange range) {
      this(range.start(), false);
    }

    private ToTheLastInt(long next, boolean ended) {
      this.next = next;
      this.ended = ended;
    }

    @Override
    boolean hasNext() {
      return !ended;
    }

    @Override
    long nextLong() {
      long item = next;
      if (item == Long.MAX_VALUE) {
        ended = true;
      } else {
        next = item + 1;
      }
      return item;
    }

    @Override
    Cursor copy() {
      return new ToTheLastInt(next, ended);
    }
  }

  /** By index, so that a list may grow or shrink while it is iterated. */
  static final class OverList extends Cursor {
    private final BideList list;
    private int index;

    OverList(BideList list, int index) {
      this.list = list;
      this.index = index;
    }

    boolean hasNext() {
      return index < list.size();
    }

    BideList list() {
      return list;
    }

    boolean isLong() {
      return list.isLong();
    }

    long nextLong() {
      return list.getLong(index++);
    }

    boolean isObject() {
      return list.isObject();
    }

    Object nextObject() {
      return list.getObject(index++);
    }

    boolean isBool() {
      return list.isBool();
    }

    boolean nextBool() {
      return list.getBool(index++);
    }

    boolean isDouble() {
      return list.isDouble();
    }

    double nextDouble() {
      return list.getDouble(index++);
    }

    @Override
    Object next(CallContext cx, Invoker invoker) {
      Ownership.checkRead(list, cx.region(), null);
      return hasNext() ? list.get(index++) : null;
    }

    @Override
    Cursor copy() {
      return new OverList(list, index);
    }
  }

  /** Items are lists of key and value. */
  static final class OverMap extends Cursor {
    private final BideMap map;
    private final int changes;
    private int entry;

    OverMap(BideMap map, int changes, int entry) {
      this.map = map;
      this.changes = changes;
      this.entry = entry;
    }

    @Override
    Object next(CallContext cx, Invoker invoker) {
      Ownership.checkRead(map, cx.region(), null);
      map.checkUnchanged(changes);
      int found = map.nextEntry(entry);
      if (found < 0) {
        return null;
      }
      entry = found + 1;
      return BideList.of(cx.region(), map.keyAt(found), map.valueAt(found));
    }

    @Override
    Cursor copy() {
      return new OverMap(map, changes, entry);
    }
  }

  /** Items are strings of one code point. */
  static final class OverString extends Cursor {
    private final TruffleString text;
    private final int length;
    private int index;

    OverString(TruffleString text, int index) {
      this.text = text;
      this.length = Strings.length(text);
      this.index = index;
    }

    @Override
    Object next(CallContext cx, Invoker invoker) {
      return index < length ? Strings.ofCodePoint(Strings.codePointAt(text, index++)) : null;
    }

    @Override
    Cursor copy() {
      return new OverString(text, index);
    }
  }

  static final class OverBytes extends Cursor {
    private final BideBytes bytes;
    private int index;

    OverBytes(BideBytes bytes, int index) {
      this.bytes = bytes;
      this.index = index;
    }

    @Override
    Object next(CallContext cx, Invoker invoker) {
      return index < bytes.size() ? (Object) bytes.get(index++) : null;
    }

    @Override
    Cursor copy() {
      return new OverBytes(bytes, index);
    }
  }

  static final class OverBuffer extends Cursor {
    private final BideBuffer buffer;
    private int index;

    OverBuffer(BideBuffer buffer, int index) {
      this.buffer = buffer;
      this.index = index;
    }

    @Override
    Object next(CallContext cx, Invoker invoker) {
      Ownership.checkRead(buffer, cx.region(), null);
      return index < buffer.size() ? (Object) buffer.get(index++) : null;
    }

    @Override
    Cursor copy() {
      return new OverBuffer(buffer, index);
    }
  }

  static final class OverIterator extends Cursor {
    private final BideIterator iterator;

    OverIterator(BideIterator iterator) {
      this.iterator = iterator;
    }

    @Override
    Object next(CallContext cx, Invoker invoker) {
      Object item = iterator.next(cx, invoker);
      return item == BideIterator.END ? null : item;
    }

    @Override
    boolean mayClose() {
      return true;
    }

    @Override
    void close(CallContext cx, Invoker invoker) {
      iterator.close(cx, invoker);
    }

    @Override
    Cursor copy() {
      return this;
    }
  }

  /** Apart from other iterators, so that the generator can be compiled into the loop. */
  static final class OverGenerator extends Cursor {
    private final Generator generator;
    private final Coroutine coroutine;

    OverGenerator(Generator generator) {
      this.generator = generator;
      this.coroutine = generator.coroutine();
    }

    @Override
    Object next(CallContext cx, Invoker invoker) {
      Ownership.checkWrite(generator, cx.region(), null);
      Object item = invoker.resume(cx, coroutine, Coroutine.Wants.ITEM, Nil.NIL);
      return item == Coroutine.END ? null : item;
    }

    @Override
    boolean mayClose() {
      return true;
    }

    @Override
    void close(CallContext cx, Invoker invoker) {
      if (!coroutine.isEnded()) {
        invoker.close(cx, coroutine);
      }
    }

    @Override
    Cursor copy() {
      return this;
    }
  }
}
