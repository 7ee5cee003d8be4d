/** Values written in the source, and containers and strings that are made from parts. */
package bide.interpreter.node.literal;
