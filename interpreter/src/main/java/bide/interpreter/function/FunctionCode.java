package bide.interpreter.function;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.source.SourceSection;

/** What all closures of one function in the source share. */
public final class FunctionCode {
  /** What a call of the function gives. */
  public enum Kind {
    /** Runs and gives its result. */
    SYNC,
    /** Gives a future that has not started. */
    ASYNC,
    /** Gives a generator that has not started. */
    GENERATOR,
    /** Gives a stream that has not started. */
    ASYNC_GENERATOR
  }

  private final String name;
  private final Kind kind;
  private final Signature signature;
  private final SourceSection section;
  private final Surroundings surroundings;
  @CompilationFinal private RootCallTarget target;

  public FunctionCode(String name, Kind kind, Signature signature, SourceSection section) {
    this(name, kind, signature, section, Surroundings.NONE);
  }

  public FunctionCode(
      String name,
      Kind kind,
      Signature signature,
      SourceSection section,
      Surroundings surroundings) {
    this.surroundings = surroundings;
    this.name = name;
    this.kind = kind;
    this.signature = signature;
    this.section = section;
  }

  /** Set once by the compiler, before any call. */
  public void setTarget(RootCallTarget target) {
    this.target = target;
  }

  public String name() {
    return name;
  }

  /** May await. */
  public boolean isAsync() {
    return kind == Kind.ASYNC || kind == Kind.ASYNC_GENERATOR;
  }

  /** May yield. */
  public boolean isGenerator() {
    return kind == Kind.GENERATOR || kind == Kind.ASYNC_GENERATOR;
  }

  /** A call runs nothing: it gives a future or a generator. */
  public boolean isLazy() {
    return kind != Kind.SYNC;
  }

  public Signature signature() {
    return signature;
  }

  public Surroundings surroundings() {
    return surroundings;
  }

  public SourceSection section() {
    return section;
  }

  /** Entry: arguments are {strand, captures, parameters…}. */
  public RootCallTarget target() {
    return target;
  }
}
