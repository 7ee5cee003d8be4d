package bide.interpreter.stream;

import bide.interpreter.BideContext;
import bide.interpreter.BideLanguage;
import bide.interpreter.analysis.Names;
import bide.interpreter.async.CallFuture;
import bide.interpreter.async.Strand;
import bide.interpreter.async.Stream;
import bide.interpreter.compile.ModuleBindings;
import bide.interpreter.function.Closure;
import bide.interpreter.function.FunctionCode;
import bide.interpreter.library.Args;
import bide.interpreter.library.BuiltinFunction;
import bide.interpreter.library.Folding;
import bide.interpreter.library.MethodSet;
import bide.interpreter.module.ProgramLoader;
import bide.interpreter.value.BideDuration;
import bide.interpreter.value.BideList;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Strings;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.source.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The functions of {@code streams.bide}, compiled for one context. Thread-safe once made. */
public final class StreamLibrary {
  private static final String FILE = "streams.bide";

  private final BideMap functions;

  private StreamLibrary(BideMap functions) {
    this.functions = functions;
  }

  /** Compiles the source and runs its top level, which waits for nothing. */
  @TruffleBoundary
  public static StreamLibrary load(BideContext context, Names names, Strand strand) {
    Source source = Source.newBuilder(BideLanguage.ID, text(), FILE).internal(true).build();
    FunctionCode main =
        ProgramLoader.load(
            context, new InternalNames(names), source, null, new ModuleBindings(false));
    return new StreamLibrary((BideMap) main.target().call(strand, null));
  }

  private static String text() {
    try (InputStream in = StreamLibrary.class.getResourceAsStream(FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Closure function(String name) {
    return (Closure) functions.get(Strings.of(name));
  }

  /** A future that closes streams; for an adapter that is closed before it has begun. */
  CallFuture closing(Strand strand, List<Object> streams) {
    Closure close = function("close");
    BideList list = BideList.of(strand.region(), streams.toArray());
    return new CallFuture(close.code(), new Object[] {null, close.captures(), list});
  }

  // ---------------------------------------------------------------- builtins of that source alone

  private static final MethodSet BUILTINS =
      new MethodSet()
          .add(
              "item(stream)",
              "A future of the next item, or of the end.",
              (cx, call, self, args) -> ((Stream) args[0]).nextItem())
          .add(
              "is_end(item)",
              "Whether an item is the end.",
              (cx, call, self, args) -> args[0] == Stream.END)
          .add(
              "abandon(stream)",
              "A future of what leaving a stream has to run, or nil.",
              (cx, call, self, args) -> ((Stream) args[0]).abandon())
          .add(
              "is_stream(value)",
              "Whether `for await` goes over the value.",
              (cx, call, self, args) -> args[0] instanceof Stream)
          .add(
              "verdict(value, method)",
              "What a predicate gave; a TypeError that names the method unless it is a bool.",
              (cx, call, self, args) ->
                  Args.verdict(args[0], Args.text(args[1], "verdict", "method")))
          .add(
              "plus(total, term)",
              "One more term of a sum; the total is nil before the first.",
              (cx, call, self, args) -> Folding.plus(args[0] == Nil.NIL ? null : args[0], args[1]))
          .add(
              "now()",
              "The time on the executor's clock.",
              (cx, call, self, args) ->
                  new BideDuration(((Strand) cx).context().executor().timers().clock().nanoTime()));

  /** What all scripts know, and the builtins of the source. */
  private static final class InternalNames implements Names {
    private final Names names;
    private final Map<String, Object> own = new HashMap<>();

    InternalNames(Names names) {
      this.names = names;
      BUILTINS.all().forEach(method -> own.put(method.name(), new BuiltinFunction(method)));
    }

    @Override
    public @Nullable Object builtin(String name) {
      Object found = own.get(name);
      return found != null ? found : names.builtin(name);
    }

    @Override
    public Iterable<String> builtins() {
      return names.builtins();
    }

    @Override
    public @Nullable Object module(String name) {
      return names.module(name);
    }

    @Override
    public @Nullable Object member(Object module, String name) {
      return names.member(module, name);
    }

    @Override
    public String nameOf(Object module) {
      return names.nameOf(module);
    }

    @Override
    public boolean isModule(Object value) {
      return names.isModule(value);
    }

    @Override
    public Set<String> types() {
      return names.types();
    }

    @Override
    public Iterable<String> modules() {
      return names.modules();
    }

    @Override
    public Iterable<String> members(Object module) {
      return names.members(module);
    }
  }
}
