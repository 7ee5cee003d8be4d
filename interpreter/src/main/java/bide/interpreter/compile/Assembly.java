package bide.interpreter.compile;

import bide.grammar.Span;
import bide.grammar.tree.Expr;
import bide.grammar.tree.Tree;
import bide.grammar.tree.TypeExpr;
import bide.interpreter.analysis.Resolution;
import bide.interpreter.analysis.Variable;
import bide.interpreter.async.SpawnNode;
import bide.interpreter.async.TaskFunctions;
import bide.interpreter.data.Constructed;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.Nodes;
import bide.interpreter.node.call.Calls;
import bide.interpreter.type.CheckNode;
import bide.interpreter.type.TypeTest;
import bide.interpreter.value.Nil;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes the nodes of expressions whose operands have been evaluated, in order, before they do
 * anything themselves. The operands are nodes of the same kind, or read slots in which a state of
 * an async function has left them.
 */
final class Assembly {
  private final ProgramCompiler program;
  private final Resolution resolution;
  private final FrameScope frame;

  /** The expression that is made for its effect alone; nobody keeps its value. */
  private @Nullable Expr discarded;

  Assembly(ProgramCompiler program, FrameScope frame) {
    this.program = program;
    this.resolution = program.resolution();
    this.frame = frame;
  }

  /** What is made next is a statement. */
  void discards(Expr statement) {
    discarded = statement;
  }

  static BideNode nil() {
    return Nodes.constant(Nil.NIL);
  }

  /** A value on its way to where an annotation says what it must be. */
  BideNode checked(BideNode value, @Nullable TypeExpr type, String what, Span place) {
    TypeTest test = program.type(type);
    return test == null ? value : new CheckNode(value, test, what).at(place);
  }

  BideNode assemble(Expr expr, BideNode[] operands) {
    BideNode node =
        switch (expr) {
          case Expr.Nil x -> nil();
          case Expr.Bool bool -> Nodes.constant(bool.value());
          case Expr.Int number -> Nodes.constant(program.integer(number.value()));
          case Expr.Float number -> Nodes.constant(number.value());
          case Expr.Duration duration -> Nodes.constant(program.duration(duration.nanos()));
          case Expr.Bytes bytes -> Nodes.constant(program.bytes(bytes.value()));
          case Expr.Str str -> string(str, operands);
          case Expr.Name name -> name(name);
          case Expr.Self self -> frame.read(resolution.variable(self));
          case Expr.StructLit struct -> construct(struct, operands);
          case Expr.ListLit list -> {
            boolean[] spread = new boolean[operands.length];
            for (int i = 0; i < spread.length; i++) {
              spread[i] = list.elements().get(i).spread();
            }
            yield Nodes.list(operands, spread);
          }
          case Expr.MapLit map -> map(map, operands);
          case Expr.Unary unary -> Nodes.unary(unary.op(), operands[0]);
          case Expr.Binary binary ->
              Nodes.binary(binary.op(), operands[0], operands[1]).at(binary.opSpan());
          case Expr.Range range -> {
            int i = 0;
            BideNode from = range.from() == null ? null : operands[i++];
            BideNode to = range.to() == null ? null : operands[i];
            yield Nodes.range(from, to, range.inclusive());
          }
          case Expr.Assign assign -> assign(assign, operands);
          case Expr.Call call -> {
            if (isSpawn(call)) {
              yield new SpawnNode(operands[1], call == discarded);
            }
            BideNode[] arguments = Arrays.copyOfRange(operands, 1, operands.length);
            yield Calls.call(
                operands[0],
                arguments,
                Operands.names(call.arguments()),
                Operands.spreads(call.arguments()));
          }
          case Expr.MethodCall call ->
              methodCall(call, operands[0], Arrays.copyOfRange(operands, 1, operands.length));
          case Expr.Field field when resolution.isMember(field) ->
              reference(field).at(field.span());
          case Expr.Field field ->
              Nodes.field(operands[0], field.name(), field.safe()).at(field.nameSpan());
          case Expr.Index index -> Nodes.index(operands[0], operands[1]);
          case Expr.Throw thrown -> Nodes.throwValue(operands[0]);
          default -> throw unsupported(expr);
        };
    return node.hasSpan() ? node : node.at(expr.span());
  }

  private boolean isSpawn(Expr.Call call) {
    return call.callee() instanceof Expr.Name name
        && TaskFunctions.isSpawn(resolution.constant(name))
        && call.arguments().size() == 1
        && call.arguments().getFirst().name() == null
        && !call.arguments().getFirst().spread();
  }

  private BideNode name(Expr.Name name) {
    return reference(name).at(name.span());
  }

  /** The value of what a name, or the access to a module's member, refers to. */
  private BideNode reference(Tree tree) {
    Variable variable = resolution.variable(tree);
    return variable != null ? frame.read(variable) : Nodes.constant(resolution.constant(tree));
  }

  private BideNode string(Expr.Str str, BideNode[] operands) {
    BideNode[] parts = new BideNode[str.parts().size()];
    String[] formats = new String[parts.length];
    int operand = 0;
    for (int i = 0; i < parts.length; i++) {
      switch (str.parts().get(i)) {
        case Expr.Text text -> parts[i] = Nodes.constant(program.text(text.text()));
        case Expr.Interpolation interpolation -> {
          parts[i] = operands[operand++];
          formats[i] = interpolation.format();
        }
      }
    }
    if (parts.length == 0) {
      return Nodes.constant(program.text(""));
    }
    return parts.length == 1 && str.parts().getFirst() instanceof Expr.Text
        ? parts[0]
        : Nodes.string(parts, formats);
  }

  private BideNode map(Expr.MapLit map, BideNode[] operands) {
    int count = map.entries().size();
    BideNode[] keys = new BideNode[count];
    BideNode[] values = new BideNode[count];
    int operand = 0;
    for (int i = 0; i < count; i++) {
      keys[i] = map.entries().get(i).key() == null ? null : operands[operand++];
      values[i] = operands[operand++];
    }
    return Nodes.map(keys, values);
  }

  private BideNode construct(Expr.StructLit struct, BideNode[] operands) {
    Constructed made = (Constructed) resolution.constant(struct);
    int count = struct.fields().size();
    int[] fields = new int[count];
    for (int i = 0; i < count; i++) {
      fields[i] = made.fields().indexOf(struct.fields().get(i).name());
    }
    BideNode base = struct.base() == null ? null : operands[count];
    return Nodes.construct(made, fields, Arrays.copyOf(operands, count), base);
  }

  /** The value of an assignment is nil. */
  private BideNode assign(Expr.Assign assign, BideNode[] operands) {
    BideNode write =
        switch (assign.target()) {
          case Expr.Name name -> {
            Variable variable = resolution.variable(name);
            BideNode value =
                assign.op() == null
                    ? operands[0]
                    : Nodes.binary(assign.op(), operands[0], operands[1]).at(assign.opSpan());
            BideNode checked =
                checked(value, variable.type(), "`" + variable.name() + "`", assign.value().span());
            yield frame.assign(variable, checked).at(assign.span());
          }
          case Expr.Field field ->
              assign.op() == null
                  ? Nodes.setField(operands[0], field.name(), operands[1])
                      .at(assign.target().span())
                  : Nodes.updateField(operands[0], field.name(), assign.op(), operands[1])
                      .at(assign.opSpan());
          case Expr.Index index ->
              assign.op() == null
                  ? Nodes.setIndex(operands[0], operands[1], operands[2]).at(assign.target().span())
                  : Nodes.updateIndex(operands[0], operands[1], assign.op(), operands[2])
                      .at(assign.opSpan());
          default -> throw unsupported(assign);
        };
    return Nodes.discard(write);
  }

  BideNode methodCall(Expr.MethodCall call, BideNode receiver, BideNode[] arguments) {
    if (resolution.isMember(call)) {
      return Calls.call(
          reference(call).at(call.nameSpan()),
          arguments,
          Operands.names(call.arguments()),
          Operands.spreads(call.arguments()));
    }
    return Calls.methodCall(
        receiver,
        call.name(),
        arguments,
        Operands.names(call.arguments()),
        Operands.spreads(call.arguments()),
        call.safe());
  }

  static IllegalStateException unsupported(Tree tree) {
    return new IllegalStateException(
        "the analysis should have rejected " + tree.getClass().getSimpleName());
  }
}
