package bide.interpreter.ownership;

import java.util.function.Consumer;

/** Something besides data that holds values: a suspended call, a future made of others. */
public interface Holder {
  /** Names all values that are held. For the task that owns this, while nothing else uses it. */
  void reach(Consumer<Object> visitor);
}
