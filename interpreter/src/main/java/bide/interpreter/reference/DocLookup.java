package bide.interpreter.reference;

import bide.interpreter.analysis.Names;
import bide.interpreter.library.Method;
import bide.interpreter.node.call.Suggestions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what {@code :doc} is asked for and shows it as plain text. */
public final class DocLookup {
  private DocLookup() {}

  /**
   * What is known of a name: {@code list.map}, {@code print}, {@code list}, {@code fs.read}, or
   * what the session declared. Ends with a newline.
   *
   * @param declared the session's own declarations; they hide builtins of the same name
   */
  public static String show(String name, SessionDocs declared, Names names) {
    String own = declared.show(name);
    if (own != null) {
      return own;
    }
    List<Section> sections = Reference.sections(names);
    int point = name.lastIndexOf('.');
    String found =
        point > 0
            ? entry(sections, name.substring(0, point), name.substring(point + 1))
            : whole(sections, name);
    return found != null ? found : unknown(sections, declared, name);
  }

  private static @Nullable String whole(List<Section> sections, String name) {
    StringBuilder out = new StringBuilder();
    for (Section section : sections) {
      if (section.name().equals(name)) {
        list(section, out);
      }
    }
    Method function = sections.getFirst().method(name);
    if (function != null) {
      out.append(out.isEmpty() ? "" : "\n");
      write("", function, out);
    }
    return out.isEmpty() ? everywhere(sections, name) : out.toString();
  }

  /** The methods of that name, of whatever kind. */
  private static @Nullable String everywhere(List<Section> sections, String name) {
    List<Section> having = new ArrayList<>();
    for (Section section : sections) {
      if (section.method(name) != null) {
        having.add(section);
      }
    }
    StringBuilder out = new StringBuilder();
    for (Section section : having) {
      if (having.size() == 1) {
        write(section.name(), section.method(name), out);
      } else {
        summary(section.name() + ".", section.method(name), out);
      }
    }
    return out.isEmpty() ? null : out.toString();
  }

  private static @Nullable String entry(List<Section> sections, String kind, String name) {
    for (Section section : sections) {
      if (section.name().equals(kind)) {
        Method method = section.method(name);
        if (method != null) {
          StringBuilder out = new StringBuilder();
          write(kind, method, out);
          return out.toString();
        }
        if (section.inherited() != null) {
          return entry(sections, section.inherited(), name);
        }
        return kind.equals("value") || section.title().startsWith("Module ")
            ? null
            : entry(sections, "value", name);
      }
    }
    return null;
  }

  private static void list(Section section, StringBuilder out) {
    out.append(section.intro()).append("\n\n");
    for (Method method : section.methods()) {
      summary("", method, out);
    }
    if (section.inherited() != null) {
      out.append("  and all of ").append(section.inherited()).append('\n');
    }
  }

  private static void summary(String prefix, Method method, StringBuilder out) {
    String first = method.doc();
    int end = first.indexOf(". ");
    out.append("  ")
        .append("%-34s ".formatted(prefix + method.signature()))
        .append(end < 0 ? first : first.substring(0, end + 1))
        .append('\n');
  }

  private static void write(String kind, Method method, StringBuilder out) {
    out.append(kind.isEmpty() ? "" : kind + ".")
        .append(method.signature())
        .append("\n  ")
        .append(method.doc())
        .append('\n');
    if (method.example() != null) {
      out.append('\n');
      for (Example line : Example.linesOf(method.example())) {
        out.append("  ").append(line.asNote()).append('\n');
      }
    }
  }

  private static String unknown(List<Section> sections, SessionDocs declared, String name) {
    List<String> known = new ArrayList<>(declared.names());
    for (Section section : sections) {
      String prefix = section.name().isEmpty() ? "" : section.name() + ".";
      known.add(section.name());
      section.methods().forEach(method -> known.add(prefix + method.name()));
    }
    String near = Suggestions.closest(name, known);
    return "There is nothing on "
        + name
        + (near == null ? "" : "; did you mean " + near + "?")
        + "\n";
  }
}
