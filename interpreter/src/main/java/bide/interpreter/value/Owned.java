package bide.interpreter.value;

/** A value that belongs to one task at a time: lists, maps, buffers, sockets, files. */
public abstract class Owned {
  private Region region;

  protected Owned(Region region) {
    this.region = region;
  }

  public final Region region() {
    return region;
  }

  public final void moveTo(Region newRegion) {
    region = newRegion;
  }
}
