package bide.interpreter.async;

import bide.interpreter.function.FunctionCode;
import bide.interpreter.library.MethodTable;
import bide.interpreter.stream.StreamMethods;

/** What calls of generator functions give, and the methods of that. */
public final class Generators {
  private Generators() {}

  /** To be called once, before the first script is compiled. */
  static void register() {
    MethodTable.register(Generator.class, Generator.methods());
    MethodTable.register(GeneratorStream.class, StreamMethods.all());
    MethodTable.register(GeneratorStream.class, GeneratorStream.methods());
  }

  /** The class of what plain generator functions give. */
  public static Class<?> generatorClass() {
    return Generator.class;
  }

  /** The class of what async ones give. */
  public static Class<?> streamClass() {
    return GeneratorStream.class;
  }

  /**
   * The generator or stream of a call, of which nothing has run yet.
   *
   * @param arguments {strand, captures, parameters…}
   */
  public static Object create(FunctionCode code, Object[] arguments) {
    Strand strand = (Strand) arguments[0];
    Coroutine coroutine = Coroutine.of(code, arguments);
    return code.isAsync()
        ? new GeneratorStream(coroutine)
        : new Generator(strand.region(), coroutine);
  }
}
