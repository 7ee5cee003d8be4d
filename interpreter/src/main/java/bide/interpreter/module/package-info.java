/** The seam between the language and its library: what provides modules, and what a module is. */
package bide.interpreter.module;
