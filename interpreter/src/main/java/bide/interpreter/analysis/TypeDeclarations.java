package bide.interpreter.analysis;

import bide.grammar.Span;
import bide.grammar.tree.Block;
import bide.grammar.tree.Expr;
import bide.grammar.tree.Parameter;
import bide.grammar.tree.Pattern;
import bide.grammar.tree.Stmt;
import bide.grammar.tree.Tree;
import bide.interpreter.data.Constructed;
import bide.interpreter.data.DataType;
import bide.interpreter.data.EnumType;
import bide.interpreter.data.EnumValue;
import bide.interpreter.data.FieldList;
import bide.interpreter.data.StructType;
import bide.interpreter.data.UserMethods;
import bide.interpreter.data.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The structs, enums and impl blocks of a program. A type is known in its whole block and made
 * once, by the analysis: neither its methods nor its defaults see variables of a function around
 * it.
 */
final class TypeDeclarations {
  private final Resolver resolver;
  private final TypeNames types;
  private final TypeResolver annotations;

  /** Functions declared for each type by this program. */
  private final Map<DataType, Set<String>> declared = new IdentityHashMap<>();

  TypeDeclarations(Resolver resolver, TypeNames types, TypeResolver annotations) {
    this.resolver = resolver;
    this.types = types;
    this.annotations = annotations;
  }

  /** Makes the types of a block and their names, and the plain names of variants. */
  void declare(Block block) {
    Set<String> taken = new HashSet<>();
    Map<String, List<Variant>> variants = new HashMap<>();
    for (Stmt statement : block.statements()) {
      switch (statement) {
        case Stmt.Struct struct ->
            name(struct, struct.name(), struct.nameSpan(), struct(struct), taken);
        case Stmt.Enum declaration -> {
          EnumType type = enumeration(declaration);
          name(declaration, declaration.name(), declaration.nameSpan(), type, taken);
          for (Variant variant : type.variants()) {
            variants.computeIfAbsent(variant.name(), n -> new ArrayList<>()).add(variant);
          }
        }
        default -> {}
      }
    }
    declareVariants(variants, taken);
  }

  /** The plain names of the variants of an enum that another file declares. */
  void declareVariants(EnumType type) {
    for (Variant variant : type.variants()) {
      Object known = resolver.scope().constantHere(variant.name());
      if (known instanceof Variant other && other != variant) {
        resolver
            .scope()
            .declareConstant(variant.name(), new TypeNames.Ambiguous(List.of(other, variant)));
      } else if (known == null && resolver.scope().declaredHere(variant.name()) == null) {
        resolver.scope().declareConstant(variant.name(), variant);
      }
    }
  }

  private void declareVariants(Map<String, List<Variant>> variants, Set<String> taken) {
    // What is declared under a name of its own goes before a variant; functions come later.
    variants.forEach(
        (name, all) -> {
          if (!taken.contains(name)) {
            resolver
                .scope()
                .declareConstant(
                    name, all.size() == 1 ? all.getFirst() : new TypeNames.Ambiguous(all));
          }
        });
  }

  private void name(Stmt statement, String name, Span span, DataType type, Set<String> taken) {
    if (!taken.add(name)) {
      resolver.error(
          "duplicate-type", "`" + name + "` is defined twice in this block", span, "rename one");
    }
    resolver.result().types.put(statement, type);
    resolver.scope().declareConstant(name, type);
  }

  private StructType struct(Stmt.Struct struct) {
    return new StructType(struct.name(), fields(struct.fields()));
  }

  private EnumType enumeration(Stmt.Enum declaration) {
    EnumType type = new EnumType(declaration.name());
    for (Stmt.Variant variant : declaration.variants()) {
      if (type.variant(variant.name()) != null) {
        resolver.error(
            "duplicate-variant",
            "`" + declaration.name() + "` has two variants `" + variant.name() + "`",
            TypeNames.spanOf(List.of(variant.name()), variant.span()),
            null);
        continue;
      }
      Variant.Kind kind =
          switch (variant.kind()) {
            case UNIT -> Variant.Kind.UNIT;
            case POSITIONAL -> Variant.Kind.POSITIONAL;
            case NAMED -> Variant.Kind.NAMED;
          };
      boolean empty = kind == Variant.Kind.POSITIONAL && variant.fields().isEmpty();
      type.add(variant.name(), empty ? Variant.Kind.UNIT : kind, fields(variant.fields()));
    }
    return type;
  }

  private FieldList fields(List<Stmt.StructField> fields) {
    List<String> names = new ArrayList<>();
    List<Boolean> optional = new ArrayList<>();
    for (Stmt.StructField field : fields) {
      if (names.contains(field.name())) {
        resolver.error(
            "duplicate-field",
            "two fields are named `" + field.name() + "`",
            TypeNames.spanOf(List.of(field.name()), field.span()),
            null);
        continue;
      }
      names.add(field.name());
      optional.add(field.defaultValue() != null);
    }
    boolean[] flags = new boolean[optional.size()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = optional.get(i);
    }
    return new FieldList(names, flags);
  }

  // ---------------------------------------------------------------- defaults

  /** Resolves the defaults of a struct, or of all variants of an enum. */
  void defaults(Stmt statement) {
    DataType type = resolver.result().types.get(statement);
    if (statement instanceof Stmt.Struct struct) {
      constructor((StructType) type, struct.fields(), struct);
    } else if (statement instanceof Stmt.Enum declaration) {
      for (Stmt.Variant variant : declaration.variants()) {
        constructor(((EnumType) type).variant(variant.name()), variant.fields(), declaration);
      }
    }
  }

  private void constructor(Constructed made, List<Stmt.StructField> fields, Tree declaration) {
    for (Stmt.StructField field : fields) {
      annotations.resolve(field.type());
    }
    if (!made.fields().anyOptional()) {
      return;
    }
    List<Parameter> parameters = new ArrayList<>();
    for (Stmt.StructField field : fields) {
      Pattern name = new Pattern.Name(field.name(), false, field.span());
      parameters.add(new Parameter(name, field.type(), field.defaultValue(), false, field.span()));
    }
    FunctionInfo info = resolver.item(made.name(), false, declaration);
    resolver.nested(
        info,
        () -> {
          for (Parameter parameter : parameters) {
            resolver.defaultValue(parameter);
            resolver.declare((Pattern.Name) parameter.pattern(), false);
          }
        });
    resolver.result().constructors.put(made, new Resolution.Constructor(info, parameters));
  }

  // ---------------------------------------------------------------- impl

  /**
   * Makes the functions of an impl block known; their bodies come later. Functions of a type of
   * another file would be seen by all files, or not yet, depending on which ran first: so only the
   * file that declares a type gives it functions.
   */
  boolean implementation(Stmt.Impl impl, Block block) {
    Object meaning = types.meaning(impl.typeName());
    String origin = origin(impl.typeName(), meaning, block);
    if (origin != null) {
      resolver.error(
          "imported-type",
          "`" + impl.typeName() + "` belongs to " + origin + ", and gets its functions there",
          impl.typeSpan(),
          "write a function that takes one: `fn name(" + parameter(impl.typeName()) + ", …)`");
      return false;
    }
    if (!(meaning instanceof DataType type)) {
      resolver.error(
          "unknown-type",
          "there is no struct or enum `" + impl.typeName() + "`",
          impl.typeSpan(),
          Resolver.didYouMean(Suggestions.closest(impl.typeName(), types.typeNames())));
      return false;
    }
    resolver.result().types.put(impl, type);
    for (Stmt.Fn fn : impl.functions()) {
      if (type instanceof EnumType enumType && enumType.variant(fn.name()) != null) {
        resolver.error(
            "duplicate-function",
            "`" + fn.name() + "` is a variant of `" + type.name() + "`",
            fn.nameSpan(),
            null);
      } else if (!declared.computeIfAbsent(type, t -> new HashSet<>()).add(fn.name())) {
        resolver.error(
            "duplicate-function",
            "`" + type.name() + "` has two functions `" + fn.name() + "`",
            fn.nameSpan(),
            "rename one of them");
      }
      type.declare(fn.name());
      Expr.Function code = fn.function();
      resolver
          .result()
          .functions
          .put(code, resolver.item(type.name() + "." + fn.name(), code.isAsync(), code));
    }
    return true;
  }

  /** Whose type a name means where it is not one of this file; null otherwise. */
  private @Nullable String origin(String name, @Nullable Object meaning, Block block) {
    if (meaning instanceof DataType type) {
      String file = type.exportedFrom();
      boolean own = file == null || file.equals(resolver.imports().exports().file());
      return own ? null : file;
    }
    for (Stmt statement : block.statements()) { // what they bind is not known yet
      if (statement instanceof Stmt.Use use) {
        for (Stmt.UseName used : use.names()) {
          if (name.equals(used.alias() != null ? used.alias() : used.name())) {
            return use.isFile() ? use.module() : "the library's module `" + use.module() + "`";
          }
        }
      }
    }
    return resolver.names().types().contains(name) ? "the language" : null;
  }

  private static String parameter(String type) {
    return type.substring(0, 1).toLowerCase(Locale.ROOT);
  }

  /** A call of what is no function: a struct, or a variant that holds nothing. */
  void checkCall(Expr call) {
    Object meaning =
        switch (call) {
          case Expr.Call direct when direct.callee() instanceof Expr.Name name ->
              types.meaning(name.name());
          case Expr.MethodCall through -> resolver.result().constant(through);
          default -> null;
        };
    Variant unit =
        meaning instanceof Variant variant && variant.kind() == Variant.Kind.UNIT
            ? variant
            : meaning instanceof EnumValue value ? value.variant() : null;
    if (meaning instanceof StructType) {
      types.wrongShape(meaning, start(call));
    } else if (unit != null && !unit.type().declares(UserMethods.CALL)) {
      types.wrongShape(unit, start(call));
    }
  }

  private static Span start(Expr call) {
    return switch (call) {
      case Expr.Call direct -> direct.callee().span();
      case Expr.MethodCall through -> through.nameSpan();
      default -> call.span();
    };
  }

  /**
   * {@code Type.name}, where the type is known now: a variant is known too, and what the type does
   * not have is reported.
   */
  void member(Expr access, Expr receiver, String name, Span span) {
    if (!(typeOf(receiver) instanceof DataType type)) {
      return;
    }
    Variant variant = type instanceof EnumType enumType ? enumType.variant(name) : null;
    if (variant != null) {
      Object value = types.value(variant, span);
      if (value != null) {
        resolver.result().constants.put(access, value);
      }
      return;
    }
    if (type.declares(name)) {
      return;
    }
    List<String> known = new ArrayList<>(type.memberNames());
    known.addAll(type.declaredNames());
    resolver.error(
        "unknown-member",
        "`"
            + type.name()
            + (type instanceof EnumType ? "` has no variant or function `" : "` has no function `")
            + name
            + "`",
        span,
        Resolver.didYouMean(Suggestions.closest(name, known)));
  }

  /** The type that a name, or a module's member, means. */
  private @Nullable Object typeOf(Expr receiver) {
    return switch (receiver) {
      case Expr.Name name -> types.meaning(name.name());
      case Expr.Field field -> resolver.result().constant(field);
      default -> null;
    };
  }
}
