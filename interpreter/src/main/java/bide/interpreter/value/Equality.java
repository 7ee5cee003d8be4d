package bide.interpreter.value;

import bide.interpreter.async.FutureHints;
import bide.interpreter.data.DataType;
import bide.interpreter.data.EnumValue;
import bide.interpreter.data.Instance;
import bide.interpreter.data.UserMethods;
import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import bide.interpreter.function.Closure;
import bide.interpreter.ownership.Ownership;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.strings.TruffleString;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ==}, map keys and sorting mean. Data is equal by structure, numbers by value whatever
 * their kind ({@code 1 == 1.0}), and everything else (functions, futures, tasks, shared objects)
 * only to itself. Equal values have equal hashes.
 */
public final class Equality {
  /**
   * A structure this deep is compared for order; deeper ones get an error rather than overflow the
   * stack.
   */
  private static final int MAX_ORDER_DEPTH = 500;

  /** Levels that a hash looks at: deeper parts do not change it, and cycles end. */
  private static final int HASH_DEPTH = 4;

  /**
   * Elements of an inner list that a hash looks at, so that hashing takes no more time than the
   * list has elements, roughly.
   */
  private static final int NESTED_HASH_ELEMENTS = 8;

  /**
   * Pairs compared before cycles are looked for: most structures have fewer and need no
   * bookkeeping.
   */
  private static final int PAIRS_BEFORE_CYCLE_CHECK = 10_000;

  private Equality() {}

  @TruffleBoundary
  public static boolean equals(Object left, Object right) {
    if (left == right) {
      return !(left instanceof Double number && number.isNaN());
    }
    if (hasParts(left)) {
      return left.getClass() == right.getClass() && new Comparison().equal(left, right);
    }
    return equalLeaves(left, right);
  }

  private static boolean hasParts(Object value) {
    return value instanceof BideList
        || value instanceof BideMap
        || value instanceof Instance
        || value instanceof EnumValue;
  }

  private static boolean equalLeaves(Object left, Object right) {
    return switch (left) {
      case TruffleString a -> right instanceof TruffleString b && Strings.equal(a, b);
      case Boolean a -> a.equals(right);
      case BideRange a -> a.equals(right);
      case BideDuration a -> a.equals(right);
      case BideInstant a -> a.equals(right);
      case BideBytes a -> a.equals(right);
      case BideBuffer a -> right instanceof BideBuffer b && equalBytes(a, b);
      case BideException a -> right instanceof BideException b && a.isSame(b);
      default ->
          Numbers.isNumber(left) && Numbers.isNumber(right)
              ? Numbers.equal(left, right)
              : left == right;
    };
  }

  private static boolean equalBytes(BideBuffer a, BideBuffer b) {
    checkBoth(a, b, Ownership.current());
    return Arrays.equals(a.array(), 0, a.size(), b.array(), 0, b.size());
  }

  /**
   * Compares with a list of pairs still to do instead of recursion, so that no depth overflows the
   * stack and cycles end.
   */
  private static final class Comparison {
    private final ArrayDeque<Object> pending = new ArrayDeque<>();
    private final @Nullable Region mine = Ownership.current();
    private int compared;
    private Set<IdentityPair> seen;

    private record IdentityPair(Object left, Object right) {
      @Override
      public boolean equals(Object other) {
        return other instanceof IdentityPair pair && left == pair.left && right == pair.right;
      }

      @Override
      public int hashCode() {
        return 31 * System.identityHashCode(left) + System.identityHashCode(right);
      }
    }

    boolean equal(Object left, Object right) {
      pending.push(left);
      pending.push(right);
      while (!pending.isEmpty()) {
        Object b = pending.pop();
        Object a = pending.pop();
        if (!isNew(a, b)) {
          continue;
        }
        check(a);
        check(b);
        boolean equal =
            switch (a) {
              case BideList list -> lists(list, (BideList) b);
              case BideMap map -> maps(map, (BideMap) b);
              case Instance instance -> instances(instance, (Instance) b);
              default -> variants((EnumValue) a, (EnumValue) b);
            };
        if (!equal) {
          return false;
        }
      }
      return true;
    }

    /**
     * Equal pairs that come again lie on a cycle, or were found equal so far: either way there is
     * nothing to add.
     */
    private boolean isNew(Object a, Object b) {
      if (++compared < PAIRS_BEFORE_CYCLE_CHECK) {
        return true;
      }
      if (seen == null) {
        seen = new HashSet<>();
      }
      return seen.add(new IdentityPair(a, b));
    }

    private void check(Object value) {
      if (mine != null && value instanceof Owned owned) {
        Ownership.checkRead(owned, mine, null);
      }
    }

    private boolean lists(BideList a, BideList b) {
      int size = a.size();
      if (size != b.size()) {
        return false;
      }
      if (a.isLong() && b.isLong()) {
        return Arrays.equals(a.longs(), 0, size, b.longs(), 0, size);
      }
      for (int i = 0; i < size; i++) {
        if (!elements(a.get(i), b.get(i))) {
          return false;
        }
      }
      return true;
    }

    private boolean maps(BideMap a, BideMap b) {
      if (a.size() != b.size()) {
        return false;
      }
      for (int e = a.nextEntry(0); e >= 0; e = a.nextEntry(e + 1)) {
        Object other = b.get(a.keyAt(e));
        check(a);
        if (other == null || !elements(a.valueAt(e), other)) {
          return false;
        }
      }
      return true;
    }

    private boolean instances(Instance a, Instance b) {
      if (a.type() != b.type()) {
        return false;
      }
      Closure equals = a.type().method(UserMethods.EQUALS);
      if (equals != null) {
        return UserMethods.equal(equals, a, b);
      }
      for (int i = 0; i < a.type().fields().count(); i++) {
        if (!elements(a.get(i), b.get(i))) {
          return false;
        }
      }
      return true;
    }

    private boolean variants(EnumValue a, EnumValue b) {
      if (a.variant().type() != b.variant().type()) {
        return false;
      }
      Closure equals = a.variant().type().method(UserMethods.EQUALS);
      if (equals != null) {
        return UserMethods.equal(equals, a, b);
      }
      if (a.variant() != b.variant()) {
        return false;
      }
      for (int i = 0; i < a.count(); i++) {
        if (!elements(a.get(i), b.get(i))) {
          return false;
        }
      }
      return true;
    }

    private boolean elements(Object a, Object b) {
      if (hasParts(a)) {
        if (a.getClass() != b.getClass()) {
          return false;
        }
        if (a != b) {
          pending.push(a);
          pending.push(b);
        }
        return true;
      }
      return a == b ? !(a instanceof Double number && number.isNaN()) : equalLeaves(a, b);
    }
  }

  @TruffleBoundary
  public static int hash(Object value) {
    // almost every key is one of these two: they need no pattern switch
    if (value instanceof Long number) {
      return Long.hashCode(number);
    }
    if (value instanceof TruffleString string) {
      return Strings.hash(string);
    }
    return hash(value, HASH_DEPTH);
  }

  private static int hash(Object value, int depth) {
    return switch (value) {
      case Long number -> Long.hashCode(number);
      case TruffleString string -> Strings.hash(string);
      case Boolean bool -> bool.hashCode();
      case BideRange range -> range.hashCode();
      case BideDuration duration -> duration.hashCode();
      case BideInstant instant -> instant.hashCode();
      case BideBytes bytes -> bytes.hashCode();
      case BideBuffer buffer -> {
        Ownership.checkRead(buffer);
        yield buffer.size();
      }
      case BideList list -> {
        Ownership.checkRead(list);
        int hash = list.size();
        int count = depth == HASH_DEPTH ? hash : Math.min(hash, NESTED_HASH_ELEMENTS);
        for (int i = 0; depth > 0 && i < count; i++) {
          hash = 31 * hash + hash(list.get(i), depth - 1);
        }
        yield hash;
      }
      case BideMap map -> {
        Ownership.checkRead(map);
        int hash = map.size();
        for (int e = map.nextEntry(0); depth > 0 && e >= 0; e = map.nextEntry(e + 1)) {
          Object element = map.valueAt(e);
          hash += hash(map.keyAt(e), 0) ^ (element instanceof Owned ? 0 : 31 * hash(element, 0));
        }
        yield hash;
      }
      case Instance instance -> {
        Integer own = userHash(instance.type(), value);
        if (own != null) {
          yield own;
        }
        Ownership.checkRead(instance);
        int hash = instance.type().name().hashCode();
        for (int i = 0; depth > 0 && i < instance.type().fields().count(); i++) {
          hash = 31 * hash + hash(instance.get(i), depth - 1);
        }
        yield hash;
      }
      case EnumValue variant -> {
        Integer own = userHash(variant.variant().type(), value);
        if (own != null) {
          yield own;
        }
        int hash = variant.variant().name().hashCode();
        for (int i = 0; depth > 0 && i < variant.count(); i++) {
          hash = 31 * hash + hash(variant.get(i), depth - 1);
        }
        yield hash;
      }
      case BideException error -> error.identity();
      default -> Numbers.isNumber(value) ? Numbers.hash(value) : System.identityHashCode(value);
    };
  }

  /**
   * What the type's {@code hash} gives. A type with {@code equals} alone has one hash for all of
   * its values, since only it knows which are equal. Null for types with neither.
   */
  private static @Nullable Integer userHash(DataType type, Object value) {
    Closure hash = type.method(UserMethods.HASH);
    if (hash != null) {
      return UserMethods.hash(hash, value);
    }
    return type.method(UserMethods.EQUALS) == null ? null : (Integer) type.name().hashCode();
  }

  /**
   * The order for sorting and for {@code <} on what are not numbers: numbers by value with NaN
   * last, strings by code point, bytes, durations, instants, false before true, lists element by
   * element. Anything else throws TypeError.
   */
  @TruffleBoundary
  public static int compare(Object left, Object right) {
    return compare(left, right, 0);
  }

  private static void checkBoth(Owned a, Owned b, @Nullable Region mine) {
    if (mine != null) {
      Ownership.checkRead(a, mine, null);
      Ownership.checkRead(b, mine, null);
    }
  }

  private static int compare(Object left, Object right, int depth) {
    if (left instanceof TruffleString a && right instanceof TruffleString b) {
      return Strings.compare(a, b);
    }
    if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
      return Numbers.compare(left, right);
    }
    if (left instanceof BideList a && right instanceof BideList b) {
      if (depth > MAX_ORDER_DEPTH) {
        throw Errors.value(
            "cannot order lists that are nested more than " + MAX_ORDER_DEPTH + " deep");
      }
      Region mine = Ownership.current();
      checkBoth(a, b, mine);
      int common = Math.min(a.size(), b.size());
      for (int i = 0; i < common; i++) {
        int order = compare(a.get(i), b.get(i), depth + 1);
        checkBoth(a, b, mine); // a `compare` of an element may have given them away
        if (order != 0) {
          return order;
        }
      }
      return Integer.compare(a.size(), b.size());
    }
    if (left instanceof BideDuration a && right instanceof BideDuration b) {
      return a.compareTo(b);
    }
    if (left instanceof BideInstant a && right instanceof BideInstant b) {
      return a.compareTo(b);
    }
    if (left instanceof BideBytes a && right instanceof BideBytes b) {
      return a.compareTo(b);
    }
    if (left instanceof Boolean a && right instanceof Boolean b) {
      return a.compareTo(b);
    }
    DataType type = DataType.of(left);
    Closure order = type == null ? null : type.method(UserMethods.COMPARE);
    if (order != null && DataType.of(right) == type) {
      return UserMethods.compare(order, left, right);
    }
    throw notOrdered(left, right);
  }

  private static BideException notOrdered(Object left, Object right) {
    String kind = Kinds.name(left);
    BideException error =
        Errors.type(
            kind.equals(Kinds.name(right))
                ? Kinds.withArticle(kind) + " has no order"
                : "cannot order " + Kinds.withArticle(kind) + " and " + Kinds.described(right));
    return DataType.of(left) != null && DataType.of(left) == DataType.of(right)
        ? error.withHelp(orderedBy(kind))
        : FutureHints.addTo(error, left, right);
  }

  /** How to give an order to the values of a type. */
  public static String orderedBy(String type) {
    return "give "
        + type
        + " a method `compare(self, other)` that gives an int below, at or above zero";
  }
}
