package bide.interpreter.node;

import bide.interpreter.data.StructType;
import bide.interpreter.data.Variant;
import bide.interpreter.node.data.StructPattern;
import bide.interpreter.node.data.VariantPattern;
import bide.interpreter.node.pattern.ListPattern;
import bide.interpreter.node.pattern.MapPattern;
import bide.interpreter.node.pattern.SimplePatterns;
import com.oracle.truffle.api.strings.TruffleString;

/** Makes pattern nodes. Literals are guest values. */
public final class Patterns {
  private Patterns() {}

  public static PatternNode wildcard() {
    return new SimplePatterns.Wildcard();
  }

  /** Fits what equals {@code value}. */
  public static PatternNode literal(Object value) {
    if (value instanceof Long number) {
      return new SimplePatterns.OfLong(number);
    }
    return value instanceof TruffleString text
        ? new SimplePatterns.OfString(text)
        : new SimplePatterns.OfValue(value);
  }

  /**
   * @param from null, as {@code to}, for an open end; numbers, strings or durations otherwise
   */
  public static PatternNode range(Object from, Object to, boolean inclusive) {
    boolean ints = (from == null || from instanceof Long) && (to == null || to instanceof Long);
    boolean empty = to instanceof Long end && !inclusive && end == Long.MIN_VALUE;
    if (!ints || empty || from == null || to == null) {
      return new SimplePatterns.OfRange(from, to, inclusive);
    }
    return new SimplePatterns.LongRange((long) from, inclusive ? (long) to : (long) to - 1);
  }

  public static PatternNode bind(ValueWriter writer) {
    return new SimplePatterns.Bind(writer);
  }

  /** {@code x @ p}. */
  public static PatternNode binding(ValueWriter writer, PatternNode pattern) {
    return new SimplePatterns.BindMatched(writer, pattern);
  }

  public static PatternNode alternatives(PatternNode... alternatives) {
    return new SimplePatterns.Alternatives(alternatives);
  }

  /**
   * @param restIndex how many elements stand before {@code ..}; -1 without it
   * @param rest null for a bare {@code ..}
   */
  public static PatternNode list(PatternNode[] elements, int restIndex, ValueWriter rest) {
    return new ListPattern(elements, restIndex, rest);
  }

  /**
   * @param rest null where the other keys are not wanted
   */
  public static PatternNode map(String[] keys, PatternNode[] patterns, ValueWriter rest) {
    return new MapPattern(keys, patterns, rest);
  }

  /**
   * @param fields one per pattern: the place of the field that it is for
   */
  public static PatternNode struct(StructType type, int[] fields, PatternNode[] patterns) {
    return new StructPattern(type, fields, patterns);
  }

  /**
   * @param fields one per pattern: the place of the field that it is for
   */
  public static PatternNode variant(Variant variant, int[] fields, PatternNode[] patterns) {
    return new VariantPattern(variant, fields, patterns);
  }
}
