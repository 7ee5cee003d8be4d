package bide.interpreter.compile;

import bide.interpreter.analysis.FunctionInfo;
import bide.interpreter.analysis.Variable;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.Binding;
import bide.interpreter.node.BindingWriter;
import bide.interpreter.node.CellWriter;
import bide.interpreter.node.Nodes;
import bide.interpreter.node.SlotWriter;
import bide.interpreter.node.ValueWriter;
import com.oracle.truffle.api.frame.FrameDescriptor;
import com.oracle.truffle.api.frame.FrameSlotKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The frame of one function while it is compiled: which slot holds which variable, and how each is
 * read and written.
 */
final class FrameScope {
  private final FunctionInfo function;
  private final ModuleBindings module;
  private final boolean capturesInSlots;
  private final Map<Variable, Integer> slots = new IdentityHashMap<>();
  private final Set<Integer> structuredSlots = new HashSet<>();
  private int slotCount;
  private int structuredDepth;

  /**
   * @param reservedSlots slots that are not variables
   * @param capturesInSlots an async function copies its captures into slots, because a resumed call
   *     has no captures argument
   */
  FrameScope(
      FunctionInfo function, ModuleBindings module, int reservedSlots, boolean capturesInSlots) {
    this.function = function;
    this.module = module;
    this.slotCount = reservedSlots;
    this.capturesInSlots = capturesInSlots;
  }

  FunctionInfo function() {
    return function;
  }

  int newSlot() {
    if (structuredDepth > 0) {
      structuredSlots.add(slotCount);
    }
    return slotCount++;
  }

  /**
   * Slots made until {@link #leaveStructured} live inside one piece of code without awaits, so no
   * await ever saves them.
   */
  void enterStructured() {
    structuredDepth++;
  }

  void leaveStructured() {
    structuredDepth--;
  }

  Set<Integer> structuredSlots() {
    return structuredSlots;
  }

  int slotCount() {
    return slotCount;
  }

  FrameDescriptor descriptor(int objectSlots) {
    FrameDescriptor.Builder builder = FrameDescriptor.newBuilder(slotCount);
    if (objectSlots > 0) {
      builder.addSlots(objectSlots, FrameSlotKind.Object);
    }
    if (slotCount > objectSlots) {
      builder.addSlots(slotCount - objectSlots, FrameSlotKind.Illegal);
    }
    return builder.build();
  }

  int slot(Variable variable) {
    return slots.computeIfAbsent(variable, v -> newSlot());
  }

  private boolean isOwn(Variable variable) {
    return variable.function() == function;
  }

  /** Whether this function has a copy of its own of a top-level variable, made by {@code move}. */
  private boolean isMoved(Variable variable) {
    return variable.storage() == Variable.Storage.GLOBAL && function.captureIndex(variable) >= 0;
  }

  /** How this function reaches the variable. */
  private Variable.Storage storage(Variable variable) {
    return isMoved(variable) ? Variable.Storage.CELL : variable.storage();
  }

  BideNode read(Variable variable) {
    boolean cell = storage(variable) == Variable.Storage.CELL;
    if (storage(variable) == Variable.Storage.GLOBAL) {
      return Nodes.readGlobal(module.binding(variable));
    }
    if (isOwn(variable) || capturesInSlots) {
      return cell ? Nodes.readCell(slot(variable)) : Nodes.readLocal(slot(variable));
    }
    int index = function.captureIndex(variable);
    return cell ? Nodes.readCapturedCell(index) : Nodes.readCapture(index);
  }

  BideNode assign(Variable variable, BideNode value) {
    return switch (storage(variable)) {
      case GLOBAL -> Nodes.writeGlobal(module.binding(variable), value);
      case SLOT -> Nodes.writeLocal(slot(variable), value);
      case CELL ->
          isOwn(variable) || capturesInSlots
              ? Nodes.writeCell(slot(variable), value)
              : Nodes.writeCapturedCell(function.captureIndex(variable), value);
    };
  }

  /** Gives a variable its first value; in a loop, a new variable in each round. */
  void declare(Variable variable, BideNode value, List<BideNode> into) {
    if (variable.storage() == Variable.Storage.CELL) {
      into.add(Nodes.newCell(slot(variable), variable.name(), variable.declaredFunction() != null));
    }
    into.add(assign(variable, value));
  }

  /** What a pattern binds the variable with. */
  ValueWriter declaringWriter(Variable variable) {
    return switch (variable.storage()) {
      case GLOBAL -> BindingWriter.create(module.binding(variable));
      case SLOT -> SlotWriter.create(slot(variable));
      case CELL -> CellWriter.fresh(slot(variable), variable.name());
    };
  }

  Binding binding(Variable variable) {
    return module.binding(variable);
  }

  /**
   * What a closure of {@code inner}, created here, captures.
   *
   * @param move capture the values that variables have now, not the variables
   */
  BideNode[] captures(FunctionInfo inner, boolean move) {
    List<BideNode> nodes = new ArrayList<>();
    for (Variable variable : inner.captures()) {
      Variable.Storage storage = storage(variable);
      // Of the top-level variables only those that a move takes are captured.
      if (storage == Variable.Storage.GLOBAL || (storage == Variable.Storage.CELL && move)) {
        nodes.add(Nodes.copyCell(variable.name(), read(variable)));
      } else if (isOwn(variable) || capturesInSlots) {
        nodes.add(Nodes.readLocal(slot(variable)));
      } else {
        nodes.add(Nodes.readCapture(function.captureIndex(variable)));
      }
    }
    return nodes.toArray(BideNode[]::new);
  }

  /** Copies the captures into slots, at the start of an async function. */
  void unpackCaptures(List<BideNode> into) {
    for (Variable variable : function.captures()) {
      into.add(
          Nodes.writeLocal(slot(variable), Nodes.readCapture(function.captureIndex(variable))));
    }
  }
}
