package bide.interpreter.library;

import bide.interpreter.value.Region;

/**
 * What a builtin knows of its caller: the running strand, which every call passes on as its first
 * argument.
 */
public interface CallContext {
  /** The region that new owned values belong to. */
  Region region();

  /** {@link #region}, or null where nothing has ever belonged to it. */
  default Region regionOrNull() {
    return region();
  }

  /** Where {@code print} writes. */
  default Output output() {
    return Output.STANDARD;
  }
}
