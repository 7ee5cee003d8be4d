package bide.interpreter.value;

import bide.interpreter.analysis.Suggestions;
import bide.interpreter.data.DataType;
import bide.interpreter.data.EnumValue;
import bide.interpreter.data.UserMethods;
import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import bide.interpreter.ownership.Ownership;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.strings.TruffleString;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A hash map that keeps the order in which keys were first set. Entries lie one after the other in
 * plain arrays; an open-addressing index of entry numbers (linear probing) leads to them, as in
 * Python's compact dict. A removed entry leaves a hole, and holes go when the arrays are next
 * rebuilt. Not thread-safe: a map belongs to one task.
 *
 * <p>Keys are compared as {@code ==} does, so {@code 1} and {@code 1.0} are one key. Keys are plain
 * values (nil, bools, numbers, strings, bytes, ranges, durations, instants), and functions and
 * shared objects by identity. A list, map, buffer, iterator or struct may change while it is a key
 * and would then not be found again, so it is rejected with a TypeError, except for a struct that
 * has a {@code hash} of its own; NaN, which equals nothing, with a ValueError.
 */
public final class BideMap extends Owned {
  private static final int FIRST_CAPACITY = 8;
  private static final int FREE = -1;

  /** A removed entry's place in the index; probing goes on past it. */
  private static final int REMOVED = -2;

  private Object[] keys = new Object[FIRST_CAPACITY];
  private Object[] values = new Object[FIRST_CAPACITY];
  private int[] hashes = new int[FIRST_CAPACITY];

  /** Entry numbers, FREE or REMOVED; twice as long as the entries, a power of two. */
  private int[] index = newIndex(2 * FIRST_CAPACITY);

  /** Entries in use, holes included. */
  private int used;

  private int size;

  /**
   * Counts the times that keys were added or removed: an iteration sees by it that it cannot go on.
   */
  private int changes;

  public BideMap(Region region) {
    super(region);
  }

  public int size() {
    Audit.read(this);
    return size;
  }

  public boolean isEmpty() {
    Audit.read(this);
    return size == 0;
  }

  /** The value of {@code key}; null where there is none. */
  @TruffleBoundary
  public Object get(Object key) {
    int entry = find(key, Equality.hash(key));
    return entry < 0 ? null : values[entry];
  }

  private BideException missing(Object key) {
    BideException error = Errors.key("the map has no key " + Text.quote(key));
    if (key instanceof TruffleString text) {
      List<String> known = new ArrayList<>();
      for (int entry = nextEntry(0); entry >= 0; entry = nextEntry(entry + 1)) {
        if (keyAt(entry) instanceof TruffleString other) {
          known.add(Strings.java(other));
        }
      }
      String close = Suggestions.closest(Strings.java(text), known);
      if (close != null) {
        return error.withHelp("did you mean " + Text.quote(Strings.of(close)) + "?");
      }
    }
    return error.withHelp("`m.get(key, default)` gives a value for a missing key");
  }

  /** The value of {@code key}; throws KeyError where there is none. */
  @TruffleBoundary
  public Object require(Object key) {
    int entry = find(key, Equality.hash(key));
    if (entry < 0) {
      throw missing(key);
    }
    return values[entry];
  }

  @TruffleBoundary
  public boolean containsKey(Object key) {
    return find(key, Equality.hash(key)) >= 0;
  }

  /**
   * Sets the value of {@code key}; a new key comes last. Throws a guest error if this kind of value
   * cannot be a key.
   */
  @TruffleBoundary
  public void set(Object key, Object value) {
    Audit.write(this);
    int hash = Equality.hash(key);
    int entry = find(key, hash);
    if (entry >= 0) {
      values[entry] = value;
      return;
    }
    checkKey(key);
    if (used == keys.length) {
      rebuild(size > used - (used >> 2) ? 2 * keys.length : keys.length);
    }
    keys[used] = key;
    values[used] = value;
    hashes[used] = hash;
    enter(used, hash);
    used++;
    size++;
    changes++;
  }

  /** Removes {@code key} and gives its value; null where there was none. */
  @TruffleBoundary
  public Object remove(Object key) {
    Audit.write(this);
    int mask = index.length - 1;
    int hash = Equality.hash(key);
    for (int slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      int entry = index[slot];
      if (entry == FREE) {
        return null;
      }
      if (entry >= 0 && hashes[entry] == hash && sameKey(keys[entry], key)) {
        Object value = values[entry];
        index[slot] = REMOVED;
        keys[entry] = null;
        values[entry] = null;
        size--;
        changes++;
        if (size == 0) {
          clear();
        }
        return value;
      }
    }
  }

  @TruffleBoundary
  public void clear() {
    Audit.write(this);
    keys = new Object[FIRST_CAPACITY];
    values = new Object[FIRST_CAPACITY];
    hashes = new int[FIRST_CAPACITY];
    index = newIndex(2 * FIRST_CAPACITY);
    used = 0;
    size = 0;
    changes++;
  }

  /** Sets all entries of {@code other}. */
  @TruffleBoundary
  public void putAll(BideMap other) {
    Audit.write(this);
    if (other == this) {
      return;
    }
    for (int entry = other.nextEntry(0); entry >= 0; entry = other.nextEntry(entry + 1)) {
      set(other.keyAt(entry), other.valueAt(entry));
    }
  }

  @TruffleBoundary
  public BideMap copy(Region region) {
    Audit.read(this);
    BideMap copy = new BideMap(region);
    copy.keys = keys.clone();
    copy.values = values.clone();
    copy.hashes = hashes.clone();
    copy.index = index.clone();
    copy.used = used;
    copy.size = size;
    return copy;
  }

  /**
   * The first entry at or after {@code entry}, or -1: {@code for (int e = m.nextEntry(0); e >= 0; e
   * = m.nextEntry(e + 1))} visits all in order. Entry numbers hold until a key is added or removed,
   * see {@link #changes()}.
   */
  public int nextEntry(int entry) {
    Audit.read(this);
    for (int i = entry; i < used; i++) {
      if (keys[i] != null) {
        return i;
      }
    }
    return -1;
  }

  /** The last entry, or -1. */
  public int lastEntry() {
    Audit.read(this);
    int entry = used - 1;
    while (entry >= 0 && keys[entry] == null) {
      entry--;
    }
    return entry;
  }

  public Object keyAt(int entry) {
    Audit.read(this);
    return keys[entry];
  }

  public Object valueAt(int entry) {
    Audit.read(this);
    return values[entry];
  }

  public void setValueAt(int entry, Object value) {
    Audit.write(this);
    values[entry] = value;
  }

  /** Grows whenever a key is added or removed. */
  public int changes() {
    Audit.read(this);
    return changes;
  }

  /** Throws if keys were added or removed since {@link #changes()} gave {@code seen}. */
  public void checkUnchanged(int seen) {
    Audit.read(this);
    if (changes != seen) {
      throw changed();
    }
  }

  @TruffleBoundary
  private static BideException changed() {
    return Errors.value("the map got or lost a key while it was being iterated")
        .withHelp("iterate over a copy: `for [k, v] in m.entries()`");
  }

  private static void checkKey(Object key) {
    DataType type = DataType.of(key);
    if (type != null) {
      checkKey(key, type);
    } else if (key instanceof Owned) {
      throw Errors.type(Kinds.described(key) + " cannot be a map key, because it may change")
          .withHelp("make a string of it, as in `m[\"{key}\"]`");
    }
    if (key instanceof Double number && number.isNaN()) {
      throw Errors.value("NaN cannot be a map key, because it equals nothing");
    }
  }

  /** A struct is a key by its {@code hash}, an enum value also where all that it holds is plain. */
  private static void checkKey(Object key, DataType type) {
    if (type.method(UserMethods.HASH) != null) {
      return;
    }
    if (type.method(UserMethods.EQUALS) != null) {
      throw Errors.type(
              Kinds.described(key) + " cannot be a map key: it has `equals`, but no `hash`")
          .withHelp("give " + type.name() + " a method `hash` that is the same for equal values");
    }
    if (!isPlain(key)) {
      throw Errors.type(Kinds.described(key) + " cannot be a map key, because it may change")
          .withHelp("give " + type.name() + " a method `hash`, or use one of its fields");
    }
  }

  /** Whether an enum value holds nothing that may change; looks in depth without recursion. */
  private static boolean isPlain(Object value) {
    ArrayDeque<Object> pending = new ArrayDeque<>();
    pending.add(value);
    for (Object part = pending.poll(); part != null; part = pending.poll()) {
      if (part instanceof EnumValue variant) {
        for (int i = 0; i < variant.count(); i++) {
          pending.add(variant.get(i));
        }
      } else if (part instanceof Owned && UserMethods.find(part, UserMethods.HASH) == null) {
        return false;
      }
    }
    return true;
  }

  private int find(Object key, int hash) {
    Audit.read(this);
    int mask = index.length - 1;
    for (int slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      int entry = index[slot];
      if (entry == FREE) {
        return -1;
      }
      if (entry >= 0 && hashes[entry] == hash && sameKey(keys[entry], key)) {
        return entry;
      }
    }
  }

  private boolean sameKey(Object known, Object key) {
    if (known == key) {
      return true;
    }
    if (known instanceof Long a && key instanceof Long b) {
      return (long) a == b;
    }
    if (known instanceof TruffleString a && key instanceof TruffleString b) {
      return Strings.equal(a, b);
    }
    int seen = changes;
    boolean equal = Equality.equals(known, key);
    if (known instanceof Owned || known instanceof EnumValue) {
      // its `equals` may have changed this map, or given it away
      Ownership.checkRead(this);
      checkUnchanged(seen);
    }
    return equal;
  }

  /** The index takes low bits; this brings the high ones down. */
  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 16);
  }

  private void enter(int entry, int hash) {
    int mask = index.length - 1;
    int slot = spread(hash) & mask;
    while (index[slot] >= 0) {
      slot = (slot + 1) & mask;
    }
    index[slot] = entry;
  }

  /** Moves the entries together and makes the index anew, without traces of removed ones. */
  private void rebuild(int capacity) {
    Object[] oldKeys = keys;
    Object[] oldValues = values;
    int[] oldHashes = hashes;
    int oldUsed = used;
    keys = new Object[capacity];
    values = new Object[capacity];
    hashes = new int[capacity];
    index = newIndex(2 * capacity);
    used = 0;
    for (int i = 0; i < oldUsed; i++) {
      if (oldKeys[i] != null) {
        keys[used] = oldKeys[i];
        values[used] = oldValues[i];
        hashes[used] = oldHashes[i];
        enter(used, oldHashes[i]);
        used++;
      }
    }
  }

  private static int[] newIndex(int length) {
    int[] index = new int[length];
    Arrays.fill(index, FREE);
    return index;
  }

  @Override
  public String toString() {
    return Text.quote(this);
  }
}
