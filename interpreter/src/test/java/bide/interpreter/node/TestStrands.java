package bide.interpreter.node;

import bide.interpreter.async.Strand;
import bide.interpreter.value.Region;

/** Strands that run nodes without an executor; they own the values of {@link #REGION}. */
public final class TestStrands {
  public static final Region REGION = new Region(0);

  private TestStrands() {}

  public static Strand create() {
    Strand strand = new Strand(null, null);
    strand.owns(REGION);
    return strand;
  }
}
