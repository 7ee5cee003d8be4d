package bide.interpreter.reference;

import bide.grammar.Span;
import bide.grammar.tree.Expr;
import bide.grammar.tree.Pattern;
import bide.grammar.tree.Script;
import bide.grammar.tree.Stmt;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a session declared at its top level, with the doc comments above it. A later declaration of
 * the same name replaces an earlier one. Thread-safe.
 */
public final class SessionDocs {
  private static final int LONGEST_LINE = 100;

  private final Map<String, String> texts = new TreeMap<>();

  /** By the real path of a file: what it shows to others. */
  private final Map<String, Map<String, String>> files = new HashMap<>();

  /** Notes the declarations of one input. */
  public synchronized void add(Script script, CharSequence source) {
    collect(script, source.toString(), false, texts);
  }

  /** Notes what a file declares for others. */
  public synchronized void addFile(String path, Script script, CharSequence source) {
    Map<String, String> shown = new TreeMap<>();
    collect(script, source.toString(), true, shown);
    files.put(path, shown);
  }

  /** Notes the names under which an input uses a file that has been added. */
  public synchronized void addUse(Stmt.Use use, @Nullable String bound, String path) {
    Map<String, String> shown = files.getOrDefault(path, Map.of());
    if (use.names().isEmpty() && bound != null) {
      StringBuilder all = new StringBuilder("module ").append(path).append('\n');
      shown.forEach(
          (name, text) -> {
            texts.put(bound + "." + name, text);
            if (name.indexOf('.') < 0) {
              all.append("  ").append(text.lines().findFirst().orElse("")).append('\n');
            }
          });
      texts.put(bound, all.toString());
    }
    for (Stmt.UseName used : use.names()) {
      String name = used.alias() != null ? used.alias() : used.name();
      shown.forEach(
          (known, text) -> {
            if (known.equals(used.name())) {
              texts.put(name, text);
            } else if (known.startsWith(used.name() + ".")) {
              texts.put(name + known.substring(used.name().length()), text);
            }
          });
    }
  }

  private static void collect(
      Script script, String text, boolean exportedOnly, Map<String, String> texts) {
    Set<String> hidden = new HashSet<>();
    for (Stmt statement : script.statements()) {
      switch (statement) {
        case Stmt.Fn fn when fn.exported() || !exportedOnly ->
            texts.put(fn.name(), entry(head(fn, text), fn.doc()));
        case Stmt.Struct type -> {
          texts.put(type.name(), entry(line(type.span(), text), type.doc()));
          hide(type.name(), type.exported(), hidden);
        }
        case Stmt.Enum type -> {
          texts.put(type.name(), entry(line(type.span(), text), type.doc()));
          hide(type.name(), type.exported(), hidden);
        }
        case Stmt.Let let
            when let.pattern() instanceof Pattern.Name name && (let.exported() || !exportedOnly) ->
            texts.put(name.name(), entry(letLine(let, text), let.doc()));
        case Stmt.Impl impl -> {
          for (Stmt.Fn fn : impl.functions()) {
            texts.put(impl.typeName() + "." + fn.name(), entry(head(fn, text), fn.doc()));
          }
        }
        default -> {}
      }
    }
    if (exportedOnly) {
      texts
          .keySet()
          .removeIf(
              name -> hidden.stream().anyMatch(h -> name.equals(h) || name.startsWith(h + ".")));
    }
  }

  private static void hide(String type, boolean exported, Set<String> hidden) {
    if (!exported) {
      hidden.add(type);
    }
  }

  /** Null where the session has not declared that name. */
  synchronized @Nullable String show(String name) {
    return texts.get(name);
  }

  synchronized Collection<String> names() {
    return texts.keySet().stream().toList();
  }

  private static String entry(String head, @Nullable String doc) {
    StringBuilder out = new StringBuilder(head).append('\n');
    if (doc != null) {
      doc.lines().forEach(line -> out.append("  ").append(line).append('\n'));
    }
    return out.toString();
  }

  /** A function up to its body. */
  private static String head(Stmt.Fn fn, String text) {
    return line(Span.of(fn.span().start(), fn.function().body().span().start()), text);
  }

  /** A closure is shown up to its body, another value as it was written. */
  private static String letLine(Stmt.Let let, String text) {
    return let.value() instanceof Expr.Function function
        ? line(Span.of(let.span().start(), function.body().span().start()), text)
        : line(let.span(), text);
  }

  private static String line(Span span, String text) {
    String line = text.substring(span.start(), span.end()).strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST_LINE
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_LINE - 10)) + " …";
  }
}
