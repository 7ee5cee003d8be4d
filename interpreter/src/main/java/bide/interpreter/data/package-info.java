/**
 * Structs and enums. The analysis makes a {@link bide.interpreter.data.StructType} or {@link
 * bide.interpreter.data.EnumType} of each declaration, which is a constant of the program; the
 * compiler adds the functions of {@code impl} blocks. An {@link bide.interpreter.data.Instance} has
 * its fields at places that its type fixes, numbers unboxed; an {@link
 * bide.interpreter.data.EnumValue} never changes. {@link bide.interpreter.data.UserMethods} is how
 * operators and the library call the methods that plug into the language.
 */
package bide.interpreter.data;
