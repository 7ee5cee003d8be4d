package bide.interpreter.library;

import bide.interpreter.value.Region;

/**
 * What a builtin knows of its caller: the running strand, which every call passes on as its first
 * argument.
 */
public interface CallContext {
  /** The region that new owned values belong to. */
  Region region();

  /**
   * {@link #region}, or null where that is not at hand: for a comparison that decides for itself in
   * compiled code only when it is met.
   */
  default Region knownRegion() {
    return region();
  }

  /** Where {@code print} writes. */
  default Output output() {
    return Output.STANDARD;
  }
}
