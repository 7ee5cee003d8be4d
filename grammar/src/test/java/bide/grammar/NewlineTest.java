package bide.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a newline ends a statement and where it does not. */
class NewlineTest {
  private static void reads(String source, String tree) {
    ParseResult result = SourceParser.parse(source);
    assertEquals(List.of(), result.diagnostics(), source);
    assertEquals(tree, Dump.of(result.script()), source);
  }

  @Test
  void lineEndsStatementUnlessAnOperatorJoinsThem() {
    reads("a\nb", "a; b");
    reads("a; b", "a; b");
    reads("a;", "a;");
    reads("a\n+ b", "(+ a b)");
    reads("a +\nb", "(+ a b)");
    reads("a\n- b", "a; (- b)");
    reads("a -\nb", "(- a b)");
    reads("a\n.b\n?.c()", "(?.c() (.b a))");
    reads("a\n(b)", "a; b");
    reads("f\n[1]", "f; (list 1)");
  }

  @Test
  void newlineInsideBracketsDoesNotCount() {
    reads("f(a\n,\nb\n)", "(call f a b)");
    reads("[\n1,\n2\n]", "(list 1 2)");
    reads("#{\na: 1,\nb: 2\n}", "(map \"a\":1 \"b\":2)");
  }

  @Test
  void operatorsAtTheStartOfALine() {
    reads("a\n|| b", "(|| a b)");
    reads("a\n|b| b", "a; (closure [b] b)");
    reads("a ||\nb", "(|| a b)");
    reads("a\n&& b", "(&& a b)");
    reads("a\n& b", "(& a b)");
    reads("a\n!b", "a; (! b)");
    reads("a\n..b", "a; (.. _ b)");
    reads("a\n?? b", "(?? a b)");
    reads("a\n== b", "(== a b)");
    reads("a\n* b\n/ c", "(/ (* a b) c)");
    reads("a\nin b", "(in a b)");
    reads("let x\n= 1", "(let x 1);");
    reads("x =\n1", "(= x 1)");
    reads("return\na", "(return); a");
    reads("break\na", "(break); a");
  }

  @Test
  void statementsThatEndAtTheirBrace() {
    reads("if a { 1 }\nelse { 2 }", "(if a { 1 } { 2 })");
    reads("if a { 1 }\n\n// c\nelse if b { 2 }\nelse { 3 }", "(if a { 1 } (if b { 2 } { 3 }))");
    reads("try { a }\ncatch e { b }\nfinally { c }", "(try { a } catch e { b } finally { c })");
    reads("if a { 1 }\n(b)", "(if a { 1 }); b");
    reads("if a { 1 } (b)", "(if a { 1 }); b");
    reads("if a { 1 } [b]", "(if a { 1 }); (list b)");
    reads("if a { 1 } - b", "(if a { 1 }); (- b)");
    reads("if a { 1 } else { 2 } - b", "(if a { 1 } { 2 }); (- b)");
    reads("if a { 1 }\n.x", "(.x (if a { 1 }))");
    reads("match a { _ => 1 }.x()", "(.x() (match a (_ => 1)))");
    reads("{ a } { b }", "{ a }; { b }");
    reads("loop { a } b", "(loop { a }); b");
    reads("fn f() { } fn g() { }", "(fn f [] { }); (fn g [] { });");
    reads("let x = if a { 1 } else { 2 } - b", "(let x (- (if a { 1 } { 2 }) b));");
    reads("async { a }.await", "(await (async { a }))");
    reads("struct P { x } impl P { }", "(struct P x); (impl P);");
  }

  @Test
  void newlineCountsAgainInBracesInsideBrackets() {
    reads("f(|x| {\n  a\n  b\n})", "(call f (closure [x] { a; b }))");
    reads("f({\n  a\n  -b\n})", "(call f { a; (- b) })");
    reads("[\n  a,\n  {\n  b\n  [c]\n  }\n]", "(list a { b; (list c) })");
  }

  @Test
  void armsAndBranches() {
    reads(
        "match x {\n  A\n  | B\n  if c\n  => 1\n  _ => 2\n}",
        "(match x ((| A B) if c => 1) (_ => 2))");
    reads("match x {\n  A => 1\n  | B => 2\n}", "(match x (A => 1) (B => 2))");
    reads("match x {\n  A =>\n    1\n  B => a\n    + b\n}", "(match x (A => 1) (B => (+ a b)))");
    reads(
        "select {\n  a = f() => if b { 1 }\n  else => 2\n}",
        "(select (a = (call f) => (if b { 1 })) (else => 2))");
  }

  @Test
  void commentsBetweenLines() {
    reads("f\n  .a()\n  .b()\n  // comment\n  .c()", "(.c() (.b() (.a() f)))");
    reads("a /* x\n y */ + b", "(+ a b)");
    reads("x = |a|\n  a", "(= x (closure [a] a))");
    reads("x.await\ny", "(await x); y");
    reads("a\r\nb\rc", "a; b; c");
  }

  @Test
  void linesOfTripleQuotedStrings() {
    reads("let s = \"\"\"\n  a\n    b\n\n  c\n  \"\"\"", "(let s \"a\\n  b\\n\\nc\");");
    reads("let s = \"\"\"a\n  b\"\"\"", "(let s \"a\\nb\");");
    reads("let s = \"\"\"\n\ta {x}\n\tb\n\"\"\"", "(let s \"\ta ${x}\\n\tb\");");
    reads("let s = r\"\"\"\n  a\\n\n  {b}\n  \"\"\"", "(let s \"a\\n\\n{b}\");");
    reads("\"a\" // c\n\"b\"", "\"a\"; \"b\"");
  }
}
