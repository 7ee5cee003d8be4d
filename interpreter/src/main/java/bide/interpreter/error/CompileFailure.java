package bide.interpreter.error;

import bide.grammar.Diagnostic;
import bide.grammar.Span;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.interop.ExceptionType;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A program that does not compile. Its message shows all diagnostics of all its files. */
@ExportLibrary(InteropLibrary.class)
@SuppressWarnings("serial")
public final class CompileFailure extends AbstractTruffleException {
  private final transient @Nullable Finding first;
  private final boolean incomplete;

  private CompileFailure(String report, @Nullable Finding first, boolean incomplete) {
    super(report);
    this.first = first;
    this.incomplete = incomplete;
  }

  /** A diagnostic and the file that it is about. */
  public record Finding(Source source, Diagnostic diagnostic) {
    public boolean isError() {
      return diagnostic.isError();
    }

    public String render() {
      return ErrorPrinter.render(source, diagnostic);
    }
  }

  /**
   * @param incomplete the program is only not finished yet: more text may make it right
   */
  public static CompileFailure of(List<Finding> findings, boolean incomplete) {
    return new CompileFailure(
        findings.stream().map(Finding::render).collect(Collectors.joining("\n\n")),
        findings.stream().filter(Finding::isError).findFirst().orElse(null),
        incomplete);
  }

  /** An expression whose tree is too deep for the compiler's stack. */
  public static CompileFailure tooLong() {
    return new CompileFailure(
        "error: an expression is too long to compile\n   help: make it in several steps, with `let`",
        null,
        false);
  }

  @ExportMessage
  ExceptionType getExceptionType() {
    return ExceptionType.PARSE_ERROR;
  }

  @ExportMessage
  boolean isExceptionIncompleteSource() {
    return incomplete;
  }

  @ExportMessage
  boolean hasSourceLocation() {
    return first != null;
  }

  @ExportMessage(name = "getSourceLocation")
  @TruffleBoundary
  SourceSection sourceLocation() throws UnsupportedMessageException {
    if (first == null) {
      throw UnsupportedMessageException.create();
    }
    Span span = first.diagnostic().span();
    return first.source().createSection(span.start(), span.end() - span.start());
  }
}
