package bide.stdlib.fs;

import bide.interpreter.BideContext;
import bide.interpreter.error.Errors;
import bide.interpreter.library.Args;
import bide.interpreter.library.MethodSet;
import bide.interpreter.library.Utf8;
import bide.interpreter.value.BideBytes;
import bide.interpreter.value.BideList;
import bide.interpreter.value.Region;
import bide.interpreter.value.Strings;
import bide.runtime.blocking.BlockingPool;
import bide.runtime.task.Future;
import bide.stdlib.StandardLibrary;
import com.oracle.truffle.api.strings.TruffleString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The module {@code fs}: small files, read and written whole. Paths are relative to the directory
 * that the program was started in.
 */
public final class FsModule {
  private static final OpenOption[] REPLACE = {
    StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING
  };
  private static final OpenOption[] APPEND = {StandardOpenOption.CREATE, StandardOpenOption.APPEND};

  private final BideContext context;

  private FsModule(BideContext context) {
    this.context = context;
  }

  public static Map<String, Object> members(BideContext context) {
    FsModule module = new FsModule(context);
    return StandardLibrary.functions(
        new MethodSet()
            .add(
                "read(path)",
                "A future of a file's text, which must be UTF-8.",
                (cx, call, self, args) -> module.read(path(args[0], "read")))
            .add(
                "read_bytes(path)",
                "A future of a file's bytes.",
                (cx, call, self, args) -> module.readBytes(path(args[0], "read_bytes")))
            .add(
                "write(path, content)",
                "A future that writes a string (as UTF-8), bytes or a buffer to a file in place of what it held.",
                (cx, call, self, args) -> module.write("write", args, REPLACE))
            .add(
                "append(path, content)",
                "A future that writes a string (as UTF-8), bytes or a buffer to the end of a file, which is made if need be.",
                (cx, call, self, args) -> module.write("append", args, APPEND))
            .add(
                "exists(path)",
                "A future of whether there is a file or directory of that name.",
                (cx, call, self, args) -> module.exists(path(args[0], "exists")))
            .add(
                "remove(path)",
                "A future that removes a file or an empty directory.",
                (cx, call, self, args) -> module.remove(path(args[0], "remove")))
            .add(
                "list(path)",
                "A future of the sorted names of what is in a directory, without the directory's own path.",
                (cx, call, self, args) -> module.list(path(args[0], "list"), cx.region()))
            .add(
                "create_dir(path)",
                "A future that makes a directory, and those above it; one that is there already is left alone.",
                (cx, call, self, args) -> module.createDirectory(path(args[0], "create_dir"))));
  }

  private static Path path(Object argument, String method) {
    String text = Args.text(argument, method, "path");
    if (text.isEmpty()) {
      throw Errors.value("`path` of `" + method + "` is empty");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw Errors.value("this cannot be a path: " + e.getReason());
    }
  }

  private <T> Future start(
      String name, Path path, FileOperation.Work<T> work, FileOperation.Conversion<T> conversion) {
    BlockingPool pool = context.executor().blocking();
    return new FileOperation<>(pool, "fs." + name, path, work, conversion);
  }

  private Future read(Path path) {
    return start("read", path, () -> Files.readAllBytes(path), bytes -> text(path, bytes));
  }

  private static TruffleString text(Path path, byte[] bytes) {
    TruffleString text = Utf8.decodeIfValid(bytes, 0, bytes.length);
    if (text == null) {
      throw Errors.value(
              path
                  + " is not UTF-8 text (at byte "
                  + Utf8.firstInvalid(bytes, 0, bytes.length)
                  + ")")
          .withHelp("`fs.read_bytes` reads any file");
    }
    return text;
  }

  private Future readBytes(Path path) {
    return start("read_bytes", path, () -> Files.readAllBytes(path), BideBytes::new);
  }

  private Future write(String name, Object[] args, OpenOption[] options) {
    Path path = path(args[0], name);
    byte[] content = Args.bytes(args[1], name, "content");
    return start(name, path, () -> Files.write(path, content, options), FsModule::nothing);
  }

  private Future exists(Path path) {
    return start("exists", path, () -> Files.exists(path), there -> there);
  }

  private Future remove(Path path) {
    return start(
        "remove",
        path,
        () -> {
          Files.delete(path);
          return path;
        },
        FsModule::nothing);
  }

  private Future list(Path path, Region region) {
    return start("list", path, () -> names(path), names -> strings(names, region));
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  private static BideList strings(List<String> texts, Region region) {
    BideList list = new BideList(region);
    texts.forEach(text -> list.add(Strings.of(text)));
    return list;
  }

  private Future createDirectory(Path path) {
    return start("create_dir", path, () -> Files.createDirectories(path), FsModule::nothing);
  }

  private static @Nullable Object nothing(@SuppressWarnings("unused") @Nullable Object result) {
    return null;
  }
}
