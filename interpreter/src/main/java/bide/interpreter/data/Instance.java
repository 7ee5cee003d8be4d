package bide.interpreter.data;

import bide.interpreter.BideLanguage;
import bide.interpreter.GuestResult;
import bide.interpreter.value.Audit;
import bide.interpreter.value.Owned;
import bide.interpreter.value.Region;
import bide.interpreter.value.Text;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnknownIdentifierException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import org.jspecify.annotations.Nullable;

/**
 * A value of a struct. Each field has a tag and 64 bits: the tag is the field's value, or says that
 * the bits are an int or a float. So numbers are never boxed, a field may change its kind at any
 * time, and nothing has to know of that but the field. Where the type is a constant, so is the
 * place of a field, and the switches below fold to one load.
 *
 * <p>The type knows which kinds each field has held so far ({@link FieldKinds}); of a field that
 * has always held ints, compiled code does not look at the tag.
 *
 * <p>The alternative, a layout for each combination of kinds, saves the tag's four bytes and its
 * check, but changes the object under everyone who holds it when a field changes its kind.
 */
@ExportLibrary(InteropLibrary.class)
public abstract sealed class Instance extends Owned implements TruffleObject {
  /** The tag of an int field. */
  public static final Object INT = new Object();

  /** The tag of a float field. */
  public static final Object FLOAT = new Object();

  private final StructType type;

  private Instance(Region region, StructType type) {
    super(region);
    this.type = type;
    type.making(region);
  }

  @Override
  public final void moveTo(Region newRegion) {
    type.moving();
    super.moveTo(newRegion);
  }

  /** An instance whose fields are still to be set, all of them. */
  public static Instance create(Region region, StructType type) {
    int count = type.fields().count();
    if (count <= 2) {
      return new Two(region, type);
    }
    if (count <= 4) {
      return new Four(region, type);
    }
    return count <= 8 ? new Eight(region, type) : new Many(region, type, count - 8);
  }

  public final StructType type() {
    return type;
  }

  /** Room for two fields. */
  private static non-sealed class Two extends Instance {
    Object tag0;
    Object tag1;
    long bits0;
    long bits1;

    Two(Region region, StructType type) {
      super(region, type);
    }
  }

  private static class Four extends Two {
    Object tag2;
    Object tag3;
    long bits2;
    long bits3;

    Four(Region region, StructType type) {
      super(region, type);
    }
  }

  private static class Eight extends Four {
    Object tag4;
    Object tag5;
    Object tag6;
    Object tag7;
    long bits4;
    long bits5;
    long bits6;
    long bits7;

    Eight(Region region, StructType type) {
      super(region, type);
    }
  }

  private static final class Many extends Eight {
    final Object[] tags;
    final long[] bits;

    Many(Region region, StructType type, int more) {
      super(region, type);
      tags = new Object[more];
      bits = new long[more];
    }
  }

  // ---------------------------------------------------------------- fields

  /** The value of a field, or {@link #INT} or {@link #FLOAT}. */
  public final Object tag(int field) {
    Audit.read(this);
    return switch (field) {
      case 0 -> ((Two) this).tag0;
      case 1 -> ((Two) this).tag1;
      case 2 -> ((Four) this).tag2;
      case 3 -> ((Four) this).tag3;
      case 4 -> ((Eight) this).tag4;
      case 5 -> ((Eight) this).tag5;
      case 6 -> ((Eight) this).tag6;
      case 7 -> ((Eight) this).tag7;
      default -> ((Many) this).tags[field - 8];
    };
  }

  /** The number of a field whose tag says that it has one: an int, or the bits of a float. */
  public final long bits(int field) {
    Audit.read(this);
    return switch (field) {
      case 0 -> ((Two) this).bits0;
      case 1 -> ((Two) this).bits1;
      case 2 -> ((Four) this).bits2;
      case 3 -> ((Four) this).bits3;
      case 4 -> ((Eight) this).bits4;
      case 5 -> ((Eight) this).bits5;
      case 6 -> ((Eight) this).bits6;
      case 7 -> ((Eight) this).bits7;
      default -> ((Many) this).bits[field - 8];
    };
  }

  private void setTag(int field, Object tag) {
    Audit.write(this);
    switch (field) {
      case 0 -> ((Two) this).tag0 = tag;
      case 1 -> ((Two) this).tag1 = tag;
      case 2 -> ((Four) this).tag2 = tag;
      case 3 -> ((Four) this).tag3 = tag;
      case 4 -> ((Eight) this).tag4 = tag;
      case 5 -> ((Eight) this).tag5 = tag;
      case 6 -> ((Eight) this).tag6 = tag;
      case 7 -> ((Eight) this).tag7 = tag;
      default -> ((Many) this).tags[field - 8] = tag;
    }
  }

  private void setBits(int field, long bits) {
    Audit.write(this);
    switch (field) {
      case 0 -> ((Two) this).bits0 = bits;
      case 1 -> ((Two) this).bits1 = bits;
      case 2 -> ((Four) this).bits2 = bits;
      case 3 -> ((Four) this).bits3 = bits;
      case 4 -> ((Eight) this).bits4 = bits;
      case 5 -> ((Eight) this).bits5 = bits;
      case 6 -> ((Eight) this).bits6 = bits;
      case 7 -> ((Eight) this).bits7 = bits;
      default -> ((Many) this).bits[field - 8] = bits;
    }
  }

  public final Object get(int field) {
    Object tag = tag(field);
    if (tag == INT) {
      return bits(field);
    }
    return tag == FLOAT ? (Object) Double.longBitsToDouble(bits(field)) : tag;
  }

  /** Sets a field whose struct is not a constant of the compilation. */
  public final void set(int field, Object value) {
    type.admit(field, FieldKinds.of(value));
    if (value instanceof Long number) {
      setNumber(field, INT, number);
    } else if (value instanceof Double number) {
      setNumber(field, FLOAT, Double.doubleToRawLongBits(number));
    } else {
      setTag(field, value);
    }
  }

  /** To be done after the type has admitted the kind. */
  public final void setObject(int field, Object value) {
    setTag(field, value);
  }

  /**
   * To be done after the type has admitted the kind. A tag that stays is not written: the collector
   * would be told of it.
   *
   * @param tag null where the field has it already
   */
  public final void setNumber(int field, @Nullable Object tag, long bits) {
    setBits(field, bits);
    if (tag != null && tag(field) != tag) {
      setTag(field, tag);
    }
  }

  @Override
  public final String toString() {
    return Text.quote(this);
  }

  // ---------------------------------------------------------------- for tools

  @ExportMessage
  final boolean hasLanguage() {
    return true;
  }

  @ExportMessage
  final Class<? extends TruffleLanguage<?>> getLanguage() {
    return BideLanguage.class;
  }

  @ExportMessage
  final boolean hasMembers() {
    return true;
  }

  @ExportMessage
  final Object getMembers(@SuppressWarnings("unused") boolean includeInternal) {
    return ToolArray.ofNames(type.fields());
  }

  @ExportMessage
  final boolean isMemberReadable(String member) {
    return type.fields().indexOf(member) >= 0;
  }

  @ExportMessage
  final Object readMember(String member) throws UnknownIdentifierException {
    int index = type.fields().indexOf(member);
    if (index < 0) {
      throw UnknownIdentifierException.create(member);
    }
    return GuestResult.of(get(index));
  }

  @ExportMessage
  final boolean hasMetaObject() {
    return true;
  }

  @ExportMessage
  final Object getMetaObject() {
    return type;
  }

  @ExportMessage
  @TruffleBoundary
  final Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
    return Text.quote(this);
  }
}
