package bide.interpreter.value;

/**
 * A value that belongs to one task at a time: lists, maps, buffers, instances of structs,
 * iterators, variables that closures change, sockets. {@link bide.interpreter.ownership.Ownership}
 * checks each use.
 */
public abstract class Owned {
  private Region region;

  protected Owned(Region region) {
    this.region = region;
  }

  /** Null only for a call that waits to be begun by whoever comes first. */
  public final Region region() {
    return region;
  }

  /** For the task that owns it. */
  public void moveTo(Region newRegion) {
    region = newRegion;
  }
}
