/**
 * Modules. {@code ProgramLoader} reads a script and the files that it uses ({@code SourceFiles}
 * finds them), has all of them resolved, then compiled; each becomes a {@code FileModule}, and runs
 * where its first user starts ({@code ImportNodes}). {@code Library} is the seam between the
 * language and its library: what provides {@code LibraryModule}s.
 */
package bide.interpreter.module;
