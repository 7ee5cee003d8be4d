package bide.interpreter.ownership;

import bide.interpreter.data.BoundFunction;
import bide.interpreter.data.EnumValue;
import bide.interpreter.data.Instance;
import bide.interpreter.error.BideException;
import bide.interpreter.function.Closure;
import bide.interpreter.library.BoundMethod;
import bide.interpreter.node.Cell;
import bide.interpreter.node.control.Cursor;
import bide.interpreter.value.BideIterator;
import bide.interpreter.value.BideList;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.Owned;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a value holds. A walk is a loop over a list of what is still to be visited, so that no depth
 * overflows the stack.
 */
final class Parts {
  /** Iterators and the like: their fields of reference types, and those of their superclasses. */
  private static final ClassValue<Field[]> FIELDS =
      new ClassValue<>() {
        @Override
        protected Field[] computeValue(Class<?> type) {
          List<Field> fields = new ArrayList<>();
          for (Class<?> c = type; c != Object.class && c != Owned.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
              if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                field.setAccessible(true);
                fields.add(field);
              }
            }
          }
          return fields.toArray(Field[]::new);
        }
      };

  private Parts() {}

  /**
   * Visits a value and all that it reaches, each once, leaving out what cannot hold anything.
   *
   * @param enters visits, and says whether what the visited value holds is to be visited
   */
  static void walk(@Nullable Object start, Predicate<Object> enters) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    ArrayDeque<Object> unvisited = new ArrayDeque<>();
    Consumer<Object> visitor =
        value -> {
          if (Handover.mayHold(value) && seen.add(value) && enters.test(value)) {
            unvisited.push(value);
          }
        };
    visitor.accept(start);
    while (!unvisited.isEmpty()) {
      of(unvisited.pop(), visitor);
    }
  }

  /** Whether a value without a region holds others. */
  static boolean any(Object value) {
    return switch (value) {
      case EnumValue variant -> variant.count() > 0;
      case Closure closure -> closure.captures() != null;
      case BoundFunction x -> true;
      case BoundMethod x -> true;
      case BideException x -> true;
      case Holder x -> true;
      case Cursor x -> true;
      case Object[] x -> true;
      default -> false;
    };
  }

  /**
   * Calls {@code visitor} with each value that {@code value} holds itself, in order; null for a
   * gap.
   */
  static void of(Object value, Consumer<Object> visitor) {
    switch (value) {
      case BideList list -> {
        if (list.isObject()) {
          for (int i = 0; i < list.size(); i++) {
            visitor.accept(list.get(i));
          }
        }
      }
      case BideMap map -> {
        for (int e = map.nextEntry(0); e >= 0; e = map.nextEntry(e + 1)) {
          visitor.accept(map.keyAt(e));
          visitor.accept(map.valueAt(e));
        }
      }
      case Instance instance -> {
        for (int i = 0; i < instance.type().fields().count(); i++) {
          visitor.accept(instance.get(i));
        }
      }
      case EnumValue variant -> {
        for (int i = 0; i < variant.count(); i++) {
          visitor.accept(variant.get(i));
        }
      }
      case Cell cell -> visitor.accept(cell.valueOrNull());
      case Closure closure -> {
        if (closure.captures() != null) {
          visitor.accept(closure.captures());
        }
      }
      case BoundFunction bound -> {
        visitor.accept(bound.receiver());
        visitor.accept(bound.method());
      }
      case BoundMethod bound -> visitor.accept(bound.receiver());
      case BideException error -> {
        error.share(); // it is looked into on its way to others
        visitor.accept(error.value());
        visitor.accept(error.cause());
        error.suppressed().forEach(visitor);
      }
      case Object[] array -> {
        for (Object element : array) {
          visitor.accept(element);
        }
      }
      case Holder holder -> holder.reach(visitor);
      case BideIterator iterator -> fields(iterator, visitor);
      case Cursor cursor -> fields(cursor, visitor);
      default -> {
        // a buffer, a string, something shared: nothing in it
      }
    }
  }

  private static void fields(Object value, Consumer<Object> visitor) {
    for (Field field : FIELDS.get(value.getClass())) {
      try {
        visitor.accept(field.get(value));
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
