package bide.interpreter.node.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
  private static final List<String> KNOWN = List.of("push", "pop", "filter", "is_empty", "at");

  @Test
  void findsTheNameWithTheFewestEdits() {
    assertEquals("push", Suggestions.closest("psuh", KNOWN));
    assertEquals("pop", Suggestions.closest("pp", KNOWN));
    assertEquals("filter", Suggestions.closest("filtr", KNOWN));
    assertEquals("is_empty", Suggestions.closest("isEmpty", KNOWN));
  }

  @Test
  void whatIsTooFarIsNotSuggested() {
    assertNull(Suggestions.closest("append", KNOWN));
    assertNull(Suggestions.closest("x", KNOWN));
  }
}
