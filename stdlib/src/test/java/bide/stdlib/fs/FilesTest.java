package bide.stdlib.fs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import bide.stdlib.Script;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {
  @TempDir Path directory;

  private List<String> run(String code) throws InterruptedException {
    return Script.run("use fs\nlet dir = args[0]\n" + code, directory.toString());
  }

  @Test
  void text_is_written_replaced_extended_and_read() throws Exception {
    assertEquals(
        List.of("true", "true"),
        run(
            """
            let path = "{dir}/text"
            fs.write(path, "something longer than what follows").await
            fs.write(path, "grün\\n").await
            fs.append(path, b" \\xf0\\x9f\\x8c\\xb1").await
            fs.append(path, ".".bytes().to_buffer()).await
            print(fs.exists(path).await)
            print(fs.read(path).await == "grün\\n 🌱.")
            """));
    assertEquals("grün\n 🌱.", Files.readString(directory.resolve("text")));
  }

  @Test
  void bytes_come_back_as_they_were() throws Exception {
    byte[] content = new byte[3 << 20];
    new Random(7).nextBytes(content);
    Files.write(directory.resolve("in"), content);
    run("fs.write(\"{dir}/out\", fs.read_bytes(\"{dir}/in\").await).await");
    assertArrayEquals(content, Files.readAllBytes(directory.resolve("out")));
  }

  @Test
  void directories_are_made_listed_in_order_and_removed() throws Exception {
    assertEquals(
        List.of("[\"a\", \"b\", \"c\"]", "[]", "[\"a\", \"c\"]", "false"),
        run(
            """
            fs.create_dir("{dir}/x/b").await
            fs.create_dir("{dir}/x/b").await
            fs.write("{dir}/x/c", "").await
            fs.write("{dir}/x/a", "").await
            print(fs.list("{dir}/x").await)
            print(fs.list("{dir}/x/b").await)
            fs.remove("{dir}/x/b").await
            print(fs.list("{dir}/x").await)
            fs.remove("{dir}/x/a").await
            fs.remove("{dir}/x/c").await
            fs.remove("{dir}/x").await
            print(fs.exists("{dir}/x").await)
            """));
  }

  @Test
  void failures_say_what_and_where() throws Exception {
    Files.write(directory.resolve("bad"), new byte[] {'o', 'k', (byte) 0xe2, (byte) 0x82, '.'});
    Files.createDirectories(directory.resolve("full/inner"));
    assertEquals(
        List.of(
            "IoError: no such file: D/none",
            "IoError: is a directory: D/full",
            "IoError: is a directory: D/full",
            "ValueError: D/bad is not UTF-8 text (at byte 2)",
            "IoError: no such file: D/none/deep",
            "IoError: the directory is not empty: D/full",
            "IoError: not a directory: D/bad",
            "IoError: the file exists already: D/bad"),
        run(
            """
            async fn show(future) {
                try { future.await } catch e { print("{e}".replace(dir, "D")) }
            }
            show(fs.read("{dir}/none")).await
            show(fs.read("{dir}/full")).await
            show(fs.write("{dir}/full", "")).await
            show(fs.read("{dir}/bad")).await
            show(fs.write("{dir}/none/deep", "")).await
            show(fs.remove("{dir}/full")).await
            show(fs.list("{dir}/bad")).await
            show(fs.create_dir("{dir}/bad")).await
            """));
  }

  @Test
  void arguments_are_checked_by_the_call_and_work_begins_with_the_await() throws Exception {
    assertEquals(
        List.of(
            "TypeError: `read` needs a string as `path`, not nil",
            "ValueError: `path` of `read` is empty",
            "ValueError: this cannot be a path: Nul character not allowed",
            "TypeError: `write` needs bytes, a buffer or a string as `content`, not an int",
            "<future fs.write>"),
        run(
            """
            try { fs.read(nil) } catch e { print(e) }
            try { fs.read("") } catch e { print(e) }
            try { fs.read("a\\u{0}") } catch e { print(e) }
            try { fs.write("{dir}/x", 1) } catch e { print(e) }
            let never = fs.write("{dir}/x", "content")
            print(never)
            """));
    assertFalse(Files.exists(directory.resolve("x")));
  }

  @Test
  void many_files_at_once() throws Exception {
    assertEquals(
        List.of("4950"),
        run(
            """
            async fn round(i) {
                fs.write("{dir}/{i}", "{i}").await
                fs.read("{dir}/{i}").await.to_int()
            }
            print(join_all((0..100).map(|i| round(i))).await.sum())
            """));
  }
}
