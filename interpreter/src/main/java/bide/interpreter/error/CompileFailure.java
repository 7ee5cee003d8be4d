package bide.interpreter.error;

import bide.grammar.Diagnostic;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.interop.ExceptionType;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.source.Source;
import java.util.List;
import java.util.stream.Collectors;

/** A program that does not compile. Its message shows all diagnostics of all its files. */
@ExportLibrary(InteropLibrary.class)
@SuppressWarnings("serial")
public final class CompileFailure extends AbstractTruffleException {
  private CompileFailure(String report) {
    super(report);
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

  public static CompileFailure of(List<Finding> findings) {
    return new CompileFailure(
        findings.stream().map(Finding::render).collect(Collectors.joining("\n\n")));
  }

  /** An expression whose tree is too deep for the compiler's stack. */
  public static CompileFailure tooLong() {
    return new CompileFailure(
        "error: an expression is too long to compile\n   help: make it in several steps, with `let`");
  }

  @ExportMessage
  ExceptionType getExceptionType() {
    return ExceptionType.PARSE_ERROR;
  }
}
