/**
 * The methods of streams. Most of them wait, so they are written in the language itself, as async
 * generators and async functions ({@code streams.bide}): {@link
 * bide.interpreter.stream.StreamLibrary} compiles them when a script first uses one, {@link
 * bide.interpreter.stream.StreamMethods} has their signatures and checks arguments.
 */
package bide.interpreter.stream;
