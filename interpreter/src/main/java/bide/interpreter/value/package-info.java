/**
 * What scripts compute with. Plain values (ints, floats, strings, ranges, durations, instants,
 * bytes) are immutable; lists, maps, buffers and iterators are {@link bide.interpreter.value.Owned}
 * by one task. {@link bide.interpreter.value.Numbers} and {@link bide.interpreter.value.Equality}
 * say what operators mean beyond the fast paths of the nodes; {@link bide.interpreter.value.Text}
 * turns any value into text. Nothing here knows of nodes, calls or tasks.
 */
package bide.interpreter.value;
