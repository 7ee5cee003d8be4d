/** The Bide language on Truffle. */
package bide.interpreter;
