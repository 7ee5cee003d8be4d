package bide.interpreter.node;

import bide.interpreter.ownership.OwnerCheck;
import com.oracle.truffle.api.frame.VirtualFrame;

/** Sets a global variable. */
public final class BindingWriter extends ValueWriter {
  private final OwnerCheck owner = new OwnerCheck();
  private final Binding binding;

  private BindingWriter(Binding binding) {
    this.binding = binding;
  }

  public static BindingWriter create(Binding binding) {
    return new BindingWriter(binding);
  }

  @Override
  public void write(VirtualFrame frame, Object value) {
    binding.write(value, owner, BideNode.strand(frame), null);
  }
}
