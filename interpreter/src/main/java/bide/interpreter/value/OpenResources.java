package bide.interpreter.value;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The open resources of one region, in the order in which they came: a ring of entries, so that one
 * leaves, and all of another region join, in constant time and without knowing whose list it is.
 * For the task that owns the region.
 */
final class OpenResources {
  /** The place of one resource in the list of whoever owns it. */
  static final class Entry {
    private final @Nullable Resource resource;
    private Entry previous = this;
    private Entry next = this;

    Entry(@Nullable Resource resource) {
      this.resource = resource;
    }

    /** Out of the list that it is in, if any. */
    void remove() {
      previous.next = next;
      next.previous = previous;
      previous = this;
      next = this;
    }
  }

  /** Before the first and after the last. */
  private final Entry ends = new Entry(null);

  boolean isEmpty() {
    return ends.next == ends;
  }

  void add(Entry entry) {
    entry.previous = ends.previous;
    entry.next = ends;
    ends.previous.next = entry;
    ends.previous = entry;
  }

  /** Takes all that are in another list, which is empty then. */
  void takeAll(OpenResources other) {
    if (other.isEmpty()) {
      return;
    }
    Entry first = other.ends.next;
    Entry last = other.ends.previous;
    other.ends.next = other.ends;
    other.ends.previous = other.ends;
    first.previous = ends.previous;
    last.next = ends;
    ends.previous.next = first;
    ends.previous = last;
  }

  List<Resource> all() {
    List<Resource> all = new ArrayList<>();
    for (Entry e = ends.next; e != ends; e = e.next) {
      all.add(e.resource);
    }
    return all;
  }
}
