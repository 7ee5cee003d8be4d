package bide.interpreter.node.call;

import bide.interpreter.library.CallContext;
import bide.interpreter.library.Invoker;
import bide.interpreter.library.Iterators;
import bide.interpreter.ownership.Ownership;
import bide.interpreter.value.BideIterator;
import bide.interpreter.value.BideList;
import com.oracle.truffle.api.TruffleSafepoint;
import java.util.Collections;
import java.util.List;

/**
 * What {@code ...xs} stands for in a call: the elements of a list, or of anything else that can be
 * iterated.
 */
final class Elements {
  private Elements() {}

  static void addAll(CallContext cx, Invoker invoker, Object spread, List<Object> to) {
    if (spread instanceof BideList list) {
      Ownership.checkRead(list, cx.region(), null);
      Collections.addAll(to, list.toArray());
      return;
    }
    BideIterator iterator = Iterators.require(cx.region(), spread);
    for (Object e = iterator.next(cx, invoker);
        e != BideIterator.END;
        e = iterator.next(cx, invoker)) {
      TruffleSafepoint.poll(invoker);
      to.add(e);
    }
  }
}
