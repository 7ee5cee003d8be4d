package bide.interpreter.value;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.jspecify.annotations.Nullable;

/**
 * What a task lends to the tasks of a scope, as a shared borrow does in Rust: until the scope has
 * ended both sides read it and neither changes it.
 */
public final class Loan extends Region {
  private volatile Region lender;

  /**
   * @param place where it was first lent
   */
  public Loan(Region lender, @Nullable Object place) {
    super(lender.taskId(), place);
    this.lender = lender;
  }

  public Region lender() {
    return lender;
  }

  /** The scope goes on in another task. */
  public void movesTo(Region newLender) {
    lender = newLender;
  }

  /** The scope has ended. */
  public void end() {
    passTo(lender);
  }

  @Override
  @TruffleBoundary
  boolean lends(Region mine) {
    if (lender == mine) {
      return true;
    }
    for (Loan loan = mine.borrowed(); loan != null; loan = loan.lender.borrowed()) {
      if (loan == this) {
        return true;
      }
    }
    return false;
  }
}
