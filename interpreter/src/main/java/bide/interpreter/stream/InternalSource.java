package bide.interpreter.stream;

import bide.interpreter.BideContext;
import bide.interpreter.BideLanguage;
import bide.interpreter.analysis.Names;
import bide.interpreter.async.Strand;
import bide.interpreter.compile.ModuleBindings;
import bide.interpreter.function.Closure;
import bide.interpreter.function.FunctionCode;
import bide.interpreter.library.BuiltinFunction;
import bide.interpreter.library.MethodSet;
import bide.interpreter.module.ProgramLoader;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.Region;
import bide.interpreter.value.Strings;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.source.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A part of the library that is written in the language itself, compiled for one context. The
 * source is internal: traces leave its functions out, and it has builtins of its own. Its value is
 * a map of what it defines. Thread-safe once made.
 */
public final class InternalSource {
  private final BideMap functions;

  private InternalSource(BideMap functions) {
    this.functions = functions;
  }

  /**
   * Compiles a source and runs its top level, which waits for nothing.
   *
   * @param anchor a class of the package in which the file lies
   */
  @TruffleBoundary
  public static InternalSource load(
      BideContext context,
      Names names,
      Strand strand,
      Class<?> anchor,
      String file,
      MethodSet builtins) {
    Source source =
        Source.newBuilder(BideLanguage.ID, text(anchor, file), file).internal(true).build();
    FunctionCode main =
        ProgramLoader.load(
            context, new InternalNames(names, builtins), source, null, new ModuleBindings(false));
    BideMap functions = (BideMap) main.target().call(strand, null);
    functions.moveTo(Region.FROZEN); // for all tasks
    return new InternalSource(functions);
  }

  private static String text(Class<?> anchor, String file) {
    try (InputStream in = anchor.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @TruffleBoundary
  public Closure function(String name) {
    return (Closure) functions.get(Strings.of(name));
  }

  /** What all scripts know, and the builtins of the source. */
  private static final class InternalNames implements Names {
    private final Names names;
    private final Map<String, Object> own = new HashMap<>();

    InternalNames(Names names, MethodSet builtins) {
      this.names = names;
      builtins.all().forEach(method -> own.put(method.name(), new BuiltinFunction(method)));
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
