package bide.interpreter.builtin;

import bide.interpreter.library.Globals;
import bide.interpreter.library.MethodSet;

/** The builtin that makes channels. */
public final class Channels {
  private Channels() {}

  public static void register() {
    new MethodSet()
        .add(
            "channel(capacity)",
            "A channel that holds up to `capacity` values; a send to a full one waits.",
            "let ch = channel(2)\n" + "ch.send(\"a\").await\n" + "ch.recv().await -> a",
            (cx, call, self, args) -> ChannelObject.create(args[0]))
        .all()
        .forEach(Globals::register);
  }
}
