package bide.interpreter.analysis;

import bide.grammar.Span;
import bide.grammar.Tokens;
import bide.grammar.tree.Expr;
import bide.grammar.tree.Stmt;
import bide.grammar.tree.Tree;
import bide.interpreter.data.EnumType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code use} binds, and what the members of files and library modules mean. */
public final class ModuleUses {
  private final Resolver resolver;
  private final Names names;
  private final Imports imports;
  private final ExportedNames exported;
  private final TypeDeclarations declarations;
  private final NameUses variables;

  ModuleUses(
      Resolver resolver,
      Names names,
      Imports imports,
      ExportedNames exported,
      TypeDeclarations declarations,
      NameUses variables) {
    this.resolver = resolver;
    this.names = names;
    this.imports = imports;
    this.exported = exported;
    this.declarations = declarations;
    this.variables = variables;
  }

  void use(Stmt.Use use, boolean topLevel) {
    exported.onlyAtTop(use.exported(), topLevel, use.span());
    if (use.isFile()) {
      useFile(use, topLevel);
    } else {
      useLibrary(use);
    }
  }

  private void useFile(Stmt.Use use, boolean topLevel) {
    if (!topLevel) {
      resolver.error(
          "nested-use",
          "a file can only be used at the top level",
          use.span(),
          "its code runs before everything else in this file: put the `use` at the top");
      declareUnknown(use);
      return;
    }
    Exports exports = imports.of(use);
    if (exports == null) {
      declareUnknown(use);
      return;
    }
    if (use.names().isEmpty()) {
      String name = boundName(use);
      if (name == null) {
        resolver.error(
            "module-without-name",
            "the name of this file cannot be that of a variable",
            use.moduleSpan(),
            "give it one: `use \"" + use.module() + "\" as name`");
      } else {
        declareUsed(name, exports, use.moduleSpan());
      }
    }
    for (Stmt.UseName name : use.names()) {
      String bound = name.alias() != null ? name.alias() : name.name();
      declareUsed(bound, member(exports, name.name(), name.span()), name.span());
    }
  }

  private void useLibrary(Stmt.Use use) {
    Object module = names.module(use.module());
    if (module == null) {
      String file = imports.fileNamed(use.module());
      String close = Suggestions.closest(use.module(), names.modules());
      resolver.error(
          "unknown-module",
          "there is no module `" + use.module() + "`",
          use.moduleSpan(),
          file != null
              ? "a file is used by its path: `use \"" + file + "\"`"
              : Resolver.didYouMean(close));
      declareUnknown(use);
      return;
    }
    if (use.names().isEmpty()) {
      declareUsed(use.alias() != null ? use.alias() : use.module(), module, use.moduleSpan());
    }
    for (Stmt.UseName name : use.names()) {
      String bound = name.alias() != null ? name.alias() : name.name();
      declareUsed(bound, member(module, name.name(), name.span()), name.span());
    }
  }

  private void declareUnknown(Stmt.Use use) {
    String module = boundName(use);
    for (Stmt.UseName name : use.names()) {
      resolver
          .scope()
          .declareConstant(name.alias() != null ? name.alias() : name.name(), Resolver.UNKNOWN);
    }
    if (module != null
        && resolver.scope().lookup(module) == null
        && names.builtin(module) == null) {
      resolver.scope().declareConstant(module, Resolver.UNKNOWN);
    }
  }

  private void declareUsed(String name, Object meaning, Span span) {
    Variable existing = resolver.scope().declaredHere(name);
    if (existing != null && existing.declaredFunction() != null && !resolver.keepsTopLevel()) {
      resolver.error(
          "duplicate-name",
          "`" + name + "` is also a function of this block",
          span,
          "use it under another name: `as other`");
    }
    if (meaning instanceof Variable variable) {
      resolver.scope().declare(name, variable);
    } else {
      resolver.scope().declareConstant(name, meaning);
      if (meaning instanceof EnumType type) {
        declarations.declareVariants(type);
      }
    }
  }

  /** The name that a `use` of a whole module binds; null where its file's name is not a name. */
  public static @Nullable String boundName(Stmt.Use use) {
    if (use.alias() != null) {
      return use.alias();
    }
    if (!use.isFile()) {
      return use.module();
    }
    String file = use.module().substring(use.module().lastIndexOf('/') + 1);
    String stem = file.endsWith(".bide") ? file.substring(0, file.length() - 5) : file;
    return isName(stem) ? stem : null;
  }

  private static boolean isName(String text) {
    List<Tokens.Lexeme> lexemes = Tokens.of(text);
    return lexemes.size() == 1 && lexemes.getFirst().kind() == Tokens.Kind.NAME;
  }

  /** What a member of a module means; reports one that is missing, and gives Resolver.UNKNOWN. */
  Object member(Object module, String name, Span span) {
    if (module == Resolver.UNKNOWN) {
      return Resolver.UNKNOWN;
    }
    if (module instanceof Exports exports) {
      Object member = exports.member(name);
      if (member == null && exports.isComplete()) {
        missing(exports, name, span);
      }
      return member == null ? Resolver.UNKNOWN : member;
    }
    Object member = names.member(module, name);
    if (member == null) {
      resolver.error(
          "unknown-member",
          "module `" + names.nameOf(module) + "` has no `" + name + "`",
          span,
          Resolver.didYouMean(Suggestions.closest(name, names.members(module))));
    }
    return member == null ? Resolver.UNKNOWN : member;
  }

  private void missing(Exports exports, String name, Span span) {
    String place = exports.hidden(name);
    if (place != null) {
      resolver.error(
          "private-member",
          "`" + name + "` of " + exports.file() + " is not `pub`",
          span,
          "it is declared at " + place + "; put `pub` before it to use it here");
    } else {
      resolver.error(
          "unknown-member",
          exports.file() + " has no `" + name + "`",
          span,
          Resolver.didYouMean(Suggestions.closest(name, exports.members().keySet())));
    }
  }

  /**
   * `module.name`, where the module is known now: the access means the member itself, and a member
   * that is missing is found before anything runs.
   */
  boolean moduleMember(Tree access, Expr receiver, String name, Span span) {
    if (!(receiver instanceof Expr.Name module) || resolver.scope().lookup(module.name()) != null) {
      return false;
    }
    Object known = resolver.scope().lookupConstant(module.name());
    if (!(known instanceof Exports) && (known == null || !names.isModule(known))) {
      return false;
    }
    Object member = member(known, name, span);
    if (member instanceof Variable variable) {
      variables.refer(access, variable);
    } else {
      variables.constant(access, member);
    }
    return true;
  }
}
