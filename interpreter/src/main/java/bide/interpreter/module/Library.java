package bide.interpreter.module;

import bide.interpreter.BideContext;
import java.util.Set;

/** Provides library modules; found as a service when a script first says {@code use}. */
public interface Library {
  /** The modules it has. */
  Set<String> names();

  /** Makes one of them. Called once per context and name. */
  LibraryModule load(String name, BideContext context);
}
