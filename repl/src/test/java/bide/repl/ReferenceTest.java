package bide.repl;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import bide.interpreter.BideLanguage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
    Invocation invocation = new Invocation(Invocation.Kind.CODE, "", List.of(), 1);
    OutputStream nowhere = OutputStream.nullOutputStream();
    try (Context context = Session.newContext(invocation, nowhere, nowhere)) {
      context.initialize(Session.LANGUAGE);
      context.enter();
      try {
        return BideLanguage.context(null).referencePage();
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
}
