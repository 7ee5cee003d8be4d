package bide.interpreter.node;

import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import bide.interpreter.library.CallContext;
import bide.interpreter.ownership.OwnerCheck;
import bide.interpreter.ownership.Ownership;
import bide.interpreter.value.Audit;
import bide.interpreter.value.Owned;
import bide.interpreter.value.Region;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;

/**
 * A variable that lives on the heap because a closure shares it. Unset until its declaration has
 * run. Belongs to one task at a time and is not synchronized: a task that moves to another thread
 * is handed over by the executor.
 */
public final class Cell extends Owned implements Ownership.Named {
  /**
   * Stands in {@link #value} for an int in {@link #number}: a counter that closures share then
   * allocates nothing.
   */
  static final Object NUMBER = new Object();

  private final String name;
  private Object value;
  private long number;

  /**
   * @param constant set once, and read by every task from then on
   */
  public Cell(Region region, String name, boolean constant) {
    super(constant ? Region.FROZEN : region);
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  public boolean isSet() {
    Audit.read(this);
    return value != null;
  }

  /** The value of a cell of the task that runs; see {@link #get}. */
  public Object read(OwnerCheck owner, CallContext cx, Node place) {
    owner.read(this, cx, place);
    return get(place);
  }

  /** Sets a cell of the task that runs, or one that is set only once. */
  public void write(Object newValue, OwnerCheck owner, CallContext cx, Node place) {
    if (region() != Region.FROZEN) {
      owner.store(this, newValue, cx, place);
    }
    set(newValue);
  }

  /** The value; null where there is none yet. */
  public Object valueOrNull() {
    Object current = value;
    return current == NUMBER ? (Object) number : current;
  }

  public void set(Object newValue) {
    if (region() != Region.FROZEN) {
      Audit.write(this);
    }
    if (newValue instanceof Long newNumber) {
      number = newNumber;
      value = NUMBER;
    } else {
      value = newValue;
    }
  }

  /** The value; a NameError at {@code place} where there is none yet. */
  public Object get(Node place) {
    Audit.read(this);
    Object current = value;
    if (current == NUMBER) {
      return number;
    }
    if (current == null) {
      CompilerDirectives.transferToInterpreter();
      throw unset(name, place);
    }
    return current;
  }

  @TruffleBoundary
  static BideException unset(String name, Node place) {
    BideException error = Errors.name("`" + name + "` is used before it has a value");
    error.arisenAt(place);
    return error;
  }
}
