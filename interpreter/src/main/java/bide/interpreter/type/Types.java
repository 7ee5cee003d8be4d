package bide.interpreter.type;

import bide.grammar.tree.TypeExpr;
import bide.interpreter.async.CallFuture;
import bide.interpreter.async.Strand;
import bide.interpreter.builtin.ChannelObject;
import bide.interpreter.data.DataType;
import bide.interpreter.error.BideException;
import bide.interpreter.function.Closure;
import bide.interpreter.library.BoundMethod;
import bide.interpreter.library.BuiltinFunction;
import bide.interpreter.value.BideBuffer;
import bide.interpreter.value.BideBytes;
import bide.interpreter.value.BideDuration;
import bide.interpreter.value.BideInstant;
import bide.interpreter.value.BideIterator;
import bide.interpreter.value.BideList;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.BideRange;
import bide.interpreter.value.Kinds;
import bide.interpreter.value.Nil;
import bide.runtime.task.Future;
import com.oracle.truffle.api.strings.TruffleString;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The types that annotations can name, and the tests of them. */
public final class Types {
  /** Every value is of this type, so nothing is tested. */
  private static final String ANY = "any";

  private static final Map<String, TypeTest> BUILTIN = new LinkedHashMap<>();

  static {
    builtin("int", "an int", Long.class, BigInteger.class);
    builtin("float", "a float", Double.class);
    builtin("bool", "a bool", Boolean.class);
    builtin("string", "a string", TruffleString.class);
    builtin("bytes", "bytes", BideBytes.class);
    builtin("nil", "nil", Nil.class);
    builtin("list", "a list", BideList.class);
    builtin("map", "a map", BideMap.class);
    builtin("buffer", "a buffer", BideBuffer.class);
    builtin("range", "a range", BideRange.class);
    builtin("duration", "a duration", BideDuration.class);
    builtin("instant", "an instant", BideInstant.class);
    builtin("iterator", "an iterator", BideIterator.class);
    builtin("fn", "a function", Closure.class, BuiltinFunction.class, BoundMethod.class);
    builtin("future", "a future", CallFuture.class, Future.class);
    builtin("task", "a task", Strand.class);
    builtin("channel", "a channel", ChannelObject.class);
    builtin("error", "an error", BideException.class);
    builtin(ANY, "anything", Object.class);
  }

  private Types() {}

  private static void builtin(String name, String described, Class<?>... classes) {
    BUILTIN.put(name, new OfClasses(name, described, classes));
  }

  /** The names of the builtin types. */
  public static Set<String> names() {
    return Collections.unmodifiableSet(BUILTIN.keySet());
  }

  /**
   * The test of an annotation whose names are known to mean something; null where it allows
   * everything.
   *
   * @param declared the struct or enum that a name means; null for a builtin type
   */
  public static @Nullable TypeTest of(
      TypeExpr type, Function<TypeExpr, @Nullable DataType> declared) {
    List<TypeTest> parts = new ArrayList<>();
    collect(type, declared, parts);
    if (parts.contains(BUILTIN.get(ANY))) {
      return null;
    }
    return parts.size() == 1
        ? parts.getFirst()
        : new TypeTest.Union(parts.toArray(TypeTest[]::new), written(type));
  }

  private static void collect(
      TypeExpr type, Function<TypeExpr, @Nullable DataType> declared, List<TypeTest> into) {
    switch (type) {
      case TypeExpr.Named named -> {
        DataType data = declared.apply(named);
        into.add(data == null ? BUILTIN.get(named.name()) : new OfData(data));
      }
      case TypeExpr.Optional optional -> {
        collect(optional.type(), declared, into);
        into.add(BUILTIN.get("nil"));
      }
      case TypeExpr.Union union -> union.types().forEach(part -> collect(part, declared, into));
    }
  }

  private static String written(TypeExpr type) {
    return switch (type) {
      case TypeExpr.Named named -> named.name();
      case TypeExpr.Optional optional ->
          optional.type() instanceof TypeExpr.Union
              ? "(" + written(optional.type()) + ")?"
              : written(optional.type()) + "?";
      case TypeExpr.Union union ->
          String.join(" | ", union.types().stream().map(Types::written).toList());
    };
  }

  /** Instances of a struct, values of an enum. */
  private static final class OfData extends TypeTest {
    private final DataType type;

    OfData(DataType type) {
      this.type = type;
    }

    @Override
    public boolean test(Object value) {
      return DataType.of(value) == type;
    }

    @Override
    public String written() {
      return type.name();
    }

    @Override
    public String described() {
      return Kinds.withArticle(type.name());
    }
  }

  /** Instances of one of a few classes. */
  private static final class OfClasses extends TypeTest {
    private final String name;
    private final String described;
    private final Class<?> first;
    private final @Nullable Class<?> second;
    private final @Nullable Class<?> third;

    OfClasses(String name, String described, Class<?>... classes) {
      this.name = name;
      this.described = described;
      this.first = classes[0];
      this.second = classes.length > 1 ? classes[1] : null;
      this.third = classes.length > 2 ? classes[2] : null;
    }

    @Override
    public boolean test(Object value) {
      return first.isInstance(value)
          || (second != null && second.isInstance(value))
          || (third != null && third.isInstance(value));
    }

    @Override
    public String written() {
      return name;
    }

    @Override
    public String described() {
      return described;
    }
  }
}
