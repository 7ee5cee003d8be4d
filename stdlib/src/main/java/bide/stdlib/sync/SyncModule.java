package bide.stdlib.sync;

import bide.interpreter.BideContext;
import bide.interpreter.sync.SyncFunctions;
import java.util.Map;

/** The module {@code sync}. */
public final class SyncModule {
  private SyncModule() {}

  public static Map<String, Object> members(@SuppressWarnings("unused") BideContext context) {
    return SyncFunctions.members();
  }
}
