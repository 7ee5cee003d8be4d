package bide.interpreter.node.call;

import bide.interpreter.error.BideException;
import bide.interpreter.library.MethodTable;
import bide.interpreter.value.BideBuffer;
import bide.interpreter.value.BideBytes;
import bide.interpreter.value.BideIterator;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.strings.TruffleString;
import java.util.Collection;
import java.util.Map;

/**
 * Finds the method that was probably meant: a misspelt one, one by the name that another language
 * has for it, or one of what the value can be iterated for.
 */
final class MethodSuggestions {
  /** Names of other languages that are not just written otherwise. */
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("length", "len"),
          Map.entry("size", "len"),
          Map.entry("append", "push"),
          Map.entry("add", "push"),
          Map.entry("addall", "extend"),
          Map.entry("pushback", "push"),
          Map.entry("shift", "pop_first"),
          Map.entry("unshift", "push_first"),
          Map.entry("splice", "drain"),
          Map.entry("includes", "contains"),
          Map.entry("haskey", "contains"),
          Map.entry("has", "contains"),
          Map.entry("containskey", "contains"),
          Map.entry("find", "index_of"),
          Map.entry("rfind", "last_index_of"),
          Map.entry("findlast", "last_index_of"),
          Map.entry("findall", "indices_of"),
          Map.entry("position", "index_of"),
          Map.entry("reverse", "reversed"),
          Map.entry("rev", "reversed"),
          Map.entry("sign", "signum"),
          Map.entry("parseint", "to_int"),
          Map.entry("drop", "skip"),
          Map.entry("droplast", "skip_last"),
          Map.entry("getorset", "get_or_insert"),
          Map.entry("setdefault", "get_or_insert"),
          Map.entry("items", "entries"),
          Map.entry("substring", "slice"),
          Map.entry("substr", "slice"),
          Map.entry("touppercase", "upper"),
          Map.entry("toupper", "upper"),
          Map.entry("uppercase", "upper"),
          Map.entry("tolowercase", "lower"),
          Map.entry("tolower", "lower"),
          Map.entry("lowercase", "lower"),
          Map.entry("strip", "trim"),
          Map.entry("lstrip", "trim_start"),
          Map.entry("rstrip", "trim_end"),
          Map.entry("ljust", "pad_end"),
          Map.entry("rjust", "pad_start"),
          Map.entry("replaceall", "replace"),
          Map.entry("tostring", "to_string"),
          Map.entry("foreach", "for_each"),
          Map.entry("some", "any"),
          Map.entry("every", "all"),
          Map.entry("findindex", "position"),
          Map.entry("distinct", "unique"),
          Map.entry("associate", "to_map"),
          Map.entry("groupingby", "group_by"),
          Map.entry("asstring", "to_string"),
          Map.entry("floordiv", "div_floor"),
          Map.entry("insertall", "extend"),
          Map.entry("isnotempty", "is_empty"));

  private MethodSuggestions() {}

  /**
   * Adds a help line, where there is something to say. Returns the error.
   *
   * @param known the names of the receiver's methods and fields
   */
  @TruffleBoundary
  static BideException addTo(
      BideException error, Object receiver, String name, Collection<String> known) {
    String elsewhere = ELSEWHERE.get(Suggestions.plain(name));
    if (elsewhere != null && known.contains(elsewhere)) {
      return error.withHelp("did you mean `" + elsewhere + "`?");
    }
    if (Suggestions.closest(name, known) == null && isMethodOfIterators(name)) {
      if (receiver instanceof TruffleString) {
        return error.withHelp("go through its characters with `.chars()." + name + "(…)`");
      }
      if (receiver instanceof BideBytes || receiver instanceof BideBuffer) {
        return error.withHelp("go through its bytes with `.iter()." + name + "(…)`");
      }
    }
    return Suggestions.addTo(error, name, known);
  }

  private static boolean isMethodOfIterators(String name) {
    return MethodTable.methods(BideIterator.class).stream()
        .anyMatch(method -> method.name().equals(name));
  }
}
