package bide.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bide.grammar.antlr.BideParser;
import bide.grammar.antlr.Tok;
import bide.grammar.antlr.TokenList;
import bide.grammar.tree.Tree;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.dfa.DFA;
import org.junit.jupiter.api.Test;

/**
 * Whatever the text, the parser gives a tree and diagnostics, and throws nothing. The seed is
 * fixed.
 */
class MutationTest {
  private static final int ROUNDS = Integer.getInteger("bide.mutations", 3_000);

  @Test
  void mutatedScriptsGiveDiagnosticsOnly() {
    List<String> pieces =
        Tokens.of(Samples.everySyntax()).stream().map(Tokens.Lexeme::text).toList();
    Random random = new Random(42);
    for (int round = 0; round < ROUNDS; round++) {
      String text = mutate(pieces, random);
      try {
        check(text);
      } catch (Throwable e) {
        throw new AssertionError("round " + round + ", text:\n" + text, e);
      }
    }
  }

  @Test
  void everyPrefixIsReadAndSaysWhetherMoreIsExpected() {
    String sample = Samples.everySyntax();
    for (int end = 0; end < sample.length(); end += 7) {
      check(sample.substring(0, end));
    }
  }

  private static String mutate(List<String> all, Random random) {
    int from = random.nextInt(all.size());
    int to = Math.min(all.size(), from + 5 + random.nextInt(300));
    List<String> pieces = new ArrayList<>(all.subList(from, to));
    int changes = 1 + random.nextInt(6);
    for (int i = 0; i < changes && !pieces.isEmpty(); i++) {
      int at = random.nextInt(pieces.size());
      switch (random.nextInt(6)) {
        case 0 -> pieces.remove(at);
        case 1 -> pieces.add(at, all.get(random.nextInt(all.size())));
        case 2 -> pieces.set(at, all.get(random.nextInt(all.size())));
        case 3 ->
            pieces.add(
                at,
                String.valueOf(
                    (char)
                        (random.nextInt(10) == 0
                            ? random.nextInt(0x10000)
                            : 32 + random.nextInt(95))));
        case 4 -> pieces.add(at, pieces.get(random.nextInt(pieces.size())));
        default -> {
          String piece = pieces.get(at);
          pieces.set(at, piece.substring(0, random.nextInt(piece.length() + 1)));
        }
      }
    }
    return String.join("", pieces);
  }

  private static void check(String text) {
    ParseResult result = SourceParser.parse(text);
    for (Diagnostic diagnostic : result.diagnostics()) {
      assertInside(diagnostic.span(), text);
      assertTrue(!diagnostic.message().isBlank());
      String printed = new DiagnosticPrinter("x.bide", text).print(diagnostic);
      assertTrue(printed.contains("^"), printed);
    }
    checkSpans(result.script(), text);
    TokensTest.assertLossless(text);
    if (!result.hasErrors()) {
      assertTrue(!Dump.of(result.script()).contains("ERROR"), "an error without a diagnostic");
    }
  }

  private static void assertInside(Span span, String text) {
    assertTrue(
        0 <= span.start() && span.start() <= span.end() && span.end() <= text.length(),
        () -> span + " outside " + text.length());
  }

  /** Walks every record of the tree: each span lies within the text, and within its parent's. */
  private static void checkSpans(Object node, String text) {
    switch (node) {
      case null -> {}
      case List<?> list -> list.forEach(x -> checkSpans(x, text));
      case Record r -> {
        Span own = null;
        for (RecordComponent component : r.getClass().getRecordComponents()) {
          Object value = get(r, component);
          if (value instanceof Span span) {
            assertInside(span, text);
            if (component.getName().equals("span")) {
              own = span;
            }
          } else {
            checkSpans(value, text);
          }
        }
        assertTrue(!(node instanceof Tree) || own != null);
      }
      default -> {}
    }
  }

  private static Object get(Record r, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(r);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** What makes the parser fast and its stack use small: see BideParser.g4. */
  @Test
  void everyChoiceOfTheGrammarIsMadeByOneToken() {
    SourceParser.parse(Samples.everySyntax());
    BideParser parser =
        new BideParser(new TokenList(List.of(new Tok("", Token.EOF, 0, 0, 1, 0, -1))));
    for (DFA decision : parser.getInterpreter().decisionToDFA) {
      String rule = parser.getRuleNames()[decision.atnStartState.ruleIndex];
      assertNull(decision.s0, () -> "a choice in rule " + rule + " needs more than one token");
    }
  }

  @Test
  void theSampleItselfHasNoMistake() {
    assertEquals(List.of(), SourceParser.parse(Samples.everySyntax()).diagnostics());
  }
}
