package bide.interpreter.node;

import bide.grammar.tree.Expr;
import bide.interpreter.async.LoopWatch;
import bide.interpreter.data.Constructed;
import bide.interpreter.node.access.FieldNode;
import bide.interpreter.node.access.IndexNodeGen;
import bide.interpreter.node.access.SafeIndexNode;
import bide.interpreter.node.access.SetFieldNode;
import bide.interpreter.node.access.SetIndexNodeGen;
import bide.interpreter.node.access.UpdateNodes;
import bide.interpreter.node.control.AbstractLoop;
import bide.interpreter.node.control.BlockNode;
import bide.interpreter.node.control.ConditionNode;
import bide.interpreter.node.control.ErrorNodes;
import bide.interpreter.node.control.GivesWayNode;
import bide.interpreter.node.control.IfNode;
import bide.interpreter.node.control.IterationNodes;
import bide.interpreter.node.control.JumpNodes;
import bide.interpreter.node.control.LogicalNodes;
import bide.interpreter.node.control.WhileNode;
import bide.interpreter.node.data.ConstructNode;
import bide.interpreter.node.literal.ConstantNode;
import bide.interpreter.node.literal.ListNode;
import bide.interpreter.node.literal.MapNode;
import bide.interpreter.node.literal.RangeNode;
import bide.interpreter.node.literal.SpreadListNode;
import bide.interpreter.node.literal.StringNode;
import bide.interpreter.node.local.ArgumentNode;
import bide.interpreter.node.local.CellNodes;
import bide.interpreter.node.local.ClearLocalNode;
import bide.interpreter.node.local.ReadGlobalNode;
import bide.interpreter.node.local.ReadLocalNodeGen;
import bide.interpreter.node.local.WriteGlobalNode;
import bide.interpreter.node.local.WriteLocalNodeGen;
import bide.interpreter.node.operator.AddNodeGen;
import bide.interpreter.node.operator.BinaryNode;
import bide.interpreter.node.operator.BitNodesFactory;
import bide.interpreter.node.operator.CompareNodeGen;
import bide.interpreter.node.operator.DivideNodeGen;
import bide.interpreter.node.operator.EqualNodeGen;
import bide.interpreter.node.operator.InNodeGen;
import bide.interpreter.node.operator.MultiplyNodeGen;
import bide.interpreter.node.operator.Order;
import bide.interpreter.node.operator.PowerNodeGen;
import bide.interpreter.node.operator.RemainderNodeGen;
import bide.interpreter.node.operator.SubtractNodeGen;
import bide.interpreter.node.operator.UnaryNodeFactory;
import bide.interpreter.node.pattern.MatchNodes;
import bide.interpreter.value.Nil;
import org.jspecify.annotations.Nullable;

/**
 * Makes every executable node except calls. The compiler and the async lowering build trees through
 * here only, and give each node its place in the source with {@link BideNode#at}.
 */
public final class Nodes {
  private Nodes() {}

  // ---- literals

  /**
   * @param value a guest value
   */
  public static BideNode constant(Object value) {
    return ConstantNode.of(value);
  }

  /**
   * @param spread one per element: {@code ...xs}
   */
  public static BideNode list(BideNode[] elements, boolean[] spread) {
    for (boolean s : spread) {
      if (s) {
        return new SpreadListNode(elements, spread);
      }
    }
    return new ListNode(elements);
  }

  /**
   * @param keys null where the value is a map whose entries are taken over
   */
  public static BideNode map(BideNode[] keys, BideNode[] values) {
    return new MapNode(keys, values);
  }

  /**
   * @param formats one per part, null for none
   */
  public static BideNode string(BideNode[] parts, String[] formats) {
    return new StringNode(parts, formats);
  }

  /**
   * @param from null, as {@code to}, for an open end
   */
  public static BideNode range(BideNode from, BideNode to, boolean inclusive) {
    return new RangeNode(from, to, inclusive);
  }

  // ---- locals

  public static BideNode readLocal(int slot) {
    return ReadLocalNodeGen.create(slot);
  }

  public static BideNode writeLocal(int slot, BideNode value) {
    return WriteLocalNodeGen.create(value, slot);
  }

  public static BideNode clearLocal(int slot) {
    return new ClearLocalNode(slot);
  }

  // ---- variables on the heap

  /** Puts a new, unset cell into the slot. */
  public static BideNode newCell(int slot, String name, boolean constant) {
    return new CellNodes.New(slot, name, constant);
  }

  /** A new cell with the value that a variable has now: what {@code move} captures. */
  public static BideNode copyCell(String name, BideNode value) {
    return new CellNodes.Copy(name, value);
  }

  /** Evaluates for the effect; gives nil. */
  public static BideNode discard(BideNode value) {
    return block(new BideNode[] {value}, null);
  }

  public static BideNode readCell(int slot) {
    return new CellNodes.Read(slot);
  }

  public static BideNode writeCell(int slot, BideNode value) {
    return new CellNodes.Write(slot, value);
  }

  /** What was captured: a value, or the cell itself where the variable is shared. */
  public static BideNode readCapture(int index) {
    return new CellNodes.ReadCapture(index);
  }

  public static BideNode readCapturedCell(int index) {
    return new CellNodes.ReadCaptured(index);
  }

  public static BideNode writeCapturedCell(int index, BideNode value) {
    return new CellNodes.WriteCaptured(index, value);
  }

  // ---- globals and arguments

  public static BideNode readGlobal(Binding binding) {
    return new ReadGlobalNode(binding);
  }

  public static BideNode writeGlobal(Binding binding, BideNode value) {
    return new WriteGlobalNode(binding, value);
  }

  public static BideNode argument(int index) {
    return new ArgumentNode(index);
  }

  public static BideNode argumentOr(int index, BideNode defaultValue) {
    return new ArgumentNode.WithDefault(index, defaultValue);
  }

  // ---- operators

  public static BideNode binary(Expr.BinaryOp op, BideNode left, BideNode right) {
    return operation(op, left, right);
  }

  private static BinaryNode operation(Expr.BinaryOp op, BideNode left, BideNode right) {
    return switch (op) {
      case ADD -> AddNodeGen.create(left, right);
      case SUB -> SubtractNodeGen.create(left, right);
      case MUL -> MultiplyNodeGen.create(left, right);
      case DIV -> DivideNodeGen.create(left, right);
      case REM -> RemainderNodeGen.create(left, right);
      case POW -> PowerNodeGen.create(left, right);
      case BIT_AND -> BitNodesFactory.AndNodeGen.create(left, right);
      case BIT_OR -> BitNodesFactory.OrNodeGen.create(left, right);
      case BIT_XOR -> BitNodesFactory.XorNodeGen.create(left, right);
      case SHL -> BitNodesFactory.ShiftLeftNodeGen.create(left, right);
      case SHR -> BitNodesFactory.ShiftRightNodeGen.create(left, right);
      case EQ -> EqualNodeGen.create(false, left, right);
      case NE -> EqualNodeGen.create(true, left, right);
      case LT -> CompareNodeGen.create(Order.LESS, left, right);
      case LE -> CompareNodeGen.create(Order.LESS_OR_EQUAL, left, right);
      case GT -> CompareNodeGen.create(Order.GREATER, left, right);
      case GE -> CompareNodeGen.create(Order.GREATER_OR_EQUAL, left, right);
      case IN -> InNodeGen.create(left, right);
    };
  }

  public static BideNode unary(Expr.UnaryOp op, BideNode operand) {
    return switch (op) {
      case NEG -> UnaryNodeFactory.NegateNodeGen.create(operand);
      case NOT -> UnaryNodeFactory.NotNodeGen.create(operand);
      case BIT_NOT -> UnaryNodeFactory.BitNotNodeGen.create(operand);
    };
  }

  public static BideNode and(BideNode left, BideNode right) {
    return new LogicalNodes.And(condition(left), condition(right));
  }

  public static BideNode or(BideNode left, BideNode right) {
    return new LogicalNodes.Or(condition(left), condition(right));
  }

  public static BideNode coalesce(BideNode left, BideNode right) {
    return new LogicalNodes.Coalesce(left, right);
  }

  // ---- control

  /**
   * @param value null for nil
   */
  public static BideNode block(BideNode[] statements, BideNode value) {
    BideNode result = value == null ? constant(Nil.NIL) : value;
    return statements.length == 0 ? result : new BlockNode(statements, result);
  }

  /**
   * @param otherwise null for nil
   */
  public static BideNode ifElse(BideNode condition, BideNode then, BideNode otherwise) {
    return new IfNode(
        condition(condition), then, otherwise == null ? constant(Nil.NIL) : otherwise);
  }

  /**
   * A node whose {@code executeBoolean} gives a bool or throws the TypeError, never an unexpected
   * result.
   */
  public static ConditionNode condition(BideNode value) {
    return value instanceof ConditionNode condition ? condition : new ConditionNode(value);
  }

  public static BideNode whileLoop(BideNode condition, BideNode body, JumpTarget target) {
    return new WhileNode(condition(condition), body, target);
  }

  /** Its value is that of the {@code break}. */
  public static BideNode loop(BideNode body, JumpTarget target) {
    return new WhileNode(null, body, target);
  }

  /**
   * A condition that runs {@code loop}: true when it gave way between two rounds and is to be run
   * on; false when it has ended, and {@code slot} has its value.
   *
   * @param slot -1 where nobody wants the value
   * @param watch what tells the loop to give way
   */
  public static BideNode givesWay(BideNode loop, int slot, LoopWatch watch) {
    return new GivesWayNode((AbstractLoop) loop, slot < 0 ? null : SlotWriter.create(slot), watch);
  }

  /** Gives the loop back, which from then on knows which slots are used in single rounds only. */
  public static BideNode withOwnSlots(BideNode loop, int first, int end) {
    ((AbstractLoop) loop).setOwnSlots(first, end);
    return loop;
  }

  /**
   * @param iterable null where {@code cursorSlot} has what {@link #iterator} gave
   * @param cursorSlot a slot that nothing else uses while the loop runs: it holds where the loop
   *     stands
   * @param itemSlot receives each item
   * @param bind reads {@code itemSlot} and takes the item apart; null where that slot is the
   *     variable
   */
  public static BideNode forEach(
      @Nullable BideNode iterable,
      int cursorSlot,
      int itemSlot,
      BideNode bind,
      BideNode body,
      JumpTarget target) {
    return new IterationNodes.ForEach(iterable, cursorSlot, itemSlot, bind, body, target);
  }

  /** What {@link #advance} moves on; to be kept in a slot. */
  public static BideNode iterator(BideNode iterable) {
    return new IterationNodes.Begin(iterable);
  }

  /** Leaves the loop of what {@link #iterator} gave: a generator runs its finally parts. */
  public static BideNode close(int iteratorSlot) {
    return new IterationNodes.Close(iteratorSlot);
  }

  /** Whether {@link #close} may have something to run. */
  public static BideNode mayClose(int iteratorSlot) {
    return new IterationNodes.MayClose(iteratorSlot);
  }

  /** Stores the next item; false at the end. */
  public static BideNode advance(int iteratorSlot, int itemSlot) {
    return new IterationNodes.Advance(iteratorSlot, itemSlot);
  }

  /**
   * @param value null for nil
   */
  public static BideNode breakTo(JumpTarget target, BideNode value) {
    target.markBroken();
    boolean plain =
        value == null || value instanceof ConstantNode constant && constant.value() == Nil.NIL;
    return plain ? new JumpNodes.Break(target) : new JumpNodes.BreakWith(target, value);
  }

  public static BideNode continueTo(JumpTarget target) {
    target.markContinued();
    return new JumpNodes.Continue(target);
  }

  /**
   * @param resultSlot a slot of the function that nothing else uses
   */
  public static BideNode returnValue(BideNode value, int resultSlot) {
    return new JumpNodes.Return(value, resultSlot);
  }

  /** Where {@link #returnValue} arrives. */
  public static BideNode functionBody(BideNode body, int resultSlot) {
    return new JumpNodes.FunctionBody(body, resultSlot);
  }

  // ---- errors

  public static BideNode throwValue(BideNode value) {
    return new ErrorNodes.Throw(value);
  }

  /**
   * @param handler reads the error from {@code errorSlot}
   */
  public static BideNode tryCatch(BideNode body, int errorSlot, BideNode handler) {
    return new ErrorNodes.TryCatch(body, errorSlot, handler);
  }

  /** Reads the way of a caught error from the stack, while that still has it. */
  public static BideNode traceError(int errorSlot) {
    return new ErrorNodes.TraceError(errorSlot);
  }

  public static BideNode tryFinally(BideNode body, BideNode finalizer) {
    return new ErrorNodes.TryFinally(body, finalizer);
  }

  /**
   * The handler of a {@code catch} with a pattern: the error in the slot goes on if it does not
   * fit.
   */
  public static BideNode rethrowIfUnmatched(PatternNode pattern, int errorSlot, BideNode handler) {
    return new ErrorNodes.RethrowIfUnmatched(pattern, errorSlot, handler);
  }

  // ---- fields and elements

  /**
   * @param safe {@code receiver?.name}: nil gives nil
   */
  public static BideNode field(BideNode receiver, String name, boolean safe) {
    return new FieldNode(receiver, name, safe);
  }

  public static BideNode setField(BideNode receiver, String name, BideNode value) {
    return new SetFieldNode(receiver, name, value);
  }

  public static BideNode index(BideNode receiver, BideNode index) {
    return IndexNodeGen.create(receiver, index);
  }

  /**
   * @param safe {@code receiver?[index]}: nil gives nil, and the index is not evaluated
   */
  public static BideNode index(BideNode receiver, BideNode index, boolean safe) {
    return safe ? new SafeIndexNode(receiver, index) : index(receiver, index);
  }

  public static BideNode setIndex(BideNode receiver, BideNode index, BideNode value) {
    return SetIndexNodeGen.create(receiver, index, value);
  }

  /** {@code receiver.name op= value}. */
  public static BideNode updateField(
      BideNode receiver, String name, Expr.BinaryOp op, BideNode value) {
    return new UpdateNodes.OfField(receiver, name, operation(op, null, null), value);
  }

  /** {@code receiver[index] op= value}. */
  public static BideNode updateIndex(
      BideNode receiver, BideNode index, Expr.BinaryOp op, BideNode value) {
    return new UpdateNodes.OfElement(receiver, index, operation(op, null, null), value);
  }

  /**
   * {@code Point { x: 1, ..base }}.
   *
   * @param fields one per value: the place of the field that it gives
   * @param base null where there is none
   */
  public static BideNode construct(
      Constructed made, int[] fields, BideNode[] values, BideNode base) {
    return new ConstructNode(made, fields, values, base);
  }

  // ---- patterns

  /**
   * @param subjectSlot receives the subject; -1 for none
   * @param guards null entries for arms without
   */
  public static BideNode match(
      BideNode subject,
      int subjectSlot,
      PatternNode[] patterns,
      BideNode[] guards,
      BideNode[] bodies) {
    ConditionNode[] conditions = new ConditionNode[guards.length];
    for (int i = 0; i < guards.length; i++) {
      conditions[i] = guards[i] == null ? null : condition(guards[i]);
    }
    return new MatchNodes.Match(subject, subjectSlot, patterns, conditions, bodies);
  }

  /** {@code let pattern = value}; its value is the value. */
  public static BideNode destructure(PatternNode pattern, BideNode value) {
    return new MatchNodes.Destructure(pattern, value);
  }

  /** Whether what is in the slot fits; binds names. */
  public static BideNode matches(PatternNode pattern, int slot) {
    return new MatchNodes.Matches(pattern, slot);
  }
}
