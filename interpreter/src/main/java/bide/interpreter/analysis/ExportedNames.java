package bide.interpreter.analysis;

import bide.grammar.Span;
import bide.grammar.tree.Pattern;
import bide.grammar.tree.Script;
import bide.grammar.tree.Stmt;
import bide.interpreter.data.DataType;
import java.util.ArrayList;
import java.util.List;

/** What a file shows to others: which declarations are {@code pub}, and whether they can be. */
final class ExportedNames {
  private final Resolver resolver;
  private final Imports imports;
  private final PatternResolver patterns;

  ExportedNames(Resolver resolver, Imports imports, PatternResolver patterns) {
    this.resolver = resolver;
    this.imports = imports;
    this.patterns = patterns;
  }

  void export(Script script) {
    for (Stmt statement : script.statements()) {
      switch (statement) {
        case Stmt.Fn fn ->
            export(fn.name(), resolver.result().variable(fn), fn.exported(), fn.nameSpan());
        case Stmt.Let let -> {
          List<Pattern.Name> bound = new ArrayList<>();
          patterns.namesOf(let.pattern(), bound);
          for (Pattern.Name name : bound) {
            export(name.name(), resolver.result().variable(name), let.exported(), name.span());
          }
        }
        case Stmt.Struct struct ->
            exportType(
                struct.name(),
                resolver.result().type(struct),
                struct.exported(),
                struct.nameSpan());
        case Stmt.Enum type ->
            exportType(type.name(), resolver.result().type(type), type.exported(), type.nameSpan());
        case Stmt.Use use when use.exported() -> exportUsed(use);
        default -> {}
      }
    }
  }

  private void export(String name, Variable variable, boolean exported, Span span) {
    if (!exported) {
      imports.exports().hide(name, imports.place(span));
      return;
    }
    if (variable.isMutable()) {
      resolver.error(
          "exported-mutable",
          "`" + name + "` is `mut`, so it cannot be `pub`",
          span,
          "keep it private, and export functions that read and change it");
    }
    variable.export(imports.exports().file());
    export(name, variable, span);
  }

  private void exportType(String name, DataType type, boolean exported, Span span) {
    if (exported) {
      if (!resolver.keepsTopLevel()) {
        type.exportFrom(imports.exports().file());
      }
      export(name, type, span);
    } else {
      imports.exports().hide(name, imports.place(span));
    }
  }

  private void exportUsed(Stmt.Use use) {
    if (use.names().isEmpty()) {
      String name = ModuleUses.boundName(use);
      Object module = name == null ? null : resolver.scope().lookupConstant(name);
      if (module != null && module != Resolver.UNKNOWN) {
        export(name, module, use.moduleSpan());
      }
    }
    for (Stmt.UseName used : use.names()) {
      String name = used.alias() != null ? used.alias() : used.name();
      Variable variable = resolver.scope().lookup(name);
      Object member = variable != null ? variable : resolver.scope().lookupConstant(name);
      if (member != null && member != Resolver.UNKNOWN) {
        export(name, member, used.span());
      }
    }
  }

  private void export(String name, Object member, Span span) {
    if (imports.exports().member(name) != null) {
      resolver.error(
          "duplicate-export", "`" + name + "` is exported twice", span, "rename one of them");
    }
    imports.exports().show(name, member);
  }

  void onlyAtTop(boolean exported, boolean topLevel, Span span) {
    if (exported && !topLevel) {
      resolver.error(
          "nested-pub",
          "only what stands at the top level of a file can be `pub`",
          Span.of(span.start(), span.start() + "pub".length()),
          "leave `pub` out");
    }
  }
}
