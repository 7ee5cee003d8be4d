package bide.interpreter.node;

import com.oracle.truffle.api.frame.VirtualFrame;

/** Sets a global variable. */
public final class BindingWriter extends ValueWriter {
  private final Binding binding;

  private BindingWriter(Binding binding) {
    this.binding = binding;
  }

  public static BindingWriter create(Binding binding) {
    return new BindingWriter(binding);
  }

  @Override
  public void write(VirtualFrame frame, Object value) {
    binding.write(value, BideNode.strand(frame).region(), null);
  }
}
