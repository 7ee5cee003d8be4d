package bide.interpreter.async;

/**
 * A future whose result, where it is a resource, has just been made and is in nobody else's hands:
 * where nobody gets it, since its branch has lost, it is closed.
 */
public interface ResourceFuture {}
