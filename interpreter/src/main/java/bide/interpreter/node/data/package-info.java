/**
 * Values of structs and enums: made, taken apart by patterns, their fields read and written. Where
 * a type is known the place of a field is a constant.
 */
package bide.interpreter.node.data;
