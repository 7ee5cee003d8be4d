/** Variables: slots whose kind only widens, cells that closures share, globals, arguments. */
package bide.interpreter.node.local;
