package bide.interpreter.value;

import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.lang.reflect.Array;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A growable list. Its elements lie in a {@code long[]} while all are ints of 64 bits, in a {@code
 * double[]} while all are floats, in a {@code boolean[]} while all are bools, and in an {@code
 * Object[]} otherwise; a new element of another kind generalises the storage, which never narrows
 * again until the list is cleared. An empty list has no kind yet. Every index is checked: out of
 * range is an {@code IndexError}; a negative index is one too, with a hint (Rust has none, and
 * Python's turn off-by-one slips into wrong results). Not thread-safe: a list belongs to one task.
 *
 * <p>Everything without a boundary is made for partial evaluation. There is one field per kind of
 * array: that it is not null tells the kind, and its type needs no check. A strategy object would
 * cost a virtual call, one field for all arrays a look at the array's header each time.
 */
public final class BideList extends Owned {
  private static final int FIRST_CAPACITY = 8;
  private static final int MAX_SIZE = Integer.MAX_VALUE - 16;

  // At most one of these is not null; none in a list that has no kind yet.
  private long[] longs;
  private double[] doubles;
  private boolean[] bools;
  private Object[] objects;
  private int size;

  public BideList(Region region) {
    super(region);
  }

  /** Takes over {@code elements}: the caller must not use the array again. */
  public BideList(Region region, long[] elements) {
    super(region);
    longs = elements.length == 0 ? null : elements;
    size = elements.length;
  }

  /** Takes over {@code elements}: the caller must not use the array again. */
  public BideList(Region region, double[] elements) {
    super(region);
    doubles = elements.length == 0 ? null : elements;
    size = elements.length;
  }

  /** A list of these elements in the narrowest storage that holds them. Copies. */
  public static BideList of(Region region, Object... elements) {
    int count = elements.length;
    if (count == 0) {
      return new BideList(region);
    }
    BideList list = startingWith(region, elements[0], count);
    for (int i = 1; i < count; i++) {
      list.add(elements[i]);
    }
    return list;
  }

  /**
   * A list that keeps the given array, in general storage: for elements known to be neither ints
   * nor floats nor bools throughout.
   */
  public static BideList ofObjects(Region region, Object[] elements) {
    BideList list = new BideList(region);
    if (elements.length > 0) {
      list.objects =
          elements.getClass() == Object[].class
              ? elements
              : Arrays.copyOf(elements, elements.length, Object[].class);
      list.size = elements.length;
    }
    return list;
  }

  /** A list of one element, with room for {@code capacity} of its kind. */
  public static BideList startingWith(Region region, Object first, int capacity) {
    int room = Math.max(capacity, 1);
    BideList list = new BideList(region);
    if (first instanceof Long) {
      list.longs = new long[room];
    } else if (first instanceof Double) {
      list.doubles = new double[room];
    } else if (first instanceof Boolean) {
      list.bools = new boolean[room];
    } else {
      list.objects = new Object[room];
    }
    list.add(first);
    return list;
  }

  public int size() {
    Audit.read(this);
    return size;
  }

  /** Whether there is an element at {@code index}: one comparison, since -1 is the largest. */
  public boolean has(long index) {
    return Long.compareUnsigned(index, size) < 0;
  }

  public boolean isEmpty() {
    Audit.read(this);
    return size == 0;
  }

  /** All elements are ints of 64 bits, and there is at least one or was one. */
  public boolean isLong() {
    return longs != null;
  }

  public boolean isDouble() {
    return doubles != null;
  }

  public boolean isBool() {
    return bools != null;
  }

  /** Elements of any kinds. Not so for an empty list without a kind. */
  public boolean isObject() {
    return objects != null;
  }

  public Object get(long index) {
    Audit.read(this);
    int i = check(index);
    if (objects != null) {
      return objects[i];
    }
    if (longs != null) {
      return longs[i];
    }
    return doubles != null ? (Object) doubles[i] : (Object) bools[i];
  }

  /** Only where {@link #isObject()}. */
  public Object getObject(long index) {
    Audit.read(this);
    return objects[check(index)];
  }

  /** Only where {@link #isLong()}. */
  public long getLong(long index) {
    Audit.read(this);
    return longs[check(index)];
  }

  /** Only where {@link #isDouble()}. */
  public double getDouble(long index) {
    Audit.read(this);
    return doubles[check(index)];
  }

  /** Only where {@link #isBool()}. */
  public boolean getBool(long index) {
    Audit.read(this);
    return bools[check(index)];
  }

  public void set(long index, Object value) {
    Audit.write(this);
    int i = check(index);
    if (objects != null) {
      plain(objects)[i] = value;
    } else if (longs != null && value instanceof Long number) {
      longs[i] = number;
    } else if (doubles != null && value instanceof Double number) {
      doubles[i] = number;
    } else if (bools != null && value instanceof Boolean bool) {
      bools[i] = bool;
    } else {
      generalise();
      objects[i] = value;
    }
  }

  /** Only where {@link #isObject()}. */
  public void setObject(long index, Object value) {
    Audit.write(this);
    plain(objects)[check(index)] = value;
  }

  /**
   * An array of exactly this class, as all of them are: a store needs no look at what the elements
   * may be then.
   */
  private static Object[] plain(Object[] array) {
    return CompilerDirectives.castExact(array, Object[].class);
  }

  /** Only where {@link #isLong()}. */
  public void setLong(long index, long value) {
    Audit.write(this);
    longs[check(index)] = value;
  }

  /** Only where {@link #isDouble()}. */
  public void setDouble(long index, double value) {
    Audit.write(this);
    doubles[check(index)] = value;
  }

  /** Only where {@link #isBool()}. */
  public void setBool(long index, boolean value) {
    Audit.write(this);
    bools[check(index)] = value;
  }

  public void add(Object value) {
    Audit.write(this);
    if (value instanceof Long number) {
      add((long) number);
    } else if (value instanceof Double number) {
      add((double) number);
    } else if (value instanceof Boolean bool) {
      add((boolean) bool);
    } else {
      addObject(value);
    }
  }

  public void add(long value) {
    Audit.write(this);
    if (longs == null) {
      if (hasKind()) {
        addObject(value);
        return;
      }
      longs = new long[FIRST_CAPACITY];
    } else if (size == longs.length) {
      grow();
    }
    longs[size++] = value;
  }

  public void add(double value) {
    Audit.write(this);
    if (doubles == null) {
      if (hasKind()) {
        addObject(value);
        return;
      }
      doubles = new double[FIRST_CAPACITY];
    } else if (size == doubles.length) {
      grow();
    }
    doubles[size++] = value;
  }

  public void add(boolean value) {
    Audit.write(this);
    if (bools == null) {
      if (hasKind()) {
        addObject(value);
        return;
      }
      bools = new boolean[FIRST_CAPACITY];
    } else if (size == bools.length) {
      grow();
    }
    bools[size++] = value;
  }

  private void addObject(Object value) {
    if (objects == null) {
      generalise();
    }
    if (size == objects.length) {
      grow();
    }
    plain(objects)[size++] = value;
  }

  private boolean hasKind() {
    return longs != null || doubles != null || bools != null || objects != null;
  }

  /** Adds all elements of {@code other}, which may be this list. */
  public void addAll(BideList other) {
    Audit.write(this);
    int count = other.size;
    if (count == 0) {
      return;
    }
    if (!hasKind()) {
      store(other.copyOfStorage(0, count));
      size = count;
      return;
    }
    reserve((long) size + count);
    if (storage().getClass() == other.storage().getClass()) {
      System.arraycopy(other.storage(), 0, storage(), size, count);
      size += count;
      return;
    }
    for (int i = 0; i < count; i++) {
      add(other.get(i));
    }
  }

  /** Puts {@code value} before the element at {@code index}; {@code index == size} adds it. */
  public void insert(long index, Object value) {
    Audit.write(this);
    if (index < 0 || index > size) {
      throw outOfRange(index);
    }
    int i = (int) index;
    add(value);
    int moved = size - 1 - i;
    if (moved > 0) {
      Object last = get(size - 1);
      System.arraycopy(storage(), i, storage(), i + 1, moved);
      set(i, last);
    }
  }

  /** Removes and gives the element at {@code index}. */
  public Object remove(long index) {
    Audit.write(this);
    Object removed = get(index);
    int i = (int) index;
    System.arraycopy(storage(), i + 1, storage(), i, size - 1 - i);
    shrinkTo(size - 1);
    return removed;
  }

  /** Removes and gives the last element; null where there is none. */
  public Object pop() {
    Audit.write(this);
    if (size == 0) {
      return null;
    }
    int last = size - 1;
    Object removed = get(last);
    if (objects != null) {
      objects[last] = null;
    }
    size = last;
    return removed;
  }

  /**
   * Removes the elements from {@code from} up to, not including, {@code to}. Both are checked by
   * the caller.
   */
  public void removeRange(int from, int to) {
    Audit.write(this);
    if (hasKind()) {
      System.arraycopy(storage(), to, storage(), from, size - to);
      shrinkTo(size - (to - from));
    }
  }

  public void clear() {
    Audit.write(this);
    store(null);
    size = 0;
  }

  /**
   * A new list of the elements from {@code from} up to, not including, {@code to}. Both are checked
   * by the caller.
   */
  public BideList slice(Region region, int from, int to) {
    Audit.read(this);
    BideList slice = new BideList(region);
    if (from < to) {
      slice.store(copyOfStorage(from, to));
      slice.size = to - from;
    }
    return slice;
  }

  /** A new list of the elements {@code count} times over; throws ValueError if that is too many. */
  @TruffleBoundary
  public BideList repeated(Region region, int count) {
    Audit.read(this);
    long total = (long) size * count;
    if (total == 0) {
      return new BideList(region);
    }
    BideList result = copy(region);
    result.reserve(total);
    int filled = size;
    while (filled < total) {
      int more = (int) Math.min(filled, total - filled);
      System.arraycopy(result.storage(), 0, result.storage(), filled, more);
      filled += more;
    }
    result.size = filled;
    return result;
  }

  public BideList copy(Region region) {
    return slice(region, 0, size);
  }

  /** Turns the order of the elements round, in place. */
  public void reverse() {
    Audit.write(this);
    for (int i = 0, j = size - 1; i < j; i++, j--) {
      Object swapped = get(i);
      set(i, get(j));
      set(j, swapped);
    }
  }

  /** The elements in a new array. */
  public Object[] toArray() {
    Audit.read(this);
    Object[] array = new Object[size];
    if (objects != null) {
      System.arraycopy(objects, 0, array, 0, size);
    } else {
      for (int i = 0; i < size; i++) {
        array[i] = get(i);
      }
    }
    return array;
  }

  /**
   * The storage itself, longer than the list: for loops over all elements. Only where {@link
   * #isLong()}.
   */
  public long[] longs() {
    Audit.read(this);
    return longs;
  }

  /**
   * The storage itself, longer than the list: for loops over all elements. Only where {@link
   * #isDouble()}.
   */
  public double[] doubles() {
    Audit.read(this);
    return doubles;
  }

  /** Replaces all elements, in the narrowest storage that holds the new ones. Copies. */
  @TruffleBoundary
  public void refill(Object[] elements) {
    Audit.write(this);
    BideList fresh = of(region(), elements);
    store(fresh.hasKind() ? fresh.storage() : null);
    size = fresh.size;
  }

  /** Makes room for {@code count} elements. Nothing where the list has no kind yet. */
  public void reserve(long count) {
    Audit.write(this);
    if (count > MAX_SIZE) {
      CompilerDirectives.transferToInterpreter();
      throw tooLong();
    }
    if (hasKind() && count > Array.getLength(storage())) {
      resize((int) count);
    }
  }

  /** {@code index} as an int if there is such an element; throws IndexError otherwise. */
  public int check(long index) {
    if (!has(index)) {
      throw outOfRange(index);
    }
    return (int) index;
  }

  private BideException outOfRange(long index) {
    CompilerDirectives.transferToInterpreter();
    return indexError(index, size, "list");
  }

  /** The error for an index outside 0 until {@code length} of a value of the named kind. */
  @TruffleBoundary
  public static BideException indexError(long index, int length, String kind) {
    BideException error =
        Errors.index(
            "index "
                + index
                + " is out of range for "
                + Kinds.sized(kind)
                + " of length "
                + length);
    if (index < 0 && kind.equals("list") && -index <= length) {
      return error.withHelp(
          index == -1
              ? "for the last element write `xs.last()`"
              : "count from the end with `xs[xs.len() - " + -index + "]`");
    }
    return error;
  }

  @TruffleBoundary
  private void generalise() {
    Object[] general = new Object[Math.max(size + 1, FIRST_CAPACITY)];
    for (int i = 0; i < size; i++) {
      general[i] = get(i);
    }
    store(general);
  }

  /** The array of whatever kind; only of a list that has a kind. */
  private Object storage() {
    if (objects != null) {
      return objects;
    }
    if (longs != null) {
      return longs;
    }
    return doubles != null ? doubles : bools;
  }

  /** Takes another array, maybe of another kind; null for none. */
  private void store(@Nullable Object array) {
    objects = array instanceof Object[] general ? general : null;
    longs = array instanceof long[] ints ? ints : null;
    doubles = array instanceof double[] floats ? floats : null;
    bools = array instanceof boolean[] flags ? flags : null;
  }

  @TruffleBoundary
  private Object copyOfStorage(int from, int to) {
    if (objects != null) {
      return Arrays.copyOfRange(objects, from, to);
    }
    if (longs != null) {
      return Arrays.copyOfRange(longs, from, to);
    }
    return doubles != null
        ? Arrays.copyOfRange(doubles, from, to)
        : Arrays.copyOfRange(bools, from, to);
  }

  private void shrinkTo(int newSize) {
    if (objects != null) {
      Arrays.fill(objects, newSize, size, null);
    }
    size = newSize;
  }

  /** Makes room for at least one element more. */
  private void grow() {
    if (size >= MAX_SIZE) {
      CompilerDirectives.transferToInterpreter();
      throw tooLong();
    }
    long more = Math.max(FIRST_CAPACITY, (long) size + (size >> 1) + 1);
    resize((int) Math.min(MAX_SIZE, more));
  }

  @TruffleBoundary
  private void resize(int capacity) {
    if (objects != null) {
      objects = Arrays.copyOf(objects, capacity);
    } else if (longs != null) {
      longs = Arrays.copyOf(longs, capacity);
    } else if (doubles != null) {
      doubles = Arrays.copyOf(doubles, capacity);
    } else {
      bools = Arrays.copyOf(bools, capacity);
    }
  }

  @TruffleBoundary
  private static BideException tooLong() {
    return Errors.value("a list cannot have more than " + MAX_SIZE + " elements");
  }

  @Override
  public String toString() {
    return Text.quote(this);
  }
}
