package bide.interpreter.node;

import static bide.interpreter.node.Trees.arg;
import static bide.interpreter.node.Trees.binary;
import static bide.interpreter.node.Trees.block;
import static bide.interpreter.node.Trees.list;
import static bide.interpreter.node.Trees.literal;
import static bide.interpreter.node.Trees.map;
import static bide.interpreter.node.Trees.note;
import static bide.interpreter.node.Trees.program;
import static bide.interpreter.node.Trees.shown;
import static bide.interpreter.node.Trees.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bide.grammar.tree.Expr.BinaryOp;
import bide.interpreter.error.BideException;
import bide.interpreter.error.CancelledException;
import bide.interpreter.node.Trees.Program;
import bide.interpreter.value.BideBytes;
import bide.interpreter.value.BideList;
import bide.interpreter.value.BideRange;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Region;
import org.junit.jupiter.api.Test;

class ControlTest {
  private static final int CURSOR = 8;
  private static final int ITEM = 1;
  private static final int SUM = 2;

  /** {@code slot = slot + value}. */
  private static BideNode add(int slot, BideNode value) {
    return Nodes.writeLocal(slot, binary(BinaryOp.ADD, Nodes.readLocal(slot), value));
  }

  private static BideNode set(int slot, Object value) {
    return Nodes.writeLocal(slot, literal(value));
  }

  private static BideNode item() {
    return Nodes.readLocal(ITEM);
  }

  private static BideNode when(BinaryOp op, BideNode left, Object right, BideNode then) {
    return Nodes.ifElse(binary(op, left, literal(right)), then, null);
  }

  private static BideNode forEach(BideNode iterable, BideNode body, JumpTarget target) {
    return Nodes.forEach(iterable, CURSOR, ITEM, null, body, target);
  }

  /** Collects the items of a loop over the argument into a list. */
  private static Program collector() {
    BideNode push =
        Trees.java(
            frame -> {
              ((BideList) frame.getObject(SUM)).add(frame.getValue(ITEM));
              return Nil.NIL;
            });
    return program(
        Nodes.writeLocal(SUM, list()),
        forEach(arg(0), push, new JumpTarget()),
        Nodes.readLocal(SUM));
  }

  @Test
  void while_counts() {
    BideNode condition = binary(BinaryOp.LT, item(), arg(0));
    BideNode body = block(add(SUM, item()), add(ITEM, literal(1)));
    Program program =
        program(
            set(ITEM, 0),
            set(SUM, 0),
            Nodes.whileLoop(condition, body, new JumpTarget()),
            Nodes.readLocal(SUM));
    for (int i = 0; i < 3; i++) {
      assertEquals(4950L, program.run(100L));
    }
    assertEquals(50_005_000L - 10_000, program.run(10_000L));
  }

  @Test
  void a_variable_that_grows_beyond_64_bits_in_a_loop() {
    BideNode twice = Nodes.writeLocal(SUM, binary(BinaryOp.MUL, Nodes.readLocal(SUM), literal(2)));
    Program program =
        program(
            set(SUM, 1),
            forEach(Nodes.range(literal(0), arg(0), false), twice, new JumpTarget()),
            Nodes.readLocal(SUM));
    assertEquals(1024L, program.run(10L));
    assertEquals("1267650600228229401496703205376", program.shown(100L));
    assertEquals(1024L, program.run(10L));
  }

  @Test
  void break_gives_the_loop_its_value() {
    JumpTarget target = new JumpTarget();
    BideNode leave =
        when(
            BinaryOp.GT,
            item(),
            5,
            Nodes.breakTo(target, binary(BinaryOp.MUL, item(), literal(10))));
    Program program =
        program(set(ITEM, 0), Nodes.loop(block(add(ITEM, literal(1)), leave), target));
    for (int i = 0; i < 3; i++) {
      assertEquals(60L, program.run());
    }
    JumpTarget plain = new JumpTarget();
    assertEquals(Nil.NIL, program(Nodes.loop(Nodes.breakTo(plain, null), plain)).run());
  }

  @Test
  void labels_reach_the_outer_loop() {
    // 'outer: for i in 0..10 { for j in 0..10 { if j == 3 { continue 'outer }; if i == 2 { break
    // 'outer }; sum += 1 } }
    JumpTarget outer = new JumpTarget();
    JumpTarget inner = new JumpTarget();
    BideNode j = Nodes.readLocal(3);
    BideNode body =
        block(
            when(BinaryOp.EQ, j, 3, Nodes.continueTo(outer)),
            when(BinaryOp.EQ, item(), 2, Nodes.breakTo(outer, null)),
            add(SUM, literal(1)));
    BideNode innerLoop =
        Nodes.forEach(Nodes.range(literal(0), literal(10), false), 7, 3, null, body, inner);
    Program program =
        program(
            set(SUM, 0),
            forEach(Nodes.range(literal(0), literal(10), false), innerLoop, outer),
            Nodes.readLocal(SUM));
    for (int i = 0; i < 3; i++) {
      assertEquals(6L, program.run());
    }
  }

  @Test
  void continue_skips_the_rest_of_the_round() {
    JumpTarget target = new JumpTarget();
    BideNode body =
        block(
            when(
                BinaryOp.EQ, binary(BinaryOp.REM, item(), literal(2)), 0, Nodes.continueTo(target)),
            add(SUM, item()));
    assertEquals(
        "25",
        shown(
            set(SUM, 0),
            forEach(Nodes.range(literal(0), literal(10), false), body, target),
            Nodes.readLocal(SUM)));
  }

  @Test
  void return_leaves_all_loops() {
    BideNode body = when(BinaryOp.EQ, item(), 4, Nodes.returnValue(item()));
    Program program = program(forEach(arg(0), body, new JumpTarget()), literal("end"));
    assertEquals(4L, program.run(BideRange.from(0)));
    assertEquals("\"end\"", program.shown(BideRange.of(0, 3, true)));
  }

  @Test
  void for_goes_over_every_kind_of_container() {
    Region region = TestStrands.REGION;
    Program program = collector();
    for (int i = 0; i < 2; i++) {
      assertEquals("[0, 1, 2]", program.shown(BideRange.of(0, 3, false)));
      assertEquals(
          "[9223372036854775806, 9223372036854775807]",
          program.shown(BideRange.of(Long.MAX_VALUE - 1, Long.MAX_VALUE, true)));
      assertEquals("[]", program.shown(BideRange.of(3, 3, false)));
      assertEquals("[]", program.shown(BideRange.of(Long.MIN_VALUE, Long.MIN_VALUE, false)));
      assertEquals("[1, 2]", program.shown(BideList.of(region, 1L, 2L)));
      assertEquals("[1.5]", program.shown(BideList.of(region, 1.5)));
      assertEquals("[1, \"x\", nil]", program.shown(BideList.of(region, 1L, value("x"), Nil.NIL)));
      assertEquals("[\"a\", \"😀\"]", program.shown(value("a😀")));
      assertEquals("[255, 1]", program.shown(new BideBytes(new byte[] {-1, 1})));
      assertEquals("[[\"a\", 1], [2, \"b\"]]", program.shown(program(map("a", 1, 2, "b")).run()));
    }
    BideException error = assertThrows(BideException.class, () -> program.run(5L));
    assertEquals("cannot iterate over an int", error.text());
    assertEquals("for so many rounds write `0..n`", error.help());
    assertThrows(BideException.class, () -> program.run(BideRange.to(5, false)));
  }

  @Test
  void a_list_may_grow_while_it_is_iterated() {
    BideNode grow =
        Trees.java(
            frame -> {
              BideList list = (BideList) frame.getArguments()[2];
              if (list.size() < 5) {
                list.add(value("more"));
              }
              return Nil.NIL;
            });
    BideList list = BideList.of(TestStrands.REGION, 1L, 2L);
    Program program =
        program(
            set(SUM, 0),
            forEach(arg(0), block(grow, add(SUM, literal(1))), new JumpTarget()),
            Nodes.readLocal(SUM));
    assertEquals(5L, program.run(list));
  }

  @Test
  void a_map_that_gets_keys_while_it_is_iterated_is_an_error() {
    Program program =
        program(
            Nodes.writeLocal(SUM, map("a", 1)),
            forEach(
                Nodes.readLocal(SUM),
                Nodes.setField(Nodes.readLocal(SUM), "b", literal(1)),
                new JumpTarget()));
    assertEquals("ValueError", assertThrows(BideException.class, program::run).kind());
  }

  @Test
  void a_loop_in_parts_gives_the_same_items() {
    BideNode begin = Nodes.writeLocal(CURSOR, Nodes.iterator(arg(0)));
    BideNode loop =
        Nodes.whileLoop(Nodes.advance(CURSOR, ITEM), add(SUM, item()), new JumpTarget());
    Program program = program(set(SUM, 0), begin, loop, Nodes.readLocal(SUM));
    assertEquals(10L, program.run(BideRange.of(0, 5, false)));
    assertEquals(3L, program.run(BideList.of(TestStrands.REGION, 1L, 2L)));
    assertEquals(3.5, program.run(BideList.of(TestStrands.REGION, 1L, 2.5)));
    assertEquals(10L, program.run(BideRange.of(0, 5, false)));
  }

  @Test
  void what_a_pattern_of_a_loop_does_not_fit_is_an_error() {
    PatternNode pair =
        Patterns.list(
            new PatternNode[] {
              Patterns.bind(SlotWriter.create(3)), Patterns.bind(SlotWriter.create(4))
            },
            -1,
            null);
    BideNode body = add(SUM, binary(BinaryOp.MUL, Nodes.readLocal(3), Nodes.readLocal(4)));
    Program program =
        program(
            set(SUM, 0),
            Nodes.forEach(
                arg(0), CURSOR, ITEM, Nodes.destructure(pair, item()), body, new JumpTarget()),
            Nodes.readLocal(SUM));
    assertEquals(
        26L,
        program.run(
            program(list(list(literal(2), literal(3)), list(literal(4), literal(5)))).run()));
    BideException error =
        assertThrows(BideException.class, () -> program.run(BideRange.of(1, 2, false)));
    assertEquals("MatchError: pattern does not match 1", error.kind() + ": " + error.text());
  }

  // ---- errors

  private static BideNode fail(Object value) {
    return Nodes.throwValue(literal(value));
  }

  @Test
  void a_thrown_value_becomes_what_the_error_carries() {
    Program program = program(Nodes.tryCatch(Nodes.throwValue(arg(0)), 0, Nodes.readLocal(0)));
    BideException error = (BideException) program.run(value("boom"));
    assertEquals("Error", error.kind());
    assertEquals("boom", error.text());
    assertEquals(value("boom").toString(), error.value().toString());
    assertSame(error, program.run(error));
  }

  @Test
  void errors_of_operators_are_caught_with_their_fields() {
    BideNode body = binary(BinaryOp.DIV, arg(0), arg(1));
    Program program =
        program(Nodes.tryCatch(body, 0, Nodes.field(Nodes.readLocal(0), "kind", false)));
    assertEquals(2L, program.run(4L, 2L));
    assertEquals("\"DivisionByZero\"", program.shown(4L, 0L));
    assertEquals("\"TypeError\"", program.shown(4L, Nil.NIL));
  }

  @Test
  void finally_runs_after_value_error_jump_and_cancellation() {
    StringBuilder log = new StringBuilder();
    BideNode cancel =
        Trees.java(
            frame -> {
              throw new CancelledException();
            });
    JumpTarget target = new JumpTarget();
    assertEquals("1", shown(Nodes.tryFinally(literal(1), note(log, "value"))));
    assertThrows(BideException.class, () -> shown(Nodes.tryFinally(fail("x"), note(log, "error"))));
    assertEquals("2", shown(Nodes.tryFinally(Nodes.returnValue(literal(2)), note(log, "return"))));
    assertEquals(
        "3",
        shown(
            Nodes.loop(
                Nodes.tryFinally(Nodes.breakTo(target, literal(3)), note(log, "break")), target)));
    assertThrows(
        CancelledException.class, () -> shown(Nodes.tryFinally(cancel, note(log, "cancel"))));
    assertEquals("value error return break cancel ", log.toString());
  }

  @Test
  void nested_finally_blocks_run_from_the_inside_out() {
    StringBuilder log = new StringBuilder();
    BideNode inner = Nodes.tryFinally(block(note(log, "body"), fail("x")), note(log, "inner"));
    BideNode caught = Nodes.tryCatch(inner, 0, note(log, "catch"));
    assertEquals("\"catch\"", shown(Nodes.tryFinally(caught, note(log, "outer"))));
    assertEquals("body inner catch outer ", log.toString());
  }

  @Test
  void a_jump_or_error_in_finally_takes_the_place_of_the_first() {
    assertEquals("2", shown(Nodes.tryFinally(fail("x"), Nodes.returnValue(literal(2)))));
    BideException error =
        assertThrows(
            BideException.class, () -> shown(Nodes.tryFinally(fail("first"), fail("second"))));
    assertEquals("second", error.text());
  }

  @Test
  void catch_does_not_see_cancellation() {
    BideNode cancel =
        Trees.java(
            frame -> {
              throw new CancelledException();
            });
    assertThrows(CancelledException.class, () -> shown(Nodes.tryCatch(cancel, 0, literal(1))));
  }

  @Test
  void an_error_that_the_pattern_of_a_catch_does_not_fit_goes_on() {
    PatternNode pattern =
        Patterns.map(
            new String[] {"kind"}, new PatternNode[] {Patterns.literal(value("TypeError"))}, null);
    Program program =
        program(
            Nodes.tryCatch(
                binary(BinaryOp.DIV, arg(0), arg(1)),
                0,
                Nodes.rethrowIfUnmatched(pattern, 0, literal("caught"))));
    assertEquals("\"caught\"", program.shown(1L, Nil.NIL));
    assertEquals(
        "DivisionByZero", assertThrows(BideException.class, () -> program.run(1L, 0L)).kind());
  }

  @Test
  void a_stack_that_is_used_up_is_an_error_that_can_be_caught() {
    Program[] self = new Program[1];
    self[0] = program(Trees.java(frame -> self[0].run()));
    Program program =
        program(
            Nodes.tryCatch(
                Trees.java(frame -> self[0].run()),
                0,
                Nodes.field(Nodes.readLocal(0), "kind", false)));
    assertEquals("\"RecursionError\"", program.shown());
    StringBuilder log = new StringBuilder();
    assertThrows(
        BideException.class,
        () -> shown(Nodes.tryFinally(Trees.java(frame -> self[0].run()), note(log, "finally"))));
    assertEquals("finally ", log.toString());
  }
}
