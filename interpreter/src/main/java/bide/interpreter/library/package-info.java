/**
 * What scripts find without a {@code use}: the methods of the kinds of values, one class each
 * ({@code ListMethods}, {@code StringMethods} …), and the free functions ({@code Globals}). A
 * {@link bide.interpreter.library.Method} is code with a name, parameters and a text; a kind's
 * table is made at the first look-up of that kind, see {@link
 * bide.interpreter.library.MethodTable}. Methods know their caller as a {@link
 * bide.interpreter.library.CallContext} and call functions through an {@link
 * bide.interpreter.library.Invoker}. Absence is {@code nil}, never an error: {@code first()} of an
 * empty list, {@code find} without a match, {@code get} without such a key.
 */
package bide.interpreter.library;
