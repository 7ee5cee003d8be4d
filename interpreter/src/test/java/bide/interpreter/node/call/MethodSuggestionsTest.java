package bide.interpreter.node.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import bide.interpreter.error.Errors;
import bide.interpreter.library.Guest;
import bide.interpreter.library.Method;
import bide.interpreter.library.MethodTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class MethodSuggestionsTest {
  private static String help(Object receiver, String name) {
    Object value = Guest.value(receiver);
    List<String> known = MethodTable.methods(value.getClass()).stream().map(Method::name).toList();
    return MethodSuggestions.addTo(Errors.type("no method"), value, name, known).help();
  }

  @Test
  void aNameThatIsOnlyWrittenOtherwise() {
    assertEquals("did you mean `starts_with`?", help("a", "startsWith"));
    assertEquals("did you mean `for_each`?", help(Guest.list(), "forEach"));
    assertEquals("did you mean `to_string`?", help(1, "toString"));
  }

  @Test
  void aNameOfAnotherLanguage() {
    assertEquals("did you mean `push`?", help(Guest.list(), "append"));
    assertEquals("did you mean `len`?", help("a", "size"));
    assertEquals("did you mean `upper`?", help("a", "toUpperCase"));
    assertEquals("did you mean `entries`?", help(Guest.map(), "items"));
    assertEquals("did you mean `pop_first`?", help(Guest.list(), "shift"));
  }

  @Test
  void aSlipOfTheFinger() {
    assertEquals("did you mean `filter`?", help(Guest.list(), "fitler"));
    assertEquals("did you mean `keys`?", help(Guest.map(), "kyes"));
  }

  @Test
  void whatItsPartsWouldHave() {
    assertEquals("go through its characters with `.chars().map(…)`", help("a", "map"));
    assertNull(help("a", "frobnicate"));
  }
}
