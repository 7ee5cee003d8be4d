/**
 * What the reference page and {@code :doc} show. {@link bide.interpreter.reference.Reference}
 * collects sections from the registrations of the builtins themselves: free functions, kinds of
 * values, library modules. {@link bide.interpreter.reference.ReferencePage} writes them as a
 * document whose examples are scripts; {@link bide.interpreter.reference.DocLookup} finds and shows
 * one entry; {@link bide.interpreter.reference.SessionDocs} keeps the doc comments of what a
 * session declared.
 */
package bide.interpreter.reference;
