package bide.interpreter.node;

import static bide.interpreter.node.Trees.arg;
import static bide.interpreter.node.Trees.list;
import static bide.interpreter.node.Trees.literal;
import static bide.interpreter.node.Trees.map;
import static bide.interpreter.node.Trees.note;
import static bide.interpreter.node.Trees.program;
import static bide.interpreter.node.Trees.shown;
import static bide.interpreter.node.Trees.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bide.grammar.tree.Expr.BinaryOp;
import bide.interpreter.error.BideException;
import bide.interpreter.library.BoundMethod;
import bide.interpreter.node.Trees.Program;
import bide.interpreter.value.BideBytes;
import bide.interpreter.value.BideList;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.BideRange;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Region;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class DataTest {
  private final Region region = TestStrands.REGION;

  private static BideException failure(Program program, Object... arguments) {
    return assertThrows(BideException.class, () -> program.run(arguments));
  }

  // ---- literals

  @Test
  void literals_make_new_containers_each_time() {
    Program program = program(list(literal(1), literal(2)));
    BideList first = (BideList) program.run();
    first.add(3L);
    assertEquals("[1, 2]", program.shown());
    assertEquals("[]", shown(list()));
    assertEquals(
        "[1, 2.5, \"x\", nil]",
        shown(list(literal(1), literal(2.5), literal("x"), literal(Nil.NIL))));
    assertEquals("#{a: 1, [2]: \"b\"}", shown(map("a", 1, 2, "b")));
  }

  @Test
  void spread_takes_over_what_can_be_iterated() {
    BideNode[] elements = {literal(0), arg(0), literal(9)};
    Program program = program(Nodes.list(elements, new boolean[] {false, true, false}));
    assertEquals("[0, 1, 2, 9]", program.shown(BideList.of(region, 1L, 2L)));
    assertEquals("[0, 5, 6, 9]", program.shown(BideRange.of(5, 7, false)));
    assertEquals("[0, \"a\", 9]", program.shown(value("a")));
    assertEquals("cannot iterate over nil", failure(program, Nil.NIL).text());
    Program maps =
        program(
            Nodes.map(new BideNode[] {literal("a"), null}, new BideNode[] {literal(1), arg(0)}));
    assertEquals("#{a: 2, b: 3}", maps.shown(program(map("a", 2, "b", 3)).run()));
    assertEquals("only a map can be spread into a map, not an int", failure(maps, 1L).text());
  }

  @Test
  void interpolation_shows_values_as_print_does() {
    BideNode[] parts = {literal("x="), arg(0), literal(", "), arg(1)};
    Program program = program(Nodes.string(parts, new String[] {null, null, null, ".2"}));
    assertEquals("\"x=1, 2.50\"", program.shown(1L, 2.5));
    assertEquals("\"x=é, 2.50\"", program.shown(value("é"), 2.5));
    assertEquals("\"x=[1], 2.50\"", program.shown(BideList.of(region, 1L), 2.5));
    assertEquals("\"x=nil, 2.50\"", program.shown(Nil.NIL, 2.5));
    assertEquals("\"x=-9223372036854775808, 2.50\"", program.shown(Long.MIN_VALUE, 2.5));
  }

  @Test
  void bounds_of_ranges_are_ints() {
    Program program = program(Nodes.range(arg(0), arg(1), true));
    assertEquals("1..=3", program.shown(1L, 3L));
    assertEquals(
        "the bounds of a range must be ints, not a float", failure(program, 1L, 2.5).text());
    assertEquals("ValueError", failure(program, 1L, BigInteger.TWO.pow(70)).kind());
    assertEquals("..", shown(Nodes.range(null, null, false)));
  }

  // ---- elements

  @Test
  void elements_of_every_kind_of_container() {
    Program program = program(Nodes.index(arg(0), arg(1)));
    for (int i = 0; i < 2; i++) {
      assertEquals(20L, program.run(BideList.of(region, 10L, 20L), 1L));
      assertEquals(2.5, program.run(BideList.of(region, 2.5), 0L));
      assertEquals("\"x\"", program.shown(BideList.of(region, 1L, value("x")), 1L));
      assertEquals("\"😀\"", program.shown(value("a😀b"), 1L));
      assertEquals(255L, program.run(new BideBytes(new byte[] {-1}), 0L));
      assertEquals(1L, program.run(program(map("k", 1)).run(), value("k")));
    }
  }

  @Test
  void a_range_slices() {
    Program program = program(Nodes.index(arg(0), arg(1)));
    BideList list = BideList.of(region, 1L, 2L, 3L);
    assertEquals("[2, 3]", program.shown(list, BideRange.from(1)));
    assertEquals("[1, 2]", program.shown(list, BideRange.of(0, 1, true)));
    assertEquals("\"el\"", program.shown(value("hello"), BideRange.of(1, 3, false)));
    assertEquals("b\"b\"", program.shown(new BideBytes(new byte[] {'a', 'b'}), BideRange.from(1)));
    assertEquals("IndexError", failure(program, list, BideRange.of(2, 9, false)).kind());
  }

  @Test
  void what_is_not_there_is_an_error() {
    Program program = program(Nodes.index(arg(0), arg(1)));
    assertEquals(
        "index 3 is out of range for a list of length 1",
        failure(program, BideList.of(region, 1L), 3L).text());
    assertEquals(
        "index -1 is out of range for a string of length 1",
        failure(program, value("x"), -1L).text());
    assertEquals(
        "the index of a list must be an int or a range, not a string",
        failure(program, BideList.of(region, 1L), value("x")).text());
    assertEquals("KeyError", failure(program, new BideMap(region), value("k")).kind());
    assertEquals("cannot index nil", failure(program, Nil.NIL, 0L).text());
    assertEquals(Nil.NIL, program(Nodes.index(arg(0), arg(1), true)).run(Nil.NIL, 0L));
    assertEquals(7L, program(Nodes.index(arg(0), arg(1), true)).run(BideList.of(region, 7L), 0L));
  }

  @Test
  void elements_are_set_and_generalise_the_list() {
    Program program = program(Nodes.setIndex(arg(0), arg(1), arg(2)));
    BideList list = BideList.of(region, 1L, 2L);
    assertEquals(5L, program.run(list, 0L, 5L));
    program.run(list, 1L, value("x"));
    assertEquals("[5, \"x\"]", list.toString());
    BideMap map = new BideMap(region);
    program.run(map, value("k"), 1L);
    assertEquals("#{k: 1}", map.toString());
    assertEquals("IndexError", failure(program, list, 2L, 1L).kind());
    assertEquals(
        "cannot assign to an element of a string: it never changes",
        failure(program, value("x"), 0L, 1L).text());
  }

  @Test
  void compound_assignment_evaluates_receiver_and_index_once() {
    StringBuilder log = new StringBuilder();
    BideList list = BideList.of(region, 1L, 2L);
    BideNode receiver = Trees.java(frame -> log.append("list ") == null ? null : list);
    BideNode index = Trees.java(frame -> log.append("index ") == null ? null : (Object) 1L);
    Program program = program(Nodes.updateIndex(receiver, index, BinaryOp.ADD, arg(0)));
    assertEquals(12L, program.run(10L));
    assertEquals("list index ", log.toString());
    assertEquals(12.5, program.run(0.5));
    assertEquals("[1, 12.5]", list.toString());
    BideMap map = new BideMap(region);
    map.set(value("n"), 1L);
    Program field = program(Nodes.updateField(arg(0), "n", BinaryOp.MUL, literal(5)));
    assertEquals(5L, field.run(map));
    assertEquals(25L, field.run(map));
    assertEquals("#{n: 25}", map.toString());
  }

  // ---- fields

  @Test
  void a_field_of_a_map_is_its_key_before_it_is_a_method() {
    Program program = program(Nodes.field(arg(0), "len", false));
    assertEquals(1L, program.run(program(map("len", 1)).run()));
    assertInstanceOf(BoundMethod.class, program.run(new BideMap(region)));
    assertInstanceOf(BoundMethod.class, program.run(new BideList(region)));
  }

  @Test
  void a_missing_field_suggests_a_near_one() {
    BideException error = failure(program(Nodes.field(map("name", "x"), "nane", false)));
    assertEquals("KeyError: the map has no key `nane`", error.kind() + ": " + error.text());
    assertEquals("did you mean `name`?", error.help());
    assertEquals(
        "an int has no field `foo_bar`",
        failure(program(Nodes.field(literal(1), "foo_bar", false))).text());
    BideException nil = failure(program(Nodes.field(arg(0), "x", false)), Nil.NIL);
    assertEquals("nil has no field `x`", nil.text());
    assertEquals(Nil.NIL, program(Nodes.field(arg(0), "x", true)).run(Nil.NIL));
    assertEquals(
        "cannot set field `x` of an int",
        failure(program(Nodes.setField(literal(1), "x", literal(1)))).text());
  }

  // ---- patterns

  /** Matches the argument and gives what the arm with {@code #bindings} bound in slots 1 and 2. */
  private static Program match(PatternNode pattern, int... slots) {
    BideNode[] bound = new BideNode[slots.length];
    for (int i = 0; i < slots.length; i++) {
      bound[i] = Nodes.readLocal(slots[i]);
    }
    return program(
        Nodes.match(
            arg(0),
            0,
            new PatternNode[] {pattern, Patterns.wildcard()},
            new BideNode[2],
            new BideNode[] {list(bound), literal("no")}));
  }

  private static PatternNode bind(int slot) {
    return Patterns.bind(SlotWriter.create(slot));
  }

  @Test
  void literal_patterns_fit_what_is_equal() {
    Program one = match(Patterns.literal(1L));
    assertEquals("[]", one.shown(1L));
    assertEquals("[]", one.shown(1.0));
    assertEquals("\"no\"", one.shown(2L));
    assertEquals("\"no\"", one.shown(value("1")));
    assertEquals("[]", match(Patterns.literal(value("x"))).shown(value("x")));
    assertEquals("[]", match(Patterns.literal(Nil.NIL)).shown(Nil.NIL));
    assertEquals("\"no\"", match(Patterns.literal(true)).shown(false));
  }

  @Test
  void range_patterns() {
    Program digits = match(Patterns.range(0L, 9L, true));
    assertEquals("[]", digits.shown(9L));
    assertEquals("\"no\"", digits.shown(10L));
    assertEquals("[]", digits.shown(8.5));
    assertEquals("\"no\"", digits.shown(9.5));
    assertEquals("\"no\"", digits.shown(Double.NaN));
    assertEquals("\"no\"", digits.shown(value("5")));
    assertEquals("\"no\"", match(Patterns.range(0L, 9L, false)).shown(9L));
    assertEquals("[]", match(Patterns.range(10L, null, false)).shown(BigInteger.TWO.pow(70)));
    assertEquals("[]", match(Patterns.range(value("a"), value("f"), true)).shown(value("c")));
    assertEquals("\"no\"", match(Patterns.range(value("a"), value("f"), true)).shown(1L));
    assertEquals("\"no\"", match(Patterns.range(0L, Long.MIN_VALUE, false)).shown(1L));
  }

  @Test
  void list_patterns_with_the_rest_anywhere() {
    Program exact = match(Patterns.list(new PatternNode[] {bind(1), bind(2)}, -1, null), 1, 2);
    assertEquals("[1, 2]", exact.shown(BideList.of(region, 1L, 2L)));
    assertEquals("\"no\"", exact.shown(BideList.of(region, 1L)));
    assertEquals("\"no\"", exact.shown(1L));
    Program middle =
        match(
            Patterns.list(new PatternNode[] {bind(1), bind(2)}, 1, SlotWriter.create(3)), 1, 3, 2);
    assertEquals("[1, [2, 3], 4]", middle.shown(BideList.of(region, 1L, 2L, 3L, 4L)));
    assertEquals("[1, [], 4]", middle.shown(BideList.of(region, 1L, 4L)));
    assertEquals(
        "[[1, 2], 3]",
        match(Patterns.list(new PatternNode[] {bind(1)}, 0, SlotWriter.create(3)), 3, 1)
            .shown(BideList.of(region, 1L, 2L, 3L)));
    assertEquals(
        "[1]",
        match(Patterns.list(new PatternNode[] {bind(1)}, 1, null), 1)
            .shown(BideList.of(region, 1L, value("x"))));
  }

  @Test
  void map_patterns_look_at_named_keys_and_errors_at_their_fields() {
    PatternNode[] patterns = {bind(1), Patterns.literal(2L)};
    Program program =
        match(Patterns.map(new String[] {"a", "b"}, patterns, SlotWriter.create(3)), 1, 3);
    BideMap map = (BideMap) program(map("a", 1, "b", 2, "c", 3)).run();
    assertEquals("[1, #{c: 3}]", program.shown(map));
    assertEquals("#{a: 1, b: 2, c: 3}", map.toString());
    map.set(value("b"), 5L);
    assertEquals("\"no\"", program.shown(map));
    assertEquals("\"no\"", program.shown(new BideMap(region)));
    Program kind = match(Patterns.map(new String[] {"kind"}, new PatternNode[] {bind(1)}, null), 1);
    assertEquals("[\"IoError\"]", kind.shown(new BideException("IoError", "gone")));
  }

  @Test
  void alternatives_and_bindings() {
    PatternNode small = Patterns.alternatives(Patterns.literal(1L), Patterns.literal(2L));
    Program program = match(Patterns.binding(SlotWriter.create(1), small), 1);
    assertEquals("[2]", program.shown(2L));
    assertEquals("\"no\"", program.shown(3L));
  }

  @Test
  void guards_are_asked_in_order_and_no_fitting_arm_is_an_error() {
    StringBuilder log = new StringBuilder();
    BideNode never = Trees.java(frame -> log.append("guard ").isEmpty());
    PatternNode[] patterns = {bind(1), Patterns.literal(1L)};
    Program program =
        program(
            Nodes.match(
                arg(0),
                -1,
                patterns,
                new BideNode[] {never, null},
                new BideNode[] {literal("first"), note(log, "second")}));
    assertEquals("\"second\"", program.shown(1L));
    assertEquals("guard second ", log.toString());
    BideException error = failure(program, value("x"));
    assertEquals("MatchError: no arm matches \"x\"", error.kind() + ": " + error.text());
  }

  @Test
  void a_test_of_a_slot_reads_any_kind() {
    Program program =
        program(Nodes.writeLocal(0, arg(0)), Nodes.matches(Patterns.range(0L, 9L, true), 0));
    assertEquals(true, program.run(5L));
    assertEquals(false, program.run(value("x")));
    assertEquals(false, program.run(50L));
  }
}
