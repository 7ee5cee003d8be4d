package bide.interpreter.value;

import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.util.Arrays;

/**
 * A growable list. Its elements lie in a {@code long[]} while all are ints of 64 bits, in a {@code
 * double[]} while all are floats, and in an {@code Object[]} otherwise; a new element of another
 * kind generalises the storage, which never narrows again until the list is cleared. An empty list
 * has no kind yet. Every index is checked: out of range is an {@code IndexError}; a negative index
 * is one too, with a hint (Rust has none, and Python's turn off-by-one slips into wrong results).
 * Not thread-safe: a list belongs to one task.
 *
 * <p>Everything without a boundary is made for partial evaluation. The storage is told by its exact
 * array class rather than by a strategy object: one check, no virtual call.
 */
public final class BideList extends Owned {
  /**
   * The storage of a list that has no kind yet; told from an Object[] that happens to be empty by
   * identity.
   */
  private static final Object[] EMPTY = new Object[0];

  private static final int FIRST_CAPACITY = 8;
  private static final int MAX_SIZE = Integer.MAX_VALUE - 16;

  private Object storage;
  private int size;

  public BideList(Region region) {
    super(region);
    storage = EMPTY;
  }

  /** Takes over {@code elements}: the caller must not use the array again. */
  public BideList(Region region, long[] elements) {
    super(region);
    storage = elements.length == 0 ? EMPTY : elements;
    size = elements.length;
  }

  /** Takes over {@code elements}: the caller must not use the array again. */
  public BideList(Region region, double[] elements) {
    super(region);
    storage = elements.length == 0 ? EMPTY : elements;
    size = elements.length;
  }

  private BideList(Region region, Object storage, int size) {
    super(region);
    this.storage = storage;
    this.size = size;
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
   * nor floats throughout.
   */
  public static BideList ofObjects(Region region, Object[] elements) {
    Object[] objects =
        elements.getClass() == Object[].class
            ? elements
            : Arrays.copyOf(elements, elements.length, Object[].class);
    return new BideList(region, objects.length == 0 ? EMPTY : objects, objects.length);
  }

  /** A list of one element, with room for {@code capacity} of its kind. */
  public static BideList startingWith(Region region, Object first, int capacity) {
    int room = Math.max(capacity, 1);
    if (first instanceof Long number) {
      long[] array = new long[room];
      array[0] = number;
      return new BideList(region, array, 1);
    }
    if (first instanceof Double number) {
      double[] array = new double[room];
      array[0] = number;
      return new BideList(region, array, 1);
    }
    Object[] array = new Object[room];
    array[0] = first;
    return new BideList(region, array, 1);
  }

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** All elements are ints of 64 bits, and there is at least one or was one. */
  public boolean isLong() {
    return storage instanceof long[];
  }

  public boolean isDouble() {
    return storage instanceof double[];
  }

  /** Elements of any kinds, or none. */
  public boolean isObject() {
    return CompilerDirectives.isExact(storage, Object[].class);
  }

  public Object get(long index) {
    Object array = storage;
    int i = check(index);
    if (array instanceof long[] longs) {
      return longs[i];
    }
    if (array instanceof double[] doubles) {
      return doubles[i];
    }
    return CompilerDirectives.castExact(array, Object[].class)[i];
  }

  /** Only where {@link #isObject()}. */
  public Object getObject(long index) {
    return CompilerDirectives.castExact(storage, Object[].class)[check(index)];
  }

  /** Only where {@link #isLong()}. */
  public long getLong(long index) {
    return ((long[]) storage)[check(index)];
  }

  /** Only where {@link #isDouble()}. */
  public double getDouble(long index) {
    return ((double[]) storage)[check(index)];
  }

  public void set(long index, Object value) {
    int i = check(index);
    if (storage instanceof long[] longs && value instanceof Long number) {
      longs[i] = number;
    } else if (storage instanceof double[] doubles && value instanceof Double number) {
      doubles[i] = number;
    } else {
      objects()[i] = value;
    }
  }

  /** Only where {@link #isObject()}. */
  public void setObject(long index, Object value) {
    CompilerDirectives.castExact(storage, Object[].class)[check(index)] = value;
  }

  /** Only where {@link #isLong()}. */
  public void setLong(long index, long value) {
    ((long[]) storage)[check(index)] = value;
  }

  /** Only where {@link #isDouble()}. */
  public void setDouble(long index, double value) {
    ((double[]) storage)[check(index)] = value;
  }

  public void add(Object value) {
    if (value instanceof Long number) {
      add((long) number);
    } else if (value instanceof Double number) {
      add((double) number);
    } else {
      addObject(value);
    }
  }

  public void add(long value) {
    if (storage instanceof long[] longs) {
      if (size == longs.length) {
        longs = grown(longs);
      }
      longs[size++] = value;
    } else if (storage == EMPTY) {
      long[] longs = new long[FIRST_CAPACITY];
      longs[0] = value;
      storage = longs;
      size = 1;
    } else {
      addObject(value);
    }
  }

  public void add(double value) {
    if (storage instanceof double[] doubles) {
      if (size == doubles.length) {
        doubles = grown(doubles);
      }
      doubles[size++] = value;
    } else if (storage == EMPTY) {
      double[] doubles = new double[FIRST_CAPACITY];
      doubles[0] = value;
      storage = doubles;
      size = 1;
    } else {
      addObject(value);
    }
  }

  private void addObject(Object value) {
    Object[] objects = objects();
    if (size == objects.length) {
      objects = grown(objects);
    }
    objects[size++] = value;
  }

  /** Adds all elements of {@code other}, which may be this list. */
  public void addAll(BideList other) {
    int count = other.size;
    if (count == 0) {
      return;
    }
    if (storage == EMPTY) {
      storage = other.copyOfStorage(0, count);
      size = count;
      return;
    }
    if (storage.getClass() == other.storage.getClass()) {
      Object source = other.storage;
      reserve((long) size + count);
      System.arraycopy(source, 0, storage, size, count);
      size += count;
      return;
    }
    reserve((long) size + count);
    for (int i = 0; i < count; i++) {
      add(other.get(i));
    }
  }

  /** Puts {@code value} before the element at {@code index}; {@code index == size} adds it. */
  public void insert(long index, Object value) {
    if (index < 0 || index > size) {
      throw outOfRange(index);
    }
    int i = (int) index;
    add(value);
    int moved = size - 1 - i;
    if (moved > 0) {
      if (storage instanceof long[] longs) {
        long last = longs[size - 1];
        System.arraycopy(longs, i, longs, i + 1, moved);
        longs[i] = last;
      } else if (storage instanceof double[] doubles) {
        double last = doubles[size - 1];
        System.arraycopy(doubles, i, doubles, i + 1, moved);
        doubles[i] = last;
      } else {
        Object[] objects = (Object[]) storage;
        System.arraycopy(objects, i, objects, i + 1, moved);
        objects[i] = value;
      }
    }
  }

  /** Removes and gives the element at {@code index}. */
  public Object remove(long index) {
    Object removed = get(index);
    int i = (int) index;
    System.arraycopy(storage, i + 1, storage, i, size - 1 - i);
    shrinkTo(size - 1);
    return removed;
  }

  /** Removes and gives the last element; null where there is none. */
  public Object pop() {
    if (size == 0) {
      return null;
    }
    int last = size - 1;
    if (storage instanceof long[] longs) {
      size = last;
      return longs[last];
    }
    if (storage instanceof double[] doubles) {
      size = last;
      return doubles[last];
    }
    Object[] objects = (Object[]) storage;
    Object removed = objects[last];
    objects[last] = null;
    size = last;
    return removed;
  }

  /**
   * Removes the elements from {@code from} up to, not including, {@code to}. Both are checked by
   * the caller.
   */
  public void removeRange(int from, int to) {
    System.arraycopy(storage, to, storage, from, size - to);
    shrinkTo(size - (to - from));
  }

  public void clear() {
    storage = EMPTY;
    size = 0;
  }

  /**
   * A new list of the elements from {@code from} up to, not including, {@code to}. Both are checked
   * by the caller.
   */
  public BideList slice(Region region, int from, int to) {
    return from >= to
        ? new BideList(region)
        : new BideList(region, copyOfStorage(from, to), to - from);
  }

  /** A new list of the elements {@code count} times over; throws ValueError if that is too many. */
  @TruffleBoundary
  public BideList repeated(Region region, int count) {
    long total = (long) size * count;
    if (total == 0) {
      return new BideList(region);
    }
    BideList result = copy(region);
    result.reserve(total);
    int filled = size;
    while (filled < total) {
      int more = (int) Math.min(filled, total - filled);
      System.arraycopy(result.storage, 0, result.storage, filled, more);
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
    for (int i = 0, j = size - 1; i < j; i++, j--) {
      if (storage instanceof long[] longs) {
        long swapped = longs[i];
        longs[i] = longs[j];
        longs[j] = swapped;
      } else if (storage instanceof double[] doubles) {
        double swapped = doubles[i];
        doubles[i] = doubles[j];
        doubles[j] = swapped;
      } else {
        Object[] objects = (Object[]) storage;
        Object swapped = objects[i];
        objects[i] = objects[j];
        objects[j] = swapped;
      }
    }
  }

  /** The elements in a new array. */
  public Object[] toArray() {
    Object[] array = new Object[size];
    if (storage instanceof Object[] objects) {
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
    return (long[]) storage;
  }

  /**
   * The storage itself, longer than the list: for loops over all elements. Only where {@link
   * #isDouble()}.
   */
  public double[] doubles() {
    return (double[]) storage;
  }

  /** Replaces all elements, in the narrowest storage that holds the new ones. Copies. */
  @TruffleBoundary
  public void refill(Object[] elements) {
    BideList fresh = of(region(), elements);
    storage = fresh.storage;
    size = fresh.size;
  }

  /** Makes room for {@code count} elements. Nothing where the list has no kind yet. */
  public void reserve(long count) {
    if (count > MAX_SIZE) {
      CompilerDirectives.transferToInterpreter();
      throw tooLong();
    }
    int room = (int) count;
    if (storage instanceof long[] longs) {
      if (longs.length < room) {
        storage = resized(longs, room);
      }
    } else if (storage instanceof double[] doubles) {
      if (doubles.length < room) {
        storage = resized(doubles, room);
      }
    } else if (storage != EMPTY && ((Object[]) storage).length < room) {
      storage = resized((Object[]) storage, room);
    }
  }

  /** {@code index} as an int if there is such an element; throws IndexError otherwise. */
  public int check(long index) {
    if (index < 0 || index >= size) {
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
        Errors.index("index " + index + " is out of range for a " + kind + " of length " + length);
    if (index < 0 && kind.equals("list") && -index <= length) {
      return error.withHelp(
          index == -1
              ? "for the last element write `xs.last()`"
              : "count from the end with `xs[xs.len() - " + -index + "]`");
    }
    return error;
  }

  /** The storage, made general where it is not. */
  private Object[] objects() {
    return isObject() && storage != EMPTY
        ? CompilerDirectives.castExact(storage, Object[].class)
        : generalised();
  }

  @TruffleBoundary
  private Object[] generalised() {
    Object[] objects = new Object[Math.max(size + 1, FIRST_CAPACITY)];
    if (storage instanceof long[] longs) {
      for (int i = 0; i < size; i++) {
        objects[i] = longs[i];
      }
    } else if (storage instanceof double[] doubles) {
      for (int i = 0; i < size; i++) {
        objects[i] = doubles[i];
      }
    }
    storage = objects;
    return objects;
  }

  private Object copyOfStorage(int from, int to) {
    int count = to - from;
    Object copy;
    if (storage instanceof long[]) {
      copy = new long[count];
    } else if (storage instanceof double[]) {
      copy = new double[count];
    } else {
      copy = new Object[count];
    }
    System.arraycopy(storage, from, copy, 0, count);
    return copy;
  }

  private void shrinkTo(int newSize) {
    if (storage instanceof Object[] objects) {
      for (int i = newSize; i < size; i++) {
        objects[i] = null;
      }
    }
    size = newSize;
  }

  private int nextCapacity(int capacity) {
    if (capacity >= MAX_SIZE) {
      CompilerDirectives.transferToInterpreter();
      throw tooLong();
    }
    return (int)
        Math.min(MAX_SIZE, Math.max(FIRST_CAPACITY, (long) capacity + (capacity >> 1) + 1));
  }

  @TruffleBoundary
  private static BideException tooLong() {
    return Errors.value("a list cannot have more than " + MAX_SIZE + " elements");
  }

  private long[] grown(long[] array) {
    long[] bigger = resized(array, nextCapacity(array.length));
    storage = bigger;
    return bigger;
  }

  private double[] grown(double[] array) {
    double[] bigger = resized(array, nextCapacity(array.length));
    storage = bigger;
    return bigger;
  }

  private Object[] grown(Object[] array) {
    Object[] bigger = resized(array, nextCapacity(array.length));
    storage = bigger;
    return bigger;
  }

  private long[] resized(long[] array, int capacity) {
    long[] bigger = new long[capacity];
    System.arraycopy(array, 0, bigger, 0, size);
    return bigger;
  }

  private double[] resized(double[] array, int capacity) {
    double[] bigger = new double[capacity];
    System.arraycopy(array, 0, bigger, 0, size);
    return bigger;
  }

  private Object[] resized(Object[] array, int capacity) {
    Object[] bigger = new Object[capacity];
    System.arraycopy(array, 0, bigger, 0, size);
    return bigger;
  }

  @Override
  public String toString() {
    return Text.quote(this);
  }
}
