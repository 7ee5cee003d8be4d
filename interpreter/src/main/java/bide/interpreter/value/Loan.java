package bide.interpreter.value;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a task lends to the tasks of a scope, as a shared borrow does in Rust: until the scope has
 * ended both sides read it and neither changes it. What is on loan already can be lent to the tasks
 * of a further scope of the same lender; it comes back when the last of these scopes has ended.
 */
public final class Loan extends Region {
  private volatile Region lender;

  /** Scopes whose tasks may read this: for the lender's task alone. */
  private int scopes = 1;

  /** Loans of other scopes of the lender that the tasks of this one may read, too. */
  private volatile List<Loan> others = List.of();

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

  /**
   * The tasks of this scope may read what is on loan to those of another scope of the same lender.
   * For the lender's task.
   */
  public void include(Loan other) {
    if (other == this || other.lender != lender || others.contains(other)) {
      return;
    }
    other.scopes++;
    List<Loan> more = new ArrayList<>(others);
    more.add(other);
    others = List.copyOf(more);
  }

  /** The scope has ended. For the lender's task. */
  public void end() {
    endOne();
    others.forEach(Loan::endOne);
  }

  private void endOne() {
    scopes--;
    if (scopes == 0) {
      passTo(lender);
    }
  }

  @Override
  @TruffleBoundary
  boolean lends(Region mine) {
    if (lender == mine) {
      return true;
    }
    for (Loan loan = mine.borrowed(); loan != null; loan = loan.lender.borrowed()) {
      if (loan == this || loan.others.contains(this)) {
        return true;
      }
    }
    return false;
  }
}
