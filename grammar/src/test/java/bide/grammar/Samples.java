package bide.grammar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Texts that several tests share. */
final class Samples {
  private Samples() {}

  /** A script that uses every form of the syntax, without a mistake. */
  static String everySyntax() {
    try (InputStream in = Samples.class.getResourceAsStream("/every_syntax.bide")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
