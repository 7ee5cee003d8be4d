package bide.interpreter.node;

import static bide.interpreter.node.Trees.arg;
import static bide.interpreter.node.Trees.binary;
import static bide.interpreter.node.Trees.program;
import static bide.interpreter.node.Trees.shown;
import static bide.interpreter.node.Trees.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bide.grammar.Span;
import bide.grammar.tree.Expr.BinaryOp;
import bide.grammar.tree.Expr.UnaryOp;
import bide.interpreter.error.BideException;
import bide.interpreter.node.Trees.Program;
import bide.interpreter.value.BideBytes;
import bide.interpreter.value.BideDuration;
import bide.interpreter.value.BideInstant;
import bide.interpreter.value.BideList;
import bide.interpreter.value.BideRange;
import bide.interpreter.value.Nil;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorsTest {
  private static final BideDuration SECOND = new BideDuration(1_000_000_000);

  private static BideException failure(BinaryOp op, Object left, Object right) {
    return assertThrows(BideException.class, () -> shown(op, left, right));
  }

  @ParameterizedTest
  @CsvSource({
    "ADD, 2, 3, 5",
    "SUB, 2, 3, -1",
    "MUL, 2, 3, 6",
    "DIV, 7, 2, 3",
    "DIV, -7, 2, -3",
    "REM, 7, 2, 1",
    "REM, -7, 2, -1",
    "REM, 7, -2, 1",
    "POW, 2, 10, 1024",
    "POW, 2, -1, 0.5",
    "POW, 0, 0, 1",
    "BIT_AND, 6, 3, 2",
    "BIT_OR, 6, 3, 7",
    "BIT_XOR, 6, 3, 5",
    "SHL, 1, 10, 1024",
    "SHR, -8, 1, -4",
    "SHR, 1, 100, 0",
    "EQ, 2, 2, true",
    "NE, 2, 2, false",
    "LT, 2, 3, true",
    "LE, 3, 3, true",
    "GT, 2, 3, false",
    "GE, 2, 3, false",
  })
  void ints(BinaryOp op, long left, long right, String expected) {
    assertEquals(expected, shown(op, left, right));
  }

  @ParameterizedTest
  @CsvSource({
    "ADD, 9223372036854775807, 1, 9223372036854775808",
    "SUB, -9223372036854775808, 1, -9223372036854775809",
    "MUL, 9223372036854775807, 2, 18446744073709551614",
    "DIV, -9223372036854775808, -1, 9223372036854775808",
    "REM, -9223372036854775808, -1, 0",
    "POW, 2, 64, 18446744073709551616",
    "SHL, 1, 63, 9223372036854775808",
    "SHL, 3, 62, 13835058055282163712",
  })
  void an_int_that_overflows_grows(BinaryOp op, long left, long right, String expected) {
    assertEquals(expected, shown(op, left, right));
  }

  @Test
  void after_an_overflow_small_ints_still_work_and_results_shrink_back() {
    Program program = program(binary(BinaryOp.ADD, arg(0), arg(1)));
    assertEquals(3L, program.run(1L, 2L));
    Object big = program.run(Long.MAX_VALUE, 1L);
    assertInstanceOf(BigInteger.class, big);
    assertEquals(3L, program.run(1L, 2L));
    assertEquals(Long.MAX_VALUE, program.run(big, -1L));
    assertEquals(2.5, program.run(1.5, 1L));
    assertEquals("\"ab\"", program.shown(value("a"), value("b")));
  }

  @Test
  void negation_of_the_smallest_int_grows() {
    Program program = program(Nodes.unary(UnaryOp.NEG, arg(0)));
    assertEquals(-5L, program.run(5L));
    assertEquals("9223372036854775808", program.shown(Long.MIN_VALUE));
    assertEquals(-5L, program.run(5L));
    assertEquals("-1.5", program.shown(1.5));
    assertEquals("-1s", program.shown(SECOND));
  }

  @ParameterizedTest
  @CsvSource({
    "ADD, 1.5, 2.0, 3.5",
    "SUB, 1.5, 2.0, -0.5",
    "MUL, 1.5, 2.0, 3.0",
    "DIV, 3.0, 2.0, 1.5",
    "REM, 3.5, 2.0, 1.5",
    "POW, 2.0, 0.5, 1.4142135623730951",
    "LT, 1.5, 2.0, true",
    "EQ, 1.5, 1.5, true",
    "LT, NaN, 1.0, false",
    "GE, NaN, 1.0, false",
    "EQ, NaN, NaN, false",
    "NE, NaN, NaN, true",
  })
  void floats(BinaryOp op, double left, double right, String expected) {
    assertEquals(expected, shown(op, left, right));
  }

  @Test
  void ints_and_floats_mix_into_floats() {
    assertEquals("3.5", shown(BinaryOp.ADD, 1, 2.5));
    assertEquals("3.5", shown(BinaryOp.ADD, 2.5, 1));
    assertEquals("-1.5", shown(BinaryOp.SUB, 1, 2.5));
    assertEquals("2.0", shown(BinaryOp.DIV, 5, 2.5));
    assertEquals("true", shown(BinaryOp.LT, 1, 1.5));
    assertEquals("true", shown(BinaryOp.EQ, 1, 1.0));
    assertEquals("false", shown(BinaryOp.LT, 1, Double.NaN));
    assertEquals("false", shown(BinaryOp.LT, BigInteger.TWO.pow(80), Double.NaN));
  }

  @Test
  void comparing_ints_with_floats_is_exact() {
    long big = (1L << 53) + 1;
    assertEquals("true", shown(BinaryOp.GT, big, 0x1p53));
    assertEquals("false", shown(BinaryOp.EQ, big, 0x1p53));
    assertEquals("true", shown(BinaryOp.LT, 0x1p53, big));
  }

  @Test
  void strings_lists_and_bytes_are_joined() {
    assertEquals("\"añb\"", shown(BinaryOp.ADD, "añ", "b"));
    BideList ints = BideList.of(TestStrands.REGION, 1L, 2L);
    BideList mixed = BideList.of(TestStrands.REGION, 3L, value("x"));
    assertEquals("[1, 2, 3, \"x\"]", shown(BinaryOp.ADD, ints, mixed));
    assertEquals("[1, 2]", bide.interpreter.value.Text.quote(ints));
    assertEquals(
        "b\"ab\"",
        shown(BinaryOp.ADD, new BideBytes(new byte[] {'a'}), new BideBytes(new byte[] {'b'})));
  }

  @Test
  void durations_and_instants() {
    assertEquals("2s", shown(BinaryOp.ADD, SECOND, SECOND));
    assertEquals("0s", shown(BinaryOp.SUB, SECOND, SECOND));
    assertEquals("3s", shown(BinaryOp.MUL, SECOND, 3));
    assertEquals("1.5s", shown(BinaryOp.MUL, 1.5, SECOND));
    assertEquals("250ms", shown(BinaryOp.DIV, SECOND, 4));
    assertEquals("4.0", shown(BinaryOp.DIV, SECOND, new BideDuration(250_000_000)));
    assertEquals("true", shown(BinaryOp.LT, new BideDuration(5), SECOND));
    BideInstant start = new BideInstant(5);
    assertEquals("1s", shown(BinaryOp.SUB, start.plus(SECOND), start));
    assertEquals("true", shown(BinaryOp.GT, start.plus(SECOND), start));
    assertEquals("true", shown(BinaryOp.EQ, start.plus(SECOND).minus(SECOND), start));
  }

  @Test
  void equality_is_structural_for_data() {
    BideList a = BideList.of(TestStrands.REGION, 1L, value("x"));
    BideList b = BideList.of(TestStrands.REGION, 1L, value("x"));
    assertEquals("true", shown(BinaryOp.EQ, a, b));
    assertEquals("false", shown(BinaryOp.EQ, a, Nil.NIL));
    assertEquals("true", shown(BinaryOp.EQ, Nil.NIL, Nil.NIL));
    assertEquals("true", shown(BinaryOp.NE, "x", 1));
    assertEquals("true", shown(BinaryOp.EQ, "xy", "xy"));
  }

  @Test
  void strings_are_ordered_by_code_points() {
    assertEquals("true", shown(BinaryOp.LT, "a", "b"));
    assertEquals("true", shown(BinaryOp.LT, "\uffff", "\ud83d\ude00"));
    assertEquals("false", shown(BinaryOp.LT, "b", "b"));
  }

  @Test
  void in_looks_into_containers() {
    assertEquals("true", shown(BinaryOp.IN, 2, BideList.of(TestStrands.REGION, 1L, 2L)));
    assertEquals("false", shown(BinaryOp.IN, 3, BideList.of(TestStrands.REGION, 1L, 2L)));
    assertEquals("true", shown(BinaryOp.IN, "x", BideList.of(TestStrands.REGION, 1L, value("x"))));
    assertEquals("true", shown(BinaryOp.IN, "ell", "hello"));
    assertEquals("true", shown(BinaryOp.IN, "", ""));
    assertEquals("true", shown(BinaryOp.IN, 3, BideRange.of(1, 3, true)));
    assertEquals("false", shown(BinaryOp.IN, 3, BideRange.of(1, 3, false)));
    assertEquals("true", shown(BinaryOp.IN, 2.5, BideRange.of(1, 3, false)));
    assertEquals(
        "false", shown(BinaryOp.IN, "k", new bide.interpreter.value.BideMap(TestStrands.REGION)));
  }

  @Test
  void operands_that_do_not_fit_are_named() {
    BideException error = failure(BinaryOp.ADD, "1", 1);
    assertEquals("TypeError", error.kind());
    assertEquals("cannot add a string and an int", error.text());
    assertEquals(
        "write \"{a}{b}\", or make a string of the other one with `.to_string()`", error.help());
    assertEquals("cannot subtract an int from a string", failure(BinaryOp.SUB, "1", 1).text());
    assertEquals("cannot multiply a string and an int", failure(BinaryOp.MUL, "1", 1).text());
    assertEquals(
        "cannot divide a list by an int",
        failure(BinaryOp.DIV, new BideList(TestStrands.REGION), 1).text());
    assertEquals("cannot compare a string and an int", failure(BinaryOp.LT, "1", 1).text());
    assertEquals("cannot add nil and an int", failure(BinaryOp.ADD, Nil.NIL, 1).text());
  }

  @Test
  void an_error_points_at_the_operator() {
    BideException error = failure(BinaryOp.DIV, 1, 0);
    assertEquals("DivisionByZero", error.kind());
    BideNode place = assertInstanceOf(BideNode.class, error.place());
    assertEquals(true, place.hasSpan());
    assertEquals("DivisionByZero", failure(BinaryOp.REM, 1, 0).kind());
    assertEquals("Infinity", shown(BinaryOp.DIV, 1.0, 0.0).replace("inf", "Infinity"));
  }

  @Test
  void conditions_must_be_bools() {
    Program program = program(Nodes.ifElse(arg(0).at(new Span(1, 2)), Trees.literal(1), null));
    assertEquals(1L, program.run(true));
    assertEquals(Nil.NIL, program.run(false));
    BideException error = assertThrows(BideException.class, () -> program.run(1L));
    assertEquals("a condition must be a bool, got an int", error.text());
    assertEquals("say what you mean: `x != 0`", error.help());
    BideException and =
        assertThrows(
            BideException.class, () -> program(Nodes.and(arg(0), arg(1))).run(true, value("x")));
    assertEquals("a condition must be a bool, got a string", and.text());
  }

  @Test
  void the_right_operand_of_a_logical_operator_runs_when_needed() {
    StringBuilder log = new StringBuilder();
    BideNode noted = Trees.java(frame -> log.append("right ").isEmpty());
    assertEquals(false, program(Nodes.and(arg(0), noted)).run(false));
    assertEquals(true, program(Nodes.or(arg(0), noted)).run(true));
    assertEquals(7L, program(Nodes.coalesce(arg(0), noted)).run(7L));
    assertEquals("", log.toString());
    assertEquals(false, program(Nodes.coalesce(arg(0), noted)).run(Nil.NIL));
    assertEquals("right ", log.toString());
  }
}
