package bide.interpreter.library;

import bide.interpreter.ownership.Ownership;
import bide.interpreter.value.BideList;
import bide.interpreter.value.Owned;
import bide.interpreter.value.Region;

/**
 * For builtins that call functions of the script while they work on a value: such a function may
 * give the value away, to a task that uses it at once. So what is checked at the call of the
 * builtin is checked again behind each of these calls.
 */
final class Uses {
  private Uses() {}

  /** Whether a list that is walked through has an element at {@code index}. */
  static boolean has(CallContext cx, BideList list, int index) {
    return has(cx.region(), list, index);
  }

  /**
   * The same.
   *
   * @param reader of the task that runs
   */
  static boolean has(Region reader, BideList list, int index) {
    Ownership.checkRead(list, reader, null);
    return index < list.size();
  }

  /** An OwnershipError where a value that is read has been given away meanwhile. */
  static void stillReads(CallContext cx, Owned value) {
    Ownership.checkRead(value, cx.region(), null);
  }

  /**
   * An OwnershipError where a value that is to change has been given away meanwhile.
   *
   * @param stored what is put into it
   */
  static void stillChanges(CallContext cx, Owned value, Object stored) {
    Ownership.checkStore(value, stored, cx.region(), null);
  }
}
