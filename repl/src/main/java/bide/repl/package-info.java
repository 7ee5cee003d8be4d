/**
 * The command {@code bide}.
 *
 * <p>{@link bide.repl.Main} reads the command line: {@link bide.repl.Invocation} when it says what
 * to run, which is the fast path, and {@link bide.repl.CommandLine} (picocli) for everything else.
 * {@link bide.repl.Session} makes the polyglot context, {@link bide.repl.ScriptRunner} evaluates a
 * file or a piece of code in it and turns what happened into an exit status.
 */
@NullMarked
package bide.repl;

import org.jspecify.annotations.NullMarked;
