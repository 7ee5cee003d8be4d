package bide.interpreter.node;

import bide.interpreter.async.CallFuture;
import bide.interpreter.library.CallContext;
import bide.interpreter.ownership.OwnerCheck;
import bide.interpreter.ownership.Ownership;
import bide.interpreter.value.Owned;
import com.oracle.truffle.api.Assumption;
import com.oracle.truffle.api.CompilerAsserts;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A global variable. As long as it has been set once only, its value is a constant of compiled
 * code; the first re-assignment ends that for good. Any thread may read; a value is complete when
 * it becomes visible.
 */
public final class Binding extends Owned implements Ownership.Named {
  private final String name;
  private final boolean mutable;
  private final Assumption stable;
  private Object value;

  /** Belongs to the task that declares it; else every task may read it. */
  private boolean owned;

  /**
   * The value where {@link #value} is {@link Cell#NUMBER}; only once the binding is no longer
   * stable.
   */
  private long number;

  public Binding(String name, boolean mutable) {
    super(null);
    this.name = name;
    this.mutable = mutable;
    this.stable = Assumption.create("global " + name);
  }

  /** A binding that has its value from the start, such as a builtin. */
  public Binding(String name, Object value) {
    this(name, false);
    this.value = value;
  }

  @Override
  public String name() {
    return name;
  }

  /** Declared with {@code mut}; the compiler rejects assignments to others. */
  public boolean isMutable() {
    return mutable;
  }

  public boolean isSet() {
    return value != null;
  }

  /** Valid while the value, once set, is the only one there has been. */
  public Assumption stable() {
    return stable;
  }

  /** The value, or null while it is unset. */
  public Object valueOrNull() {
    Object current = value;
    return current == Cell.NUMBER ? (Object) number : current;
  }

  /** The value; a NameError at {@code place} while it is unset. */
  public Object get(Node place) {
    Object current = value;
    if (current == Cell.NUMBER) {
      return number;
    }
    if (current == null) {
      CompilerDirectives.transferToInterpreter();
      throw Cell.unset(name, place);
    }
    return current;
  }

  /** For a variable declared with {@code mut}: one task alone uses it. */
  public void markOwned() {
    owned = true;
  }

  /** An OwnershipError at {@code place} where the task that runs may not read it. */
  public void check(OwnerCheck owner, CallContext cx, Node place) {
    if (owned && region() != null) {
      owner.read(this, cx, place);
    }
  }

  /** Sets it, for the task that runs; it belongs to the one that does so first. */
  public void write(Object newValue, OwnerCheck owner, CallContext cx, @Nullable Node place) {
    if (owned) {
      if (region() == null) {
        moveTo(cx.region());
      } else {
        owner.store(this, newValue, cx, place);
      }
    }
    set(newValue);
  }

  public void set(Object newValue) {
    if (stable.isValid()) {
      // A program that runs again sets its functions to what they are: no reason to leave the code.
      if (value != newValue) {
        CompilerDirectives.transferToInterpreterAndInvalidate();
        setWhileStable(newValue);
      }
    } else {
      Object stored = newValue;
      if (newValue instanceof Long newNumber) {
        number = newNumber;
        stored = Cell.NUMBER;
      }
      // The fence stands for a volatile field: readers must never see a half-built object.
      VarHandle.releaseFence();
      value = stored;
    }
  }

  /** First invalidates, then sets: no thread goes back from the new value to the old one. */
  @TruffleBoundary
  private synchronized void setWhileStable(Object newValue) {
    CompilerAsserts.neverPartOfCompilation();
    if (newValue instanceof CallFuture future) {
      future.share(); // any task sees a global
    }
    if (value != null && value != newValue) {
      stable.invalidate("re-assigned");
    }
    VarHandle.releaseFence();
    value = newValue;
  }
}
