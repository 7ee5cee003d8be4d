package bide.interpreter.reference;

import bide.interpreter.analysis.Names;
import bide.interpreter.library.Method;
import java.util.List;
import java.util.Locale;

/**
 * Writes the reference page, {@code docs/reference.md}. The examples of one section make up one
 * script: each block becomes a block of it, so that names do not meet.
 */
public final class ReferencePage {
  private static final String HEAD =
      """
      # Reference

      Every function and method that comes with Bide, with what it takes and gives. This page is made from the builtins
      themselves and its examples are run by a test; how things fit together is in [language.md](language.md). In the REPL,
      `:doc list.map` shows an entry, `:doc list` all of a kind.

      In a signature, `?` marks an argument that may be left out, `...` any number of arguments. Arguments can be given by
      name: `xs.get(9, default: 0)`.

      What holds everywhere:

      - The same name means the same, with its arguments in the same order, on every kind that has it.
      - Absence is nil, not an error: `first()` of an empty list, `find` without a match, `get` without such an index or key.
        Indexing (`xs[9]`) throws instead, and shows index and length. Negative indexes are errors.
      - A method that changes its value in place gives nil, or what it took out. Its twin that leaves the value alone and gives
        a new one ends in *-ed*: `sort` and `sorted`, `reverse` and `reversed`.
      - `…_by(key)` calls a function that gives a key for an element; `…_with(compare)` calls one that compares two.
      - A wrong argument throws an error that names the method, the argument, what was wanted and what came.

      """;

  private ReferencePage() {}

  public static String of(Names names) {
    List<Section> sections = Reference.sections(names);
    StringBuilder out = new StringBuilder(HEAD);
    String separator = "";
    for (Section section : sections) {
      out.append(separator)
          .append('[')
          .append(section.title())
          .append("](#")
          .append(anchor(section.title()))
          .append(')');
      separator = " · ";
    }
    out.append('\n');
    for (Section section : sections) {
      write(section, out);
    }
    return out.toString();
  }

  private static void write(Section section, StringBuilder out) {
    out.append("\n## ").append(section.title()).append("\n\n").append(section.intro()).append('\n');
    if (section.inherited() != null) {
      out.append("\nIt has the methods of [")
          .append(section.inherited())
          .append("](#")
          .append(section.inherited())
          .append("), and these:\n");
    }
    for (Method method : section.methods()) {
      write(method, out);
    }
  }

  private static void write(Method method, StringBuilder out) {
    out.append("\n### `")
        .append(method.signature())
        .append("`\n\n")
        .append(method.doc())
        .append('\n');
    if (method.example() != null) {
      out.append("\n```bide\n");
      for (Example line : Example.linesOf(method.example())) {
        out.append(line.asScript()).append('\n');
      }
      out.append("```\n");
    }
  }

  private static String anchor(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-');
  }
}
