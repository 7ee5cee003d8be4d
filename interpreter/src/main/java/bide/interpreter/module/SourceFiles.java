package bide.interpreter.module;

import bide.interpreter.BideLanguage;
import bide.interpreter.analysis.Suggestions;
import bide.interpreter.async.Awaitables;
import com.oracle.truffle.api.TruffleFile;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.source.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds and reads the files of a program. A file is known by its real path, so that two ways to
 * write it mean one module.
 */
final class SourceFiles {
  static final String ENDING = ".bide";

  private final TruffleLanguage.Env env;
  private final Source main;
  private @Nullable TruffleFile base;
  private @Nullable TruffleFile shownFrom;

  SourceFiles(TruffleLanguage.Env env, Source main) {
    this.env = env;
    this.main = main;
  }

  /** Messages name files relative to the working directory, not to the folder of the main one. */
  static SourceFiles shownFromWorkingDirectory(TruffleLanguage.Env env, Source main) {
    SourceFiles files = new SourceFiles(env, main);
    files.shownFrom = real(env.getCurrentWorkingDirectory());
    return files;
  }

  /**
   * The folder of the main file, or the working directory where it is no file: what paths are shown
   * relative to. Asked for only when a file is used: a program without that needs no access to
   * files.
   */
  private TruffleFile base() {
    if (base == null) {
      TruffleFile file = mainFile();
      base = file == null ? real(env.getCurrentWorkingDirectory()) : file.getParent();
    }
    return base;
  }

  /** The real path of the main file; null where the program was not read from one. */
  @Nullable TruffleFile mainFile() {
    return main.getPath() == null ? null : real(env.getPublicTruffleFile(main.getPath()));
  }

  /** Why a file cannot be used. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    final @Nullable String help;

    Unusable(String message, @Nullable String help) {
      super(message);
      this.help = help;
    }
  }

  private static TruffleFile real(TruffleFile file) {
    try {
      return file.getCanonicalFile();
    } catch (IOException | SecurityException e) {
      return file.getAbsoluteFile().normalize();
    }
  }

  /** The folder that paths in this file are relative to. */
  private TruffleFile folder(@Nullable TruffleFile from) {
    return from == null ? base() : from.getParent();
  }

  /** The real path of the file that is written {@code path} in the file {@code from}. */
  TruffleFile find(String path, @Nullable TruffleFile from) throws Unusable {
    String shown = "`" + path + "`";
    if (path.isBlank()) {
      throw new Unusable("the path of the module is empty", "write `use \"./file.bide\"`");
    }
    try {
      return findExisting(path, from, shown);
    } catch (SecurityException e) {
      throw new Unusable("files cannot be used here: access to them is not allowed", null);
    }
  }

  private TruffleFile findExisting(String path, @Nullable TruffleFile from, String shown)
      throws Unusable {
    TruffleFile written;
    try {
      written = folder(from).resolve(path).normalize();
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      throw new Unusable(shown + " is not a path", null);
    }
    if (!written.exists()) {
      throw new Unusable("there is no file " + shown, missingHelp(path, written));
    }
    if (written.isDirectory()) {
      throw new Unusable(shown + " is a folder, not a file", folderHelp(path, written));
    }
    if (!path.endsWith(ENDING)) {
      throw new Unusable(
          shown + " does not end in `.bide`",
          "modules are Bide files: rename it, or read it with `fs`");
    }
    return real(written);
  }

  private static String missingHelp(String path, TruffleFile written) {
    String tried = "tried " + written.getPath();
    TruffleFile folder = written.getParent();
    if (folder == null || !folder.isDirectory()) {
      return tried + "; there is no such folder";
    }
    String close = Suggestions.closest(written.getName(), modulesIn(folder));
    if (close == null
        && !path.endsWith(ENDING)
        && folder.resolve(written.getName() + ENDING).exists()) {
      close = written.getName() + ENDING;
    }
    return close == null
        ? tried
        : tried
            + "; did you mean `"
            + path.substring(0, path.length() - written.getName().length())
            + close
            + "`?";
  }

  private static @Nullable String folderHelp(String path, TruffleFile folder) {
    List<String> files = modulesIn(folder);
    return files.isEmpty()
        ? null
        : "use one of its files: `"
            + path
            + (path.endsWith("/") ? "" : "/")
            + files.getFirst()
            + "`";
  }

  private static List<String> modulesIn(TruffleFile folder) {
    List<String> names = new ArrayList<>();
    try {
      for (TruffleFile file : folder.list()) {
        if (file.getName().endsWith(ENDING)) {
          names.add(file.getName());
        }
      }
    } catch (IOException | SecurityException e) {
      return names; // a folder that cannot be listed has no suggestions
    }
    names.sort(null);
    return names;
  }

  /** The path of {@code name.bide} beside {@code from}, if there is one. */
  @Nullable String beside(String name, @Nullable TruffleFile from) {
    try {
      return folder(from).resolve(name + ENDING).isRegularFile() ? "./" + name + ENDING : null;
    } catch (IllegalArgumentException | SecurityException e) {
      return null;
    }
  }

  /** How messages name a file: relative to the folder of the main one, unless set otherwise. */
  String shown(TruffleFile file) {
    try {
      return (shownFrom != null ? shownFrom : base()).relativize(file).getPath();
    } catch (IllegalArgumentException e) {
      return file.getPath();
    }
  }

  Source read(TruffleFile file, String path) throws Unusable {
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(file.readAllBytes()))
              .toString();
    } catch (CharacterCodingException e) {
      throw new Unusable("`" + path + "` is not UTF-8 text", null);
    } catch (NoSuchFileException e) {
      throw new Unusable("there is no file `" + path + "`", null);
    } catch (IOException e) {
      throw new Unusable("`" + path + "` cannot be read", Awaitables.io(e).text());
    } catch (SecurityException e) {
      throw new Unusable("`" + path + "` may not be read here", null);
    }
    return Source.newBuilder(BideLanguage.ID, file)
        .content(text)
        .name(shown(file))
        .cached(false)
        .build();
  }
}
