/** Fields and elements: read, set, and updated in place. */
package bide.interpreter.node.access;
