package bide.interpreter.reference;

import bide.grammar.Span;
import bide.grammar.tree.Expr;
import bide.grammar.tree.Pattern;
import bide.grammar.tree.Script;
import bide.grammar.tree.Stmt;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a session declared at its top level, with the doc comments above it. A later declaration of
 * the same name replaces an earlier one. Thread-safe.
 */
public final class SessionDocs {
  private static final int LONGEST_LINE = 100;

  private final Map<String, String> texts = new TreeMap<>();

  /** Notes the declarations of one input. */
  public synchronized void add(Script script, CharSequence source) {
    String text = source.toString();
    for (Stmt statement : script.statements()) {
      switch (statement) {
        case Stmt.Fn fn -> texts.put(fn.name(), entry(head(fn, text), fn.doc()));
        case Stmt.Struct type -> texts.put(type.name(), entry(line(type.span(), text), type.doc()));
        case Stmt.Enum type -> texts.put(type.name(), entry(line(type.span(), text), type.doc()));
        case Stmt.Let let when let.pattern() instanceof Pattern.Name name ->
            texts.put(name.name(), entry(letLine(let, text), let.doc()));
        case Stmt.Impl impl -> {
          for (Stmt.Fn fn : impl.functions()) {
            texts.put(impl.typeName() + "." + fn.name(), entry(head(fn, text), fn.doc()));
          }
        }
        default -> {}
      }
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
