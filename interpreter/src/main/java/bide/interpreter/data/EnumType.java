package bide.interpreter.data;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an {@code enum} declares. */
public final class EnumType extends DataType {
  private final Map<String, Variant> variants = new LinkedHashMap<>();

  public EnumType(String name) {
    super(name);
  }

  /** To be done before the first value is made. */
  public Variant add(String variant, Variant.Kind kind, FieldList fields) {
    Variant added = new Variant(this, variant, kind, variants.size(), fields);
    variants.put(variant, added);
    return added;
  }

  /** A variant with values by position and without defaults; for enums of the library. */
  public Variant add(String variant, String... fields) {
    return add(
        variant,
        fields.length == 0 ? Variant.Kind.UNIT : Variant.Kind.POSITIONAL,
        new FieldList(List.of(fields), new boolean[fields.length]));
  }

  @TruffleBoundary
  public @Nullable Variant variant(String variant) {
    return variants.get(variant);
  }

  public Collection<Variant> variants() {
    return variants.values();
  }

  /** Of a variant without fields this is its one value. */
  @Override
  public @Nullable Object member(String member) {
    Variant found = variant(member);
    return found != null ? found.asValue() : super.member(member);
  }

  @Override
  public Collection<String> memberNames() {
    List<String> names = new ArrayList<>(variants.keySet());
    names.addAll(functionNames());
    return names;
  }

  @Override
  public String toString() {
    return "<enum " + name() + ">";
  }
}
