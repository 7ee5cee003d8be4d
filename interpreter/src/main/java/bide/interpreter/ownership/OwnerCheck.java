package bide.interpreter.ownership;

import bide.interpreter.data.Instance;
import bide.interpreter.data.StructType;
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
 * a call there, even one that is never made, would have to read again what it had read before. For
 * values of a struct that all have one home ({@link StructType#home}) it is the task that is
 * compared, not the value.
 */
public final class OwnerCheck {
  @CompilationFinal private boolean others;

  /** A struct's value was met by a task that is not the one at whose home all of them are. */
  @CompilationFinal private boolean away;

  /** See {@link Ownership#checkRead(Owned, Region, Node)}. */
  public void read(Owned value, CallContext cx, @Nullable Node place) {
    if (!Ownership.isTrivial() && value.region() != cx.knownRegion()) {
      meetOthers();
      Ownership.checkRead(value, cx.region(), place);
    }
  }

  /** See {@link Ownership#checkWrite(Owned, Region, Node)}. */
  public void write(Owned value, CallContext cx, @Nullable Node place) {
    if (!Ownership.isTrivial() && value.region() != cx.knownRegion()) {
      meetOthers();
      Ownership.checkWrite(value, cx.region(), place);
    }
  }

  /** See {@link Ownership#checkStore(Owned, Object, Region, Node)}. */
  public void store(Owned container, Object stored, CallContext cx, @Nullable Node place) {
    if (!Ownership.isTrivial() && container.region() != cx.knownRegion()) {
      meetOthers();
      Ownership.checkStore(container, stored, cx.region(), place);
    }
  }

  /** {@link #read(Owned, CallContext, Node)} of a value of a type that is a constant here. */
  public void read(Instance value, StructType type, CallContext cx, @Nullable Node place) {
    if (!Ownership.isTrivial() && !isAtHome(type, cx)) {
      read(value, cx, place);
    }
  }

  /** {@link #store(Owned, Object, CallContext, Node)} into a value of such a type. */
  public void store(
      Instance container, StructType type, Object stored, CallContext cx, @Nullable Node place) {
    if (!Ownership.isTrivial() && !isAtHome(type, cx)) {
      store(container, stored, cx, place);
    }
  }

  /**
   * Whether all values of the type are in the region of the task that runs: then the value at hand
   * is. One look at the task stands for looks at all values of such types up to the next call.
   */
  private boolean isAtHome(StructType type, CallContext cx) {
    Region home = away ? null : type.home();
    if (home == null) {
      return false;
    }
    if (cx.knownRegion() == home) {
      return true;
    }
    CompilerDirectives.transferToInterpreterAndInvalidate();
    away = true;
    return false;
  }

  private void meetOthers() {
    if (!others) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
      others = true;
    }
  }
}
