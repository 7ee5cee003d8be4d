package bide.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bide.grammar.antlr.BideParserBase;
import bide.grammar.tree.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Depth costs stack and is limited; length does not and is not. All on a stack of 512 KiB. */
class NestingTest {
  private static ParseResult parseOnSmallStack(String source) throws InterruptedException {
    AtomicReference<ParseResult> result = new AtomicReference<>();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                result.set(SourceParser.parse(source));
              } catch (Throwable e) {
                failure.set(e);
              }
            },
            "small stack",
            512 << 10);
    thread.start();
    thread.join();
    assertNull(failure.get(), () -> "parser failed: " + failure.get());
    return result.get();
  }

  /** What stands before {@code @} is repeated in front of a 1, what stands behind it after. */
  private static String nested(String form, int depth) {
    String[] halves = form.split("@", -1);
    return halves[0].repeat(depth) + "1" + halves[1].repeat(depth);
  }

  private static final List<String> FORMS =
      List.of(
          "(@)",
          "[@]",
          "#{a: @}",
          "f(@)",
          "xs[@]",
          "{@}",
          "if a {\n@}\n",
          "if a { } else { @ }",
          "while a { @ }",
          "for x in @ { }",
          "match a { 1 => @ }",
          "select { a = b => @ }",
          "try { @ } finally { }",
          "fn f() { @ }",
          "fn f() { loop { @ } }",
          "fn(a) { @ }",
          "fn(a = @) { }",
          "f(|x| @)",
          "|x = (@)| 1",
          "async { @ }",
          "P { x: @ }",
          "\"a{@}\"",
          "with x = @ { }",
          "!@",
          "- @",
          "|x| @",
          "x = @",
          "x ** @",
          "return @",
          "break @",
          "await @");

  @Test
  void deepNestingIsOneDiagnosticForEveryForm() throws InterruptedException {
    for (String form : FORMS) {
      for (int depth : new int[] {BideParserBase.NESTING_LIMIT * 2, 5_000}) {
        ParseResult result = parseOnSmallStack(nested(form, depth));
        assertEquals(1, result.diagnostics().size(), form);
        assertEquals("too-deep", result.diagnostics().getFirst().code(), form);
      }
    }
  }

  @Test
  void nestingBelowTheLimitIsRead() throws InterruptedException {
    for (String form : FORMS) {
      ParseResult result = parseOnSmallStack(nested(form, BideParserBase.NESTING_LIMIT / 2 - 2));
      assertTrue(
          form.equals("await @") || result.diagnostics().isEmpty(),
          () -> form + result.diagnostics());
    }
  }

  @Test
  void nestingInPatternsAndAnnotationsIsLimited() throws InterruptedException {
    for (String form : List.of("let [@] = x", "let a @ = x", "let P(@) = x", "let x: (@) = x")) {
      String[] halves = form.split("@", -1);
      String open =
          halves[0].substring(
              halves[0].length()
                  - (halves[0].endsWith("a ") ? 2 : halves[0].endsWith("P(") ? 2 : 1));
      String start = halves[0].substring(0, halves[0].length() - open.length());
      String closing = halves[1].startsWith(" ") ? "" : halves[1].substring(0, 1);
      String step = open.equals("a ") ? "a @ " : open;
      String source = start + step.repeat(1_000) + "b" + closing.repeat(1_000) + " = x";
      ParseResult result = parseOnSmallStack(source);
      assertEquals(
          List.of("too-deep"), result.diagnostics().stream().map(Diagnostic::code).toList(), form);
    }
  }

  @Test
  void mistakesInNestedBlocksDoNotOverflow() throws InterruptedException {
    for (String form :
        List.of(
            "x y if a {\n@}\n",
            "if a b {\n@}\n",
            "foo(1 2, |x| {\n@})\n",
            "match a b { 1 => @ }")) {
      ParseResult result = parseOnSmallStack(nested(form, 5_000));
      assertEquals("too-deep", result.diagnostics().getFirst().code(), form);
      assertTrue(parseOnSmallStack(nested(form, 100)).hasErrors());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a + ",
        "a && ",
        "a ?? ",
        "a + -",
        "a < b || ",
        "a.b().c[1].d(2).e + ",
        "if a { } else if b { } else if c { }\n"
      })
  void longChainsAreNoDepth(String link) throws InterruptedException {
    ParseResult result = parseOnSmallStack(link.repeat(10_000) + "1");
    assertEquals(List.of(), result.diagnostics());
  }

  @Test
  void longChainsOfPostfixFormsAndElseIfs() throws InterruptedException {
    List<String> sources = new ArrayList<>();
    sources.add("a" + ".b".repeat(10_000));
    sources.add("a" + ".b()".repeat(10_000));
    sources.add("a" + "(1)[2].await".repeat(10_000));
    sources.add("if a { }" + " else if b { }".repeat(10_000));
    sources.add("let p: a" + " | b".repeat(10_000) + " = 1");
    sources.add("match x { a" + " | b".repeat(10_000) + " => 1 }");
    for (String source : sources) {
      assertEquals(List.of(), parseOnSmallStack(source).diagnostics());
    }
  }

  @Test
  void tooDeepGivesATreeAllTheSame() throws InterruptedException {
    ParseResult result = parseOnSmallStack("(".repeat(1_000));
    assertTrue(result.script().body().value() instanceof Expr.Error);
  }
}
