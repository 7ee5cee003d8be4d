package bide.repl;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.junit.jupiter.api.Test;

/**
 * Random changes of the examples go through the parser and the compiler: they compile or give
 * diagnostics, nothing else. {@code -Dbide.mutations=100000} tries more, {@code -Dbide.seed=N}
 * others.
 */
class BadInputTest {
  private static final int MUTATIONS = Integer.getInteger("bide.mutations", 2_000);
  private static final long SEED = Long.getLong("bide.seed", 1);

  /** Contexts keep what they compiled, so each serves for a while only. */
  private static final int SOURCES_PER_CONTEXT = 5_000;

  private static final String[] PIECES = {
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "\"",
    "'",
    "|",
    "=>",
    "=",
    "==",
    ".await",
    "await ",
    "async ",
    "fn ",
    "let ",
    "mut ",
    "if ",
    "else ",
    "match ",
    "for ",
    "in ",
    "return ",
    "break ",
    "continue ",
    "try ",
    "catch e ",
    "finally ",
    "defer ",
    "with ",
    "throw ",
    "loop ",
    "while ",
    "select ",
    "yield ",
    "..",
    "...",
    "?.",
    "??",
    "#{",
    "{{",
    "\\",
    "\n",
    ";",
    ",",
    ":",
    "::",
    "@",
    "0x",
    "1e",
    "9999999999999999999",
    "10ms",
    "\"\"\"",
    "r\"",
    "b\"",
    "/*",
    "*/",
    "//",
    "é",
    "😀",
    "\0",
    "self",
    "_",
    "struct ",
    "enum ",
    "use "
  };

  @Test
  void random_changes_of_the_examples_give_diagnostics_and_nothing_else() throws IOException {
    List<String> scripts = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("../examples"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".bide")).sorted().toList()) {
        scripts.add(Files.readString(file));
      }
    }
    assertTrue(!scripts.isEmpty());
    Random random = new Random(SEED);
    int done = 0;
    int compiled = 0;
    while (done < MUTATIONS) {
      try (Context context =
          Context.newBuilder("bide").option("engine.WarnInterpreterOnly", "false").build()) {
        for (int i = 0; i < SOURCES_PER_CONTEXT && done < MUTATIONS; i++, done++) {
          String text = mutated(scripts.get(random.nextInt(scripts.size())), random);
          if (compiles(context, text)) {
            compiled++;
          }
        }
      }
    }
    assertTrue(compiled < MUTATIONS, "no change did any harm: the test tests nothing");
  }

  private static boolean compiles(Context context, String text) {
    try {
      context.parse(Source.newBuilder("bide", text, "mutated.bide").cached(false).buildLiteral());
      return true;
    } catch (PolyglotException e) {
      if (!e.isSyntaxError()) {
        fail("not a diagnostic: " + e + "\n---- source:\n" + text, e);
      }
      return false;
    }
  }

  private static String mutated(String script, Random random) {
    StringBuilder text = new StringBuilder(script);
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), at + 1 + random.nextInt(12));
      switch (random.nextInt(4)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
        case 2 -> text.insert(random.nextInt(text.length() + 1), text.substring(at, end));
        default -> {
          text.delete(at, end);
          text.insert(at, PIECES[random.nextInt(PIECES.length)]);
        }
      }
    }
    return text.toString();
  }
}
