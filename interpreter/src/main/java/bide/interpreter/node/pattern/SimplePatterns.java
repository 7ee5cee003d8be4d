package bide.interpreter.node.pattern;

import bide.interpreter.node.PatternNode;
import bide.interpreter.node.ValueWriter;
import bide.interpreter.value.BideBytes;
import bide.interpreter.value.BideDuration;
import bide.interpreter.value.BideInstant;
import bide.interpreter.value.Equality;
import bide.interpreter.value.Numbers;
import bide.interpreter.value.Strings;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.strings.TruffleString;

/** Patterns that do not look into the value. */
public final class SimplePatterns {
  private SimplePatterns() {}

  public static final class Wildcard extends PatternNode {
    @Override
    public boolean match(VirtualFrame frame, Object value) {
      return true;
    }
  }

  /** Fits what {@code ==} the literal. */
  public static final class OfLong extends PatternNode {
    private final long literal;

    public OfLong(long literal) {
      this.literal = literal;
    }

    @Override
    public boolean match(VirtualFrame frame, Object value) {
      return value instanceof Long number
          ? number == literal
          : value instanceof Double && Numbers.equal(literal, value);
    }
  }

  public static final class OfString extends PatternNode {
    private final TruffleString literal;
    @Child private TruffleString.EqualNode equal = TruffleString.EqualNode.create();

    public OfString(TruffleString literal) {
      this.literal = literal;
    }

    @Override
    public boolean match(VirtualFrame frame, Object value) {
      return value instanceof TruffleString text && equal.execute(text, literal, Strings.ENCODING);
    }
  }

  public static final class OfValue extends PatternNode {
    private final Object literal;

    public OfValue(Object literal) {
      this.literal = literal;
    }

    @Override
    public boolean match(VirtualFrame frame, Object value) {
      return value == literal || Equality.equals(value, literal);
    }
  }

  public static final class LongRange extends PatternNode {
    private final long from;
    private final long to;

    /** Both bounds belong to the range. */
    public LongRange(long from, long to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public boolean match(VirtualFrame frame, Object value) {
      return value instanceof Long number
          ? number >= from && number <= to
          : value instanceof Double real && contains(real);
    }

    @TruffleBoundary
    private boolean contains(Double number) {
      return !number.isNaN()
          && Numbers.compare(from, number) <= 0
          && Numbers.compare(number, to) <= 0;
    }
  }

  /** Bounds of any ordered kind; a value of another kind does not fit. */
  public static final class OfRange extends PatternNode {
    private final Object from;
    private final Object to;
    private final boolean inclusive;

    /**
     * @param from null, as {@code to}, for an open end
     */
    public OfRange(Object from, Object to, boolean inclusive) {
      this.from = from;
      this.to = to;
      this.inclusive = inclusive;
    }

    @Override
    public boolean match(VirtualFrame frame, Object value) {
      return contains(value);
    }

    @TruffleBoundary
    private boolean contains(Object value) {
      if (!isOrdered(value)) {
        return false;
      }
      if (from != null && (!comparable(from, value) || Equality.compare(from, value) > 0)) {
        return false;
      }
      if (to == null) {
        return true;
      }
      return comparable(value, to)
          && (inclusive ? Equality.compare(value, to) <= 0 : Equality.compare(value, to) < 0);
    }

    private static boolean isOrdered(Object value) {
      return !(value instanceof Double number && number.isNaN())
          && (Numbers.isNumber(value)
              || value instanceof TruffleString
              || value instanceof BideDuration
              || value instanceof BideInstant
              || value instanceof BideBytes);
    }

    private static boolean comparable(Object left, Object right) {
      return Numbers.isNumber(left) ? Numbers.isNumber(right) : left.getClass() == right.getClass();
    }
  }

  public static final class Bind extends PatternNode {
    @Child private ValueWriter writer;

    public Bind(ValueWriter writer) {
      this.writer = writer;
    }

    @Override
    public boolean match(VirtualFrame frame, Object value) {
      writer.write(frame, value);
      return true;
    }
  }

  /** {@code x @ p}: binds only what fits. */
  public static final class BindMatched extends PatternNode {
    @Child private ValueWriter writer;
    @Child private PatternNode pattern;

    public BindMatched(ValueWriter writer, PatternNode pattern) {
      this.writer = writer;
      this.pattern = pattern;
    }

    @Override
    public boolean match(VirtualFrame frame, Object value) {
      if (!pattern.match(frame, value)) {
        return false;
      }
      writer.write(frame, value);
      return true;
    }
  }

  public static final class Alternatives extends PatternNode {
    @Children private final PatternNode[] alternatives;

    public Alternatives(PatternNode[] alternatives) {
      this.alternatives = alternatives;
    }

    @Override
    @ExplodeLoop
    public boolean match(VirtualFrame frame, Object value) {
      for (PatternNode alternative : alternatives) {
        if (alternative.match(frame, value)) {
          return true;
        }
      }
      return false;
    }
  }
}
