package bide.repl;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import bide.interpreter.BideContext;
import bide.interpreter.BideLanguage;
import bide.interpreter.value.LibraryObject;
import bide.stdlib.StandardLibrary;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/reference.md} is what the builtins say of themselves. After a change of theirs run
 *
 * <pre>
 * ./mvnw test -pl repl -am -Dtest=ReferenceTest -Dsurefire.failIfNoSpecifiedTests=false -Dbide.reference=write
 * </pre>
 *
 * and commit the page. {@link DocumentsTest} runs its examples.
 */
final class ReferenceTest {
  private static final Path PAGE = Path.of("..", "docs", "reference.md");

  /** What cannot be shown in a line: it needs a file or a peer. */
  private static final Set<String> WITHOUT_EXAMPLE =
      Set.of("Module fs", "TcpListener (of module net)", "TcpStream (of module net)");

  private static String generated() {
    return inContext(BideContext::referencePage);
  }

  private static <T> T inContext(Function<BideContext, T> asked) {
    Invocation invocation = new Invocation(Invocation.Kind.CODE, "", List.of(), 1);
    OutputStream nowhere = OutputStream.nullOutputStream();
    try (Context context = Session.newContext(invocation, nowhere, nowhere)) {
      context.initialize(Session.LANGUAGE);
      context.enter();
      try {
        return asked.apply(BideLanguage.context(null));
      } finally {
        context.leave();
      }
    }
  }

  @Test
  void the_page_says_what_the_builtins_say() throws IOException {
    String page = generated();
    if (System.getProperty("bide.reference", "").equals("write")) {
      Files.writeString(PAGE, page);
    }
    String committed = Files.exists(PAGE) ? Files.readString(PAGE) : "";
    if (!committed.equals(page)) {
      fail(
          "docs/reference.md is out of date (- committed, + generated); write it anew with\n"
              + "./mvnw test -pl repl -am -Dtest=ReferenceTest -Dsurefire.failIfNoSpecifiedTests=false"
              + " -Dbide.reference=write\n"
              + Difference.of(committed.lines().toList(), page.lines().toList()));
    }
  }

  @Test
  void every_entry_has_a_sentence_and_an_example() {
    List<String> lacking = new ArrayList<>();
    for (String section : generated().split("\n## ")) {
      String[] entries = section.split("\n### ");
      String title = entries[0].lines().findFirst().orElseThrow();
      for (int i = 1; i < entries.length; i++) {
        boolean complete = entries[i].contains("```bide") || WITHOUT_EXAMPLE.contains(title);
        if (!complete || !entries[i].contains(".")) {
          lacking.add(title + ": " + entries[i].lines().findFirst().orElseThrow());
        }
      }
    }
    assertTrue(lacking.isEmpty(), "without sentence or example: " + lacking);
  }

  @Test
  void every_method_that_is_registered_stands_in_a_section()
      throws IOException, URISyntaxException, ClassNotFoundException {
    int kinds = 0;
    for (Class<?> home : List.of(BideLanguage.class, StandardLibrary.class)) {
      for (String name : classesBeside(home)) {
        // Not initialised yet: that is what registers the methods of a class of the library.
        Class<?> type = Class.forName(name, false, home.getClassLoader());
        if (LibraryObject.class.isAssignableFrom(type)) {
          Class.forName(name, true, home.getClassLoader());
          kinds++;
        }
      }
    }
    assertTrue(kinds > 20, "only " + kinds + " kinds of objects were found");
    List<String> missing = inContext(BideContext::undocumentedMethods);
    assertTrue(missing.isEmpty(), "in no section of the reference: " + missing);
  }

  /** The names of all classes that lie where {@code home} does, a directory or a jar. */
  private static List<String> classesBeside(Class<?> home) throws IOException, URISyntaxException {
    Path place = Path.of(home.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(place)) {
      return classesIn(place);
    }
    try (FileSystem jar = FileSystems.newFileSystem(place)) {
      return classesIn(jar.getPath("/"));
    }
  }

  private static List<String> classesIn(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("bide"))) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
          .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
          .toList();
    }
  }
}
