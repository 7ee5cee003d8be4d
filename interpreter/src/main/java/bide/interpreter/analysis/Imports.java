package bide.interpreter.analysis;

import bide.grammar.Span;
import bide.grammar.tree.Stmt;
import org.jspecify.annotations.Nullable;

/** What the analysis knows of the other files of a program; whoever reads files provides it. */
public interface Imports {
  /** What this file shows to others; filled in when it has been resolved. */
  Exports exports();

  /** What the file that {@code use} names shows; null where that was not found and is reported. */
  @Nullable Exports of(Stmt.Use use);

  /** The path to write for a file beside this one that could be meant by a bare name; or null. */
  @Nullable String fileNamed(String module);

  /** The place of a span of this file, as {@code file:line:column}. */
  String place(Span span);
}
