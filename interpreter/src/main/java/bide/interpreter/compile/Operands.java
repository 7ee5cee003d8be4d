package bide.interpreter.compile;

import bide.grammar.tree.Argument;
import bide.grammar.tree.Expr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operands of strict expressions: those that evaluate all of them, from left to right, before
 * they do anything themselves.
 */
final class Operands {
  private Operands() {}

  /** The operands in order of evaluation; null for an expression that is not strict. */
  static @Nullable List<Expr> of(Expr expr) {
    return switch (expr) {
      case Expr.Nil x -> List.of();
      case Expr.Bool x -> List.of();
      case Expr.Int x -> List.of();
      case Expr.Float x -> List.of();
      case Expr.Duration x -> List.of();
      case Expr.Bytes x -> List.of();
      case Expr.Name x -> List.of();
      case Expr.Self x -> List.of();
      case Expr.StructLit struct -> {
        List<Expr> operands =
            new ArrayList<>(struct.fields().stream().map(Expr.FieldInit::value).toList());
        if (struct.base() != null) {
          operands.add(struct.base());
        }
        yield operands;
      }
      case Expr.Str str -> {
        List<Expr> operands = new ArrayList<>();
        for (Expr.StringPart part : str.parts()) {
          if (part instanceof Expr.Interpolation interpolation) {
            operands.add(interpolation.value());
          }
        }
        yield operands;
      }
      case Expr.ListLit list -> list.elements().stream().map(Expr.Element::value).toList();
      case Expr.MapLit map -> {
        List<Expr> operands = new ArrayList<>();
        for (Expr.MapEntry entry : map.entries()) {
          if (entry.key() != null) {
            operands.add(entry.key());
          }
          operands.add(entry.value());
        }
        yield operands;
      }
      case Expr.Unary unary -> List.of(unary.operand());
      case Expr.Binary binary -> List.of(binary.left(), binary.right());
      case Expr.Range range -> {
        List<Expr> operands = new ArrayList<>();
        if (range.from() != null) {
          operands.add(range.from());
        }
        if (range.to() != null) {
          operands.add(range.to());
        }
        yield operands;
      }
      case Expr.Assign assign -> assignment(assign);
      case Expr.Call call -> withArguments(call.callee(), call.arguments());
      case Expr.MethodCall call ->
          call.safe() ? null : withArguments(call.receiver(), call.arguments());
      case Expr.Field field -> List.of(field.receiver());
      case Expr.Index index -> List.of(index.receiver(), index.index());
      case Expr.Throw thrown -> List.of(thrown.value());
      default -> null;
    };
  }

  private static List<Expr> assignment(Expr.Assign assign) {
    List<Expr> operands = new ArrayList<>();
    switch (assign.target()) {
      case Expr.Field field -> operands.add(field.receiver());
      case Expr.Index index -> {
        operands.add(index.receiver());
        operands.add(index.index());
      }
      default -> {
        if (assign.op() != null) {
          operands.add(assign.target());
        }
      }
    }
    operands.add(assign.value());
    return operands;
  }

  private static List<Expr> withArguments(Expr first, List<Argument> arguments) {
    List<Expr> operands = new ArrayList<>();
    operands.add(first);
    for (Argument argument : arguments) {
      operands.add(argument.value());
    }
    return operands;
  }

  static String[] names(List<Argument> arguments) {
    return arguments.stream().map(Argument::name).toArray(String[]::new);
  }

  static boolean[] spreads(List<Argument> arguments) {
    boolean[] spreads = new boolean[arguments.size()];
    for (int i = 0; i < spreads.length; i++) {
      spreads[i] = arguments.get(i).spread();
    }
    return spreads;
  }
}
