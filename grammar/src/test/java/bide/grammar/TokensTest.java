package bide.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens lose nothing of the text. */
class TokensTest {
  static void assertLossless(String text) {
    List<Tokens.Lexeme> tokens = Tokens.of(text);
    assertEquals(text, tokens.stream().map(Tokens.Lexeme::text).collect(Collectors.joining()));
    int at = 0;
    for (Tokens.Lexeme token : tokens) {
      assertEquals(at, token.span().start());
      at = token.span().end();
    }
    assertEquals(text.length(), at);
  }

  @Test
  void everySyntaxIsLossless() {
    assertLossless(Samples.everySyntax());
    assertLossless("#!/usr/bin/env bide\r\n\uFEFFlet a = 1\r");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"abc",
        "\"a{b",
        "\"a{b:",
        "\"a{b:c\"",
        "\"a{b:c\nd",
        "\"\"\"a{\n\"",
        "/* /* */",
        "r\"\"\"abc",
        "r\"abc\nd",
        "b\"a\\",
        "'",
        "'a",
        "'a'",
        "'a b",
        "“abc",
        "\\",
        "\"\\",
        "\"\\u{12",
        "\"{\"{\"{",
        "}}}",
        "\"}\"",
        "#",
        "#!",
        "a#!b",
        "\uD800",
        "\uDC00\uD800x",
        "𝕊𝕊",
        "\0\u0007",
        "'\\",
        "'a\\\nb'"
      })
  void brokenTextIsLossless(String text) {
    assertLossless(text);
    SourceParser.parse(text);
  }

  @Test
  void kindsForHighlighting() {
    String kinds =
        Tokens.of("/// d\nlet x = \"a{y:.2}\\n\" + 1 // c").stream()
            .map(t -> t.kind().name())
            .collect(Collectors.joining(" "));
    assertEquals(
        "DOC_COMMENT NEWLINE KEYWORD BLANK NAME BLANK OPERATOR BLANK STRING STRING INTERPOLATION NAME PUNCTUATION FORMAT INTERPOLATION"
            + " ESCAPE STRING BLANK OPERATOR BLANK NUMBER BLANK COMMENT",
        kinds);
  }
}
