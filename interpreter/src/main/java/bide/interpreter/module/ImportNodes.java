package bide.interpreter.module;

import bide.interpreter.BideContext;
import bide.interpreter.async.CallFuture;
import bide.interpreter.node.BideNode;
import bide.interpreter.value.Nil;
import com.oracle.truffle.api.frame.VirtualFrame;

/** What a file does at its start for each file that it uses: run it, unless it has run. */
public final class ImportNodes {
  private ImportNodes() {}

  /** Gives the future of the module's top level; nil where it has run before. */
  public static BideNode run(FileModule module) {
    return new Run(module);
  }

  /** Notes that the module has run to its end. */
  public static BideNode ran(FileModule module, BideContext context) {
    return new Ran(module, context);
  }

  private static final class Run extends BideNode {
    private final FileModule module;

    Run(FileModule module) {
      this.module = module;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      return module.hasRun() ? Nil.NIL : new CallFuture(module.code(), new Object[2]);
    }
  }

  private static final class Ran extends BideNode {
    private final FileModule module;

    private final BideContext context;

    Ran(FileModule module, BideContext context) {
      this.module = module;
      this.context = context;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      if (!module.hasRun()) {
        context.hasRun(module);
      }
      return Nil.NIL;
    }
  }
}
