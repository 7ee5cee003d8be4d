package bide.interpreter.node.local;

import bide.interpreter.node.BideNode;
import bide.interpreter.node.Binding;
import bide.interpreter.ownership.OwnerCheck;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;

/** Reads a global variable; a constant of compiled code until the variable is assigned anew. */
public final class ReadGlobalNode extends BideNode {
  private final OwnerCheck owner = new OwnerCheck();
  private final Binding binding;
  @CompilationFinal private Object constant;

  public ReadGlobalNode(Binding binding) {
    this.binding = binding;
  }

  @Override
  public Object executeGeneric(VirtualFrame frame) {
    binding.check(owner, strand(frame), this);
    if (binding.stable().isValid()) {
      Object known = constant;
      if (known != null) {
        return known;
      }
      CompilerDirectives.transferToInterpreterAndInvalidate();
      constant = binding.get(this);
    }
    return binding.get(this);
  }
}
