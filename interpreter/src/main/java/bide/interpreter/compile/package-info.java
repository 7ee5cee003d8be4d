/**
 * Makes executable code of a resolved syntax tree.
 *
 * <p>{@link bide.interpreter.compile.ProgramCompiler} goes over the functions. {@link
 * bide.interpreter.compile.Structured} makes node trees of code that does not wait; {@link
 * bide.interpreter.compile.Lowering} makes states of code that does, in await-normal form, and
 * hands every part without an await to {@code Structured}. Both ask {@link
 * bide.interpreter.compile.FrameScope} where variables live.
 */
package bide.interpreter.compile;
