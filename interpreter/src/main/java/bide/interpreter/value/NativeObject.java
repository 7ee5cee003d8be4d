package bide.interpreter.value;

/** An object of the library that any task may use: a channel, a lock, a module. */
public abstract class NativeObject implements LibraryObject {
  /** What {@code print} shows. */
  @Override
  public String toString() {
    return "<" + typeName() + ">";
  }
}
