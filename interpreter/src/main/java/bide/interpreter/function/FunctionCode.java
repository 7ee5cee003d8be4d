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
    ASYNC
  }

  private final String name;
  private final Kind kind;
  private final Signature signature;
  private final SourceSection section;
  @CompilationFinal private RootCallTarget target;

  public FunctionCode(String name, Kind kind, Signature signature, SourceSection section) {
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

  public boolean isAsync() {
    return kind == Kind.ASYNC;
  }

  public Signature signature() {
    return signature;
  }

  public SourceSection section() {
    return section;
  }

  /** Entry: arguments are {strand, captures, parameters…}. */
  public RootCallTarget target() {
    return target;
  }
}
