package bide.interpreter.ownership;

import bide.interpreter.library.CallContext;
import bide.interpreter.value.Owned;
import bide.interpreter.value.Region;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.nodes.Node;
import org.jspecify.annotations.Nullable;

/**
 * {@link Ownership}'s checks for one place of a program that is to be fast. While there is one
 * owner only, nothing is left of them in compiled code. Afterwards it is one comparison, and
 * anything but the running task's own values is no part of the code before it is met: what follows
 * a call there, even one that is never made, would have to read again what it had read before.
 */
public final class OwnerCheck {
  @CompilationFinal private boolean others;

  /** See {@link Ownership#checkRead(Owned, Region, Node)}. */
  public void read(Owned value, CallContext cx, @Nullable Node place) {
    if (!Ownership.isTrivial() && value.region() != cx.regionOrNull()) {
      meetOthers();
      Ownership.checkRead(value, cx.region(), place);
    }
  }

  /** See {@link Ownership#checkWrite(Owned, Region, Node)}. */
  public void write(Owned value, CallContext cx, @Nullable Node place) {
    if (!Ownership.isTrivial() && value.region() != cx.regionOrNull()) {
      meetOthers();
      Ownership.checkWrite(value, cx.region(), place);
    }
  }

  /** See {@link Ownership#checkStore(Owned, Object, Region, Node)}. */
  public void store(Owned container, Object stored, CallContext cx, @Nullable Node place) {
    if (!Ownership.isTrivial() && container.region() != cx.regionOrNull()) {
      meetOthers();
      Ownership.checkStore(container, stored, cx.region(), place);
    }
  }

  private void meetOthers() {
    if (!others) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
      others = true;
    }
  }
}
