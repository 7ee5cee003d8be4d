package bide.interpreter.compile;

import bide.grammar.Span;
import bide.grammar.tree.Expr;
import bide.grammar.tree.Parameter;
import bide.grammar.tree.Pattern;
import bide.grammar.tree.Script;
import bide.grammar.tree.Stmt;
import bide.grammar.tree.TypeExpr;
import bide.interpreter.analysis.FunctionInfo;
import bide.interpreter.analysis.Resolution;
import bide.interpreter.analysis.Variable;
import bide.interpreter.async.AsyncFunction;
import bide.interpreter.async.StateGraph;
import bide.interpreter.async.StateNodes;
import bide.interpreter.data.Constructed;
import bide.interpreter.data.DataType;
import bide.interpreter.function.Closure;
import bide.interpreter.function.FunctionCode;
import bide.interpreter.function.FunctionRoot;
import bide.interpreter.function.Signature;
import bide.interpreter.function.Surroundings;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.Binding;
import bide.interpreter.node.Nodes;
import bide.interpreter.type.TypeTest;
import bide.interpreter.type.Types;
import bide.interpreter.value.BideBytes;
import bide.interpreter.value.BideDuration;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Numbers;
import bide.interpreter.value.Strings;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import com.oracle.truffle.api.strings.TruffleString;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Compiles the functions of one resolved program. */
public final class ProgramCompiler {
  private final TruffleLanguage<?> language;
  private final Source source;
  private final Resolution resolution;
  private final ModuleBindings module;

  private ProgramCompiler(
      TruffleLanguage<?> language, Source source, Resolution resolution, ModuleBindings module) {
    this.language = language;
    this.source = source;
    this.resolution = resolution;
    this.module = module;
  }

  /**
   * What a file does first for a module that it uses.
   *
   * @param run gives the future of the module's top level, or nil
   * @param ran comes after that has ended
   * @param place the {@code use}
   */
  public record Start(BideNode run, BideNode ran, Span place) {}

  /**
   * The code of a file's top level: an async function without parameters.
   *
   * @param starts run in this order before everything else
   */
  public static FunctionCode compile(
      TruffleLanguage<?> language,
      Source source,
      Script script,
      Resolution resolution,
      ModuleBindings module,
      List<Start> starts) {
    return new ProgramCompiler(language, source, resolution, module).main(script, starts);
  }

  Resolution resolution() {
    return resolution;
  }

  /** Whether the source is a part of the library: there `.await` takes what is no future, too. */
  boolean isInternal() {
    return source.isInternal();
  }

  // ---------------------------------------------------------------- functions

  private FunctionCode main(Script script, List<Start> starts) {
    FunctionInfo info = resolution.main();
    SourceSection whole = source.createSection(0, source.getLength());
    FunctionCode code =
        new FunctionCode(info.name(), FunctionCode.Kind.ASYNC, noParameters(), whole);
    FrameScope frame = new FrameScope(info, module, AsyncFunction.RESERVED_SLOTS, true);
    StateGraph graph = new Lowering(this, frame).script(script.body(), info.defers(), starts);
    finish(code, frame, graph);
    return code;
  }

  FunctionCode function(Expr.Function function, FunctionInfo info) {
    FunctionCode code = code(info, signature(function.parameters()), function.span());
    if (info.hasStates()) {
      async(code, info, function.parameters(), function.body());
    } else {
      sync(code, info, function.parameters(), function.body());
    }
    return code;
  }

  /** Gives a type the tests of its fields, and what makes its values where fields are left out. */
  void constructor(Constructed made, List<Stmt.StructField> declared) {
    annotate(made, declared);
    Resolution.Constructor constructor = resolution.constructor(made);
    if (constructor == null) {
      return;
    }
    FunctionInfo info = constructor.info();
    FunctionCode code = code(info, signature(constructor.parameters()), info.tree().span());
    FrameScope frame = new FrameScope(info, module, 0, false);
    List<BideNode> prologue = new ArrayList<>();
    parameters(constructor.parameters(), frame, new Structured(this, frame), prologue);
    int count = made.fields().count();
    int[] fields = new int[count];
    BideNode[] values = new BideNode[count];
    for (int i = 0; i < count; i++) {
      fields[i] = i;
      values[i] = frame.read(resolution.variable(constructor.parameters().get(i).pattern()));
    }
    BideNode body = Nodes.construct(made, fields, values, null).at(info.tree().span());
    BideNode[] start = prologue.toArray(BideNode[]::new);
    FunctionRoot root = new FunctionRoot(language, frame.descriptor(0), code, start, body);
    code.setTarget(root.getCallTarget());
    made.constructedBy(new Closure(code, null));
  }

  private void annotate(Constructed made, List<Stmt.StructField> declared) {
    if (declared.stream().allMatch(field -> field.type() == null)) {
      return;
    }
    TypeTest[] tests = new TypeTest[declared.size()];
    for (int i = 0; i < tests.length; i++) {
      tests[i] = type(declared.get(i).type());
    }
    made.fields().annotate(tests);
  }

  FunctionCode asyncBlock(Expr.AsyncBlock block, FunctionInfo info) {
    FunctionCode code = code(info, noParameters(), block.span());
    async(code, info, List.of(), new Expr.BlockExpr(block.body(), block.span()));
    return code;
  }

  FunctionCode deferred(Stmt.Defer defer, FunctionInfo info) {
    FunctionCode code = code(info, noParameters(), defer.span());
    if (info.isAsync()) {
      states(
          code,
          info,
          List.of(),
          (lowering, prologue) -> lowering.deferred(prologue, defer.value(), info.defers()));
    } else {
      sync(code, info, List.of(), defer.value());
    }
    return code;
  }

  private FunctionCode code(FunctionInfo info, Signature signature, Span span) {
    return new FunctionCode(
        info.name(),
        kind(info),
        signature,
        source.createSection(span.start(), span.length()),
        surroundings(info));
  }

  private Surroundings surroundings(FunctionInfo info) {
    List<String> captures = new ArrayList<>();
    info.captures().forEach(variable -> captures.add(variable.name()));
    List<Binding> globals = new ArrayList<>();
    for (Variable variable : info.globals()) {
      if (variable.storage() == Variable.Storage.GLOBAL && info.captureIndex(variable) < 0) {
        globals.add(module.binding(variable));
      }
    }
    return new Surroundings(
        info.isBlock(), info.moves(), List.copyOf(captures), List.copyOf(globals));
  }

  private static FunctionCode.Kind kind(FunctionInfo info) {
    if (info.isGenerator()) {
      return info.isAsync() ? FunctionCode.Kind.ASYNC_GENERATOR : FunctionCode.Kind.GENERATOR;
    }
    return info.isAsync() ? FunctionCode.Kind.ASYNC : FunctionCode.Kind.SYNC;
  }

  private void sync(FunctionCode code, FunctionInfo info, List<Parameter> parameters, Expr body) {
    FrameScope frame = new FrameScope(info, module, 0, false);
    Structured structured = new Structured(this, frame);
    List<BideNode> prologue = new ArrayList<>();
    structured.returnInto(frame.newSlot());
    parameters(parameters, frame, structured, prologue);
    BideNode result;
    if (info.defers()) {
      int stack = frame.newSlot();
      structured.deferInto(stack);
      prologue.add(StateNodes.newDeferStack(stack));
      BideNode call = StateNodes.callDeferred(stack).at(Lowering.endOf(body));
      result = StateNodes.runDeferred(structured.result(body), stack, call);
    } else {
      result = structured.result(body);
    }
    BideNode[] start = prologue.toArray(BideNode[]::new);
    FunctionRoot root =
        new FunctionRoot(
            language, frame.descriptor(0), code, start, structured.functionBody(result));
    code.setTarget(root.getCallTarget());
  }

  private void async(FunctionCode code, FunctionInfo info, List<Parameter> parameters, Expr body) {
    states(
        code,
        info,
        parameters,
        (lowering, prologue) -> lowering.function(prologue, body, info.defers()));
  }

  /**
   * Code that is made of states.
   *
   * @param lower makes them, from what comes before the body
   */
  private void states(
      FunctionCode code,
      FunctionInfo info,
      List<Parameter> parameters,
      BiFunction<Lowering, List<BideNode>, StateGraph> lower) {
    FrameScope frame = new FrameScope(info, module, AsyncFunction.RESERVED_SLOTS, true);
    Lowering lowering = new Lowering(this, frame);
    List<BideNode> prologue = new ArrayList<>();
    frame.unpackCaptures(prologue);
    parameters(parameters, frame, lowering.structured(), prologue);
    finish(code, frame, lower.apply(lowering, prologue));
  }

  private void finish(FunctionCode code, FrameScope frame, StateGraph graph) {
    AsyncFunction function =
        new AsyncFunction(
            language,
            code,
            frame.descriptor(AsyncFunction.RESERVED_SLOTS),
            graph.finish(frame.structuredSlots(), code.isAsync()),
            graph.loops(),
            graph.keptSlot());
    code.setTarget(function.fresh().getCallTarget());
  }

  private void parameters(
      List<Parameter> parameters,
      FrameScope frame,
      Structured structured,
      List<BideNode> prologue) {
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      BideNode value =
          parameter.defaultValue() == null
              ? Nodes.argument(i)
              : Nodes.argumentOr(i, structured.defaultValue(parameter, i));
      if (parameter.pattern() instanceof Pattern.Name name && resolution.binds(name)) {
        frame.declare(resolution.variable(name), value, prologue);
      } else {
        prologue.add(
            Nodes.destructure(structured.patterns().pattern(parameter.pattern()), value)
                .at(parameter.pattern().span()));
      }
    }
  }

  private static Signature noParameters() {
    return new Signature(new String[0], new boolean[0], false);
  }

  private Signature signature(List<Parameter> parameters) {
    String[] names = new String[parameters.size()];
    boolean[] optional = new boolean[names.length];
    TypeTest[] types = null;
    boolean rest = false;
    for (int i = 0; i < names.length; i++) {
      Parameter parameter = parameters.get(i);
      names[i] =
          parameter.pattern() instanceof Pattern.Name name && resolution.binds(name)
              ? name.name()
              : "(" + (i + 1) + ")";
      optional[i] = parameter.defaultValue() != null;
      rest |= parameter.rest();
      TypeTest type = type(parameter.type());
      if (type != null) {
        types = types == null ? new TypeTest[names.length] : types;
        types[i] = type;
      }
    }
    return new Signature(names, optional, rest, types);
  }

  /** The test of an annotation; null where everything passes. */
  @Nullable TypeTest type(@Nullable TypeExpr type) {
    return type == null ? null : Types.of(type, name -> (DataType) resolution.constant(name));
  }

  // ---------------------------------------------------------------- constants

  Object integer(BigInteger value) {
    return Numbers.normalise(value);
  }

  Object duration(long nanos) {
    return new BideDuration(nanos);
  }

  Object bytes(byte[] value) {
    return new BideBytes(value);
  }

  TruffleString text(String value) {
    return Strings.of(value);
  }

  /** The value of a literal in a pattern. */
  Object literal(Expr literal) {
    return switch (literal) {
      case Expr.Nil x -> Nil.NIL;
      case Expr.Bool bool -> bool.value();
      case Expr.Int number -> integer(number.value());
      case Expr.Float number -> number.value();
      case Expr.Duration duration -> duration(duration.nanos());
      case Expr.Bytes bytes -> bytes(bytes.value());
      case Expr.Str str -> text(plainText(str));
      default -> throw new IllegalStateException("not a literal: " + literal);
    };
  }

  private static String plainText(Expr.Str str) {
    StringBuilder text = new StringBuilder();
    for (Expr.StringPart part : str.parts()) {
      text.append(((Expr.Text) part).text());
    }
    return text.toString();
  }
}
