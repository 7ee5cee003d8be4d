package bide.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What debuggers and embedders see of structs and enums, through the polyglot API. */
class DataForToolsTest {
  private static final String TYPES =
      """
      struct Point { x, y = 0.5, name = "p", on = true, list = [1], next = nil }
      impl Point { fn to_string(self) { "not for tools" } }
      enum Shape { Circle(r), Rect { w, h }, Empty }
      """;

  private final Context context =
      Session.newContext(
          new Invocation(Invocation.Kind.CODE, "", List.of(), 1), System.out, System.err);

  @AfterEach
  void close() {
    context.close();
  }

  private Value value(String code) {
    return context.eval(Session.LANGUAGE, TYPES + code);
  }

  @Test
  void the_members_of_an_instance_are_its_fields_in_order() {
    Value point = value("Point { x: 2, next: Point { x: 3 } }");
    assertTrue(point.hasMembers());
    assertEquals(
        List.of("x", "y", "name", "on", "list", "next"), List.copyOf(point.getMemberKeys()));
    assertEquals(2, point.getMember("x").asLong());
    assertEquals(0.5, point.getMember("y").asDouble());
    assertEquals("p", point.getMember("name").asString());
    assertTrue(point.getMember("on").asBoolean());
    assertEquals("[1]", point.getMember("list").toString());
    assertEquals(3, point.getMember("next").getMember("x").asLong());
    assertTrue(point.getMember("next").getMember("next").isNull());
    assertFalse(point.hasMember("to_string"));
    assertNull(point.getMember("z"));
  }

  @Test
  void an_instance_is_shown_as_one_writes_it_and_knows_its_struct() {
    Value point = value("Point { x: 2 }");
    assertEquals(
        "Point { x: 2, y: 0.5, name: \"p\", on: true, list: [1], next: nil }", point.toString());
    Value type = point.getMetaObject();
    assertTrue(type.isMetaObject());
    assertEquals("Point", type.getMetaSimpleName());
    assertEquals("Point", type.getMetaQualifiedName());
    assertEquals("<struct Point>", type.toString());
    assertTrue(type.isMetaInstance(point));
    assertFalse(type.isMetaInstance(5));
  }

  @Test
  void the_members_of_an_enum_value_are_what_its_variant_holds() {
    Value rect = value("Rect { w: 1, h: Circle(2) }");
    assertEquals(List.of("w", "h"), List.copyOf(rect.getMemberKeys()));
    assertEquals(1, rect.getMember("w").asLong());
    assertEquals(2, rect.getMember("h").getMember("r").asLong());
    assertNull(rect.getMember("r"));
    assertEquals("Rect { w: 1, h: Circle(2) }", rect.toString());
  }

  @Test
  void a_variant_without_values_has_no_members() {
    Value empty = value("Empty");
    assertTrue(empty.getMemberKeys().isEmpty());
    assertEquals("Empty", empty.toString());
  }

  @Test
  void values_of_all_variants_are_instances_of_their_enum() {
    Value type = value("Shape");
    assertTrue(type.isMetaObject());
    assertEquals("Shape", type.getMetaSimpleName());
    assertEquals("<enum Shape>", type.toString());
    Value circle = value("Circle(1)");
    assertEquals("Shape", circle.getMetaObject().getMetaSimpleName());
    assertTrue(circle.getMetaObject().isMetaInstance(circle));
    assertFalse(type.isMetaInstance(circle), "of a program of its own");
  }

  @Test
  void other_values_are_their_text() {
    assertEquals("[1, \"a\"]", value("[1, \"a\"]").toString());
    assertFalse(value("[1]").hasMembers());
    assertTrue(value("nil").isNull());
  }
}
