package bide.interpreter;

import bide.interpreter.analysis.Resolver;
import bide.interpreter.async.GuestDriver;
import bide.interpreter.compile.ProgramCompiler;
import bide.interpreter.error.CompileFailure;
import bide.interpreter.function.FunctionCode;
import bide.interpreter.module.ProgramLoader;
import com.oracle.truffle.api.CallTarget;
import com.oracle.truffle.api.Option;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.source.Source;
import org.graalvm.options.OptionCategory;
import org.graalvm.options.OptionDescriptors;
import org.graalvm.options.OptionKey;
import org.graalvm.options.OptionStability;

/**
 * The map of the interpreter.
 *
 * <ul>
 *   <li>Text becomes a tree in {@code bide.grammar}; {@link Resolver} finds what its names mean;
 *       {@link ProgramCompiler} makes code.
 *   <li>Code without awaits is a tree of {@link bide.interpreter.node.BideNode}s under a {@link
 *       bide.interpreter.function.FunctionRoot}; {@link bide.interpreter.node.Nodes} makes the
 *       nodes.
 *   <li>Async functions are graphs of {@link bide.interpreter.async.State}s; {@code
 *       bide.interpreter.async} runs them.
 *   <li>{@link ProgramLoader} reads a script and the files that it uses, in the order in which they
 *       run.
 *   <li>A script runs as the main task of its {@link BideContext}, which owns the executor.
 *   <li>Values are in {@code bide.interpreter.value}, their methods in {@code
 *       bide.interpreter.library}, errors in {@code bide.interpreter.error}; {@code
 *       bide.interpreter.reference} documents them.
 * </ul>
 */
@TruffleLanguage.Registration(
    id = BideLanguage.ID,
    name = "Bide",
    version = BideLanguage.VERSION,
    defaultMimeType = BideLanguage.MIME_TYPE,
    characterMimeTypes = BideLanguage.MIME_TYPE,
    contextPolicy = TruffleLanguage.ContextPolicy.EXCLUSIVE)
public final class BideLanguage extends TruffleLanguage<BideContext> {
  public static final String ID = "bide";
  public static final String VERSION = "0.1.0";
  public static final String MIME_TYPE = "application/x-bide";

  private static final ContextReference<BideContext> CONTEXT =
      ContextReference.create(BideLanguage.class);

  @Option(
      help = "Number of worker threads; 0 for one per processor.",
      category = OptionCategory.USER,
      stability = OptionStability.STABLE)
  static final OptionKey<Integer> workers = new OptionKey<>(0);

  @Option(
      help =
          "A deterministic run: one worker draws the order of tasks from this seed, time is virtual; negative for none.",
      category = OptionCategory.USER,
      stability = OptionStability.STABLE)
  static final OptionKey<Long> seed = new OptionKey<>(-1L);

  @Option(
      help = "Top-level declarations and tasks live on from one source to the next.",
      category = OptionCategory.USER,
      stability = OptionStability.STABLE)
  static final OptionKey<Boolean> session = new OptionKey<>(false);

  @Option(
      help = "Megabytes that the suspended calls of one task may take; 0 for half the heap.",
      category = OptionCategory.USER,
      stability = OptionStability.STABLE)
  static final OptionKey<Integer> suspendedMegabytes = new OptionKey<>(0);

  @Option(
      help = "Megabytes of stack of each worker, which bound how deep sync calls can nest.",
      category = OptionCategory.USER,
      stability = OptionStability.STABLE)
  static final OptionKey<Integer> stackMegabytes =
      new OptionKey<>(GuestDriver.DEFAULT_STACK_MEGABYTES);

  @Option(
      help = "Milliseconds that tasks may take to end when the program does.",
      category = OptionCategory.USER,
      stability = OptionStability.STABLE)
  static final OptionKey<Integer> shutdownMillis = new OptionKey<>(10_000);

  @Option(
      help = "Print what all tasks do when the main task ends.",
      category = OptionCategory.USER,
      stability = OptionStability.STABLE)
  static final OptionKey<Boolean> dumpOnExit = new OptionKey<>(false);

  @Option(
      help =
          "Milliseconds that a task may hold its worker without an await before it is reported; 0 for no reports.",
      category = OptionCategory.USER,
      stability = OptionStability.STABLE)
  static final OptionKey<Integer> warnBlocking = new OptionKey<>(0);

  public static BideContext context(Node node) {
    return CONTEXT.get(node);
  }

  @Override
  protected BideContext createContext(Env env) {
    return new BideContext(this, env);
  }

  @Override
  protected CallTarget parse(ParsingRequest request) {
    Source source = request.getSource();
    BideContext context = CONTEXT.get(null);
    FunctionCode main;
    try {
      main =
          ProgramLoader.load(
              context, context.names(), source, context.session(), context.bindings());
    } catch (StackOverflowError tooDeep) {
      // Brackets have a limit of their own; a chain of tens of thousands of operators has not.
      throw CompileFailure.tooLong();
    }
    return new ProgramRoot(this, context, main).getCallTarget();
  }

  /** Whether a session shows the value of an input. */
  @Override
  protected boolean isVisible(BideContext context, Object value) {
    return !(value instanceof GuestResult result) || !result.isNull();
  }

  @Override
  protected boolean isThreadAccessAllowed(Thread thread, boolean singleThreaded) {
    return true;
  }

  @Override
  protected void finalizeContext(BideContext context) {
    context.close();
  }

  @Override
  protected void exitContext(BideContext context, ExitMode exitMode, int exitCode) {
    context.close();
  }

  @Override
  protected OptionDescriptors getOptionDescriptors() {
    return new BideLanguageOptionDescriptors();
  }
}
