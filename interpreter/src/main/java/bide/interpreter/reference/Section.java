package bide.interpreter.reference;

import bide.interpreter.library.Method;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One part of the reference: a kind of values, a library module, or the free functions.
 *
 * @param name what stands before the point of a method: {@code "list"}; a module's function is
 *     {@code fs.read}
 * @param title the heading
 * @param intro a few sentences on the whole
 * @param methods in the order in which they are shown
 * @param inherited the section whose methods this one has too; null for none
 */
record Section(
    String name, String title, String intro, List<Method> methods, @Nullable String inherited) {

  Section(String name, String title, String intro, Collection<Method> methods) {
    this(name, title, intro, List.copyOf(methods), null);
  }

  @Nullable Method method(String wanted) {
    for (Method method : methods) {
      if (method.name().equals(wanted)) {
        return method;
      }
    }
    return null;
  }
}
