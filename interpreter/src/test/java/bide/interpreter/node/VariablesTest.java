package bide.interpreter.node;

import static bide.interpreter.node.Trees.arg;
import static bide.interpreter.node.Trees.literal;
import static bide.interpreter.node.Trees.program;
import static bide.interpreter.node.Trees.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bide.grammar.tree.Expr.BinaryOp;
import bide.interpreter.error.BideException;
import bide.interpreter.function.Absent;
import bide.interpreter.node.Trees.Program;
import bide.interpreter.value.Nil;
import com.oracle.truffle.api.frame.FrameDescriptor;
import com.oracle.truffle.api.frame.FrameSlotKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VariablesTest {
  private static Program keep(FrameDescriptor descriptor) {
    return new Program(
        descriptor, Nodes.block(new BideNode[] {Nodes.writeLocal(1, arg(0))}, Nodes.readLocal(1)));
  }

  @Test
  void a_slot_takes_the_kind_of_its_values_and_only_widens() {
    FrameDescriptor descriptor = Trees.descriptor();
    Program program = keep(descriptor);
    assertEquals(FrameSlotKind.Illegal, descriptor.getSlotKind(1));
    assertEquals(1L, program.run(1L));
    assertEquals(2L, program.run(2L));
    assertEquals(FrameSlotKind.Long, descriptor.getSlotKind(1));
    assertEquals(2.5, program.run(2.5));
    assertEquals(FrameSlotKind.Object, descriptor.getSlotKind(1));
    for (Object value : new Object[] {1L, 2.5, true, Nil.NIL, value("x"), 3L}) {
      assertEquals(value, program.run(value));
      assertEquals(FrameSlotKind.Object, descriptor.getSlotKind(1));
    }
  }

  @Test
  void slots_of_doubles_and_bools_are_unboxed() {
    FrameDescriptor doubles = Trees.descriptor();
    assertEquals(2.5, keep(doubles).run(2.5));
    assertEquals(FrameSlotKind.Double, doubles.getSlotKind(1));
    FrameDescriptor bools = Trees.descriptor();
    assertEquals(true, keep(bools).run(true));
    assertEquals(FrameSlotKind.Boolean, bools.getSlotKind(1));
    FrameDescriptor objects = Trees.descriptor();
    assertEquals(Nil.NIL, keep(objects).run(Nil.NIL));
    assertEquals(FrameSlotKind.Object, objects.getSlotKind(1));
  }

  @Test
  void two_functions_over_one_descriptor_agree_although_one_has_widened() {
    FrameDescriptor descriptor = Trees.descriptor();
    Program fresh = keep(descriptor);
    Program resumed = keep(descriptor);
    assertEquals(1L, fresh.run(1L));
    assertEquals(value("x").toString(), resumed.run(value("x")).toString());
    assertEquals(1L, fresh.run(1L));
    assertEquals(2.5, fresh.run(2.5));
    assertEquals(1L, resumed.run(1L));
    assertEquals(FrameSlotKind.Object, descriptor.getSlotKind(1));
  }

  @Test
  void a_slot_that_was_restored_with_another_tag_is_read_as_it_is() {
    BideNode restore =
        Trees.java(
            frame -> {
              Object restored = frame.getArguments()[2];
              switch (restored) {
                case Long number -> frame.setLong(1, number);
                case Double number -> frame.setDouble(1, number);
                case Boolean bool -> frame.setBoolean(1, bool);
                default -> frame.setObject(1, restored);
              }
              return Nil.NIL;
            });
    Program program = program(restore, Nodes.readLocal(1));
    for (int round = 0; round < 3; round++) {
      for (Object value : new Object[] {1L, 2.5, true, Nil.NIL}) {
        assertEquals(value, program.run(value));
      }
    }
  }

  @Test
  void writers_of_computed_values_follow_the_kind_of_the_slot() {
    for (Object second : new Object[] {2L, 2.5, false, Nil.NIL}) {
      Program program =
          program(
              Nodes.destructure(Patterns.bind(SlotWriter.create(2)), arg(0)), Nodes.readLocal(2));
      assertEquals(1L, program.run(1L));
      assertEquals(second, program.run(second));
      assertEquals(1L, program.run(1L));
    }
  }

  @Test
  void a_written_value_is_the_value_of_the_assignment() {
    Program program =
        program(Trees.binary(BinaryOp.ADD, Nodes.writeLocal(0, arg(0)), Nodes.readLocal(0)));
    assertEquals(4L, program.run(2L));
    assertEquals(5.0, program.run(2.5));
    assertEquals(4L, program.run(2L));
  }

  @Test
  void a_cell_without_a_value_is_a_name_error() {
    Program program = program(Nodes.newCell(0, "x", false), Nodes.readCell(0));
    BideException error = assertThrows(BideException.class, program::run);
    assertEquals("NameError", error.kind());
    assertEquals("`x` is used before it has a value", error.text());
    assertEquals(
        7L,
        program(Nodes.newCell(0, "x", false), Nodes.writeCell(0, literal(7)), Nodes.readCell(0))
            .run());
  }

  @Test
  void a_captured_cell_is_shared() {
    Program maker =
        program(Nodes.newCell(0, "x", false), Nodes.writeCell(0, arg(0)), Nodes.readLocal(0));
    Cell cell = (Cell) maker.run(1L);
    BideNode more = Trees.binary(BinaryOp.ADD, Nodes.readCapturedCell(0), literal(1));
    Program counter = program(Nodes.writeCapturedCell(0, more));
    Object[] captures = {cell};
    assertEquals(2L, counter.runWith(captures));
    assertEquals(3L, counter.runWith(captures));
    assertSame(cell, program(Nodes.readCapture(0)).runWith(captures));
  }

  @Test
  void a_fresh_cell_comes_with_each_binding() {
    List<Object> cells = new ArrayList<>();
    BideNode keep =
        Trees.java(
            frame -> {
              cells.add(frame.getObject(3));
              return Nil.NIL;
            });
    BideNode bind = Nodes.destructure(Patterns.bind(CellWriter.fresh(3, "x")), Nodes.readLocal(2));
    BideNode range = Nodes.range(literal(0), literal(3), false);
    program(Nodes.forEach(range, 1, 2, bind, keep, new JumpTarget())).run();
    assertEquals(3, cells.size());
    for (int i = 0; i < 3; i++) {
      assertEquals((long) i, ((Cell) cells.get(i)).get(null));
    }
  }

  @Test
  void a_global_is_stable_until_it_is_assigned_anew() {
    Binding binding = new Binding("total", true);
    Program read = program(Nodes.readGlobal(binding));
    Program write = program(Nodes.writeGlobal(binding, arg(0)));
    assertEquals(
        "`total` is used before it has a value",
        assertThrows(BideException.class, read::run).text());
    assertFalse(binding.isSet());
    write.run(1L);
    assertTrue(binding.stable().isValid());
    assertEquals(1L, read.run());
    write.run(2L);
    assertFalse(binding.stable().isValid());
    assertEquals(2L, read.run());
    write.run(3L);
    assertEquals(3L, read.run());
  }

  @Test
  void the_default_stands_in_for_an_absent_argument_only() {
    StringBuilder log = new StringBuilder();
    Program program = program(Nodes.argumentOr(0, Trees.note(log, "default")));
    assertEquals(Nil.NIL, program.run(Nil.NIL));
    assertEquals("", log.toString());
    assertEquals("\"default\"", program.shown(Absent.ABSENT));
    assertEquals("default ", log.toString());
  }
}
