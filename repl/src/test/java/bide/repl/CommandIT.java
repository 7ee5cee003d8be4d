package bide.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as users start it: the launcher, the built image, the exit status. */
class CommandIT {
  private static final Path LAUNCHER = Path.of("..", "bide").toAbsolutePath().normalize();

  @TempDir Path folder;

  @Test
  void the_engine_of_the_image_compiles() throws Exception {
    Result result = bide("", "--version");
    assertTrue(result.out.contains(", optimizing"), result.toString());
    assertEquals(0, result.status);
  }

  @Test
  void a_script_runs_with_its_arguments() throws Exception {
    assertEquals(
        new Result(0, "[\"a\", \"--help\"]\n", ""), bide("", script("print(args)"), "a", "--help"));
  }

  @Test
  void code_runs_from_the_command_line_and_from_standard_input() throws Exception {
    assertEquals(new Result(0, "3\n", ""), bide("", "-e", "print(1 + 2)"));
    assertEquals(new Result(0, "3\n", ""), bide("print(1 + 2)", "-"));
  }

  @Test
  void an_uncaught_error_is_status_1() throws Exception {
    Result result = bide("", script("let zero = 0\n1 / zero"));
    assertEquals(1, result.status);
    assertTrue(result.err.contains("division by zero"), result.err);
    assertTrue(result.err.contains("script.bide:2:"), result.err);
  }

  @Test
  void a_task_that_failed_unobserved_is_status_1() throws Exception {
    String code =
        "let t = spawn(async { 1 / 0 })\nwhile !t.is_finished() { yield_now().await }\nprint(\"end\")";
    Result result = bide("", script(code));
    assertEquals(1, result.status);
    assertEquals("end\n", result.out);
    assertTrue(result.err.contains("division by zero"), result.err);
  }

  @Test
  void a_deadlock_is_status_1_and_a_failure_to_explore() throws Exception {
    String script = script("channel(1).recv().await");
    Result result = bide("", script);
    assertEquals(1, result.status);
    assertTrue(result.err.startsWith("error: deadlock: no task can ever go on\n"), result.err);
    Result explored = bide("", "--explore", "3", script);
    assertEquals(1, explored.status);
    assertTrue(explored.err.contains("to run it again: --seed 0"), explored.err);
  }

  @Test
  void a_session_goes_on_after_a_deadlock_and_shows_tasks() throws Exception {
    String input =
        "let ch = channel(1)\nlet t = spawn(async { ch.recv().await })\nt.await\n:tasks\n"
            + "ch.send(5).await\nt.await\n";
    Result result = bide(input);
    assertTrue(result.out.contains("error: deadlock: no task can ever go on\n"), result.out);
    assertTrue(result.out.contains("(async block) waits for a value from a channel"), result.out);
    assertTrue(result.out.endsWith("5\n"), result.out);
    assertEquals(0, result.status);
  }

  @Test
  void tasks_that_hold_their_worker_are_reported() throws Exception {
    String code =
        "use time\nfn spin() {\nlet t = time.now()\nwhile t.elapsed() < 300ms {}\n}\nspin()\nprint(\"end\")";
    Result result = bide("", "--warn-blocking", script(code));
    assertEquals("end\n", result.out);
    assertTrue(
        result.err.contains("has held its worker for more than 10ms without an await"), result.err);
    assertTrue(result.err.contains("   at spin (script.bide:"), result.err);
    assertEquals(2, bide("", "--warn-blocking=long", script(code)).status);
  }

  @Test
  void accept_and_connect_throw_at_the_limit_of_open_files_and_work_again_below_it()
      throws Exception {
    String code =
        """
        use fs
        use net.{TcpListener, TcpStream}
        async fn fill(address) {
            let all = []
            try { loop { all.push(TcpStream.connect(address).await) } } catch e { print(e.kind, e.message.split(": ").last()) }
            all
        }
        async fn failure(f) { try { f.await; nil } catch e { [e.kind, e.message.split(": ").last()] } }
        let listener = TcpListener.bind("127.0.0.1:0").await
        let opened = fill(listener.address).await
        print(failure(listener.accept()).await, failure(listener.accept()).await)
        print(try { fs.read("script.bide").await } catch e { e.message })
        for i in 0..4 { opened.pop().close() }
        for i in 0..2 {
            let conn = listener.accept().await
            conn.write("hello {i}\\n").await
            print(opened[i].read_line().await)
        }
        """;
    String out =
        """
        IoError too many open files
        ["IoError", "too many open files"] ["IoError", "too many open files"]
        too many open files: script.bide
        hello 0
        hello 1
        """;
    // The classes of Bide are on so many files, and some are to be left.
    String limited = "ulimit -n 64; exec \"$0\" \"$@\"";
    List<String> command = List.of("sh", "-c", limited, LAUNCHER.toString(), script(code));
    assertEquals(new Result(0, out, ""), run("", command));
  }

  @Test
  void a_seed_pins_the_order_and_exploring_finds_the_one_that_fails() throws Exception {
    String race =
        """
        let ch = channel(2)
        async fn sends(n) { yield_now().await; ch.send(n).await; sleep(1h).await }
        let tasks = [spawn(sends(1)), spawn(sends(2))]
        let first = ch.recv().await
        print(first)
        assert(first == 1)
        """;
    Result found = bide("", "--explore", "64", script(race));
    assertEquals(1, found.status, found.toString());
    assertTrue(found.out.startsWith("2\n"), found.out);
    String seed = found.err.replaceAll("(?s).*--seed (\\d+).*", "$1");
    assertEquals(bide("", "--seed", seed, script(race)), bide("", "--seed", seed, script(race)));
    assertEquals(1, bide("", "--seed", seed, script(race)).status);
    Result fine = bide("", "--explore", "3", "-e", "sleep(1h).await");
    assertEquals(new Result(0, "", "3 seeds, and no run failed\n"), fine);
    assertEquals(2, bide("", "--seed", "1", "--workers", "2", "-e", "1").status);
  }

  @Test
  void a_script_that_does_not_compile_is_status_2_and_does_not_start() throws Exception {
    Result result = bide("", script("print(1)\nlet = 3"));
    assertEquals(2, result.status);
    assertEquals("", result.out);
    assertTrue(result.err.contains("script.bide:2:"), result.err);
  }

  @Test
  void a_wrong_command_line_is_status_2() throws Exception {
    assertEquals(2, bide("", "--nonsense").status);
    assertEquals(2, bide("", folder.resolve("missing.bide").toString()).status);
  }

  @Test
  void a_session_keeps_names_and_shows_values_but_not_nil() throws Exception {
    String input = "let a = 20\nfn twice(n) {\n  n * 2\n}\ntwice(a) + 2\nprint(\"x\")\n\"text\"\n";
    assertEquals(new Result(0, "42\nx\n\"text\"\n", ""), bide(input));
  }

  @Test
  void a_session_does_not_look_into_what_belongs_to_a_task() throws Exception {
    String input =
        """
        let xs = [1]
        async fn keeps(v) { sleep(1h).await }
        let t = spawn(keeps(xs))
        xs
        [xs, 2]
        with g = Mutex([1]).lock().await { g.value }
        """;
    assertEquals(
        "<list of task 2>\n[<list of task 2>, 2]\n<list of a Mutex>\n"
            + "note: main ended; 1 task was cancelled: task 2 (keeps)\n",
        run(input, List.of(LAUNCHER.toString())).out);
  }

  @Test
  void a_session_from_a_pipe_whose_task_failed_unobserved_is_status_1() throws Exception {
    Result result = bide("let t = spawn(async { throw \"no\" })\nsleep(20ms).await\n5\n");
    assertTrue(
        result.out.startsWith("5\nin task 2 (async block), which nobody awaited: error: no\n"),
        result.toString());
    assertEquals(1, result.status);
    assertEquals(new Result(0, "no tasks\n", ""), bide(":tasks\n:quit\n"));
  }

  @Test
  void a_session_goes_on_after_an_error() throws Exception {
    Result result = bide("1 / 0\n1 + 1\n");
    assertTrue(result.out.endsWith("2\n"), result.toString());
    assertEquals(0, result.status);
  }

  @Test
  void code_and_sessions_use_files_of_the_working_directory() throws Exception {
    Files.writeString(folder.resolve("util.bide"), "print(\"runs\")\npub let x = 5");
    Files.createSymbolicLink(folder.resolve("link.bide"), Path.of("util.bide"));
    assertEquals(
        new Result(0, "runs\n5\n", ""), bide("", "-e", "use \"./util.bide\"; print(util.x)"));
    String input = "use \"./util.bide\"\nuse \"./link.bide\".{x}\nutil.x + x\n";
    assertEquals(new Result(0, "runs\n10\n", ""), bide(input));
  }

  @Test
  void a_session_reads_a_module_again_whose_top_level_failed() throws Exception {
    Files.writeString(folder.resolve("once.bide"), "print(\"runs\")\nthrow \"no\"");
    String out = bide("use \"./once.bide\"\nuse \"./once.bide\"\n").out;
    assertEquals(2, out.lines().filter("runs"::equals).count(), out);
  }

  @Test
  void memory_that_is_used_up_is_an_error_of_the_script() throws Exception {
    String code = "let xs = []\nloop { xs.push(\"x\".repeat(1_000_000)) }";
    Result result =
        run("", List.of("env", "BIDE_JAVA_OPTIONS=-Xmx100m", LAUNCHER.toString(), script(code)));
    assertEquals(1, result.status, result.toString());
    assertTrue(result.err.startsWith("error: MemoryError: the memory is used up"), result.err);
    assertTrue(result.err.contains("script.bide:2:"), result.err);
    assertTrue(!result.err.contains("java."), result.err);
  }

  @Test
  void used_up_memory_can_be_caught() throws Exception {
    String code =
        """
        fn sync() { try { let xs = []; loop { xs.push("x".repeat(1_000_000)) } } catch e { e.kind } }
        async fn waits() {
            try { sleep(1ms).await; let xs = []; loop { xs.push("x".repeat(1_000_000)) } } catch e { e.kind }
        }
        print(sync(), waits().await, try { (0..100_000_000_000).map(|i| i).collect() } catch e { e.kind })
        """;
    Result result =
        run("", List.of("env", "BIDE_JAVA_OPTIONS=-Xmx100m", LAUNCHER.toString(), script(code)));
    assertEquals(new Result(0, "MemoryError MemoryError MemoryError\n", ""), result);
  }

  @Test
  void doc_shows_what_files_declare_for_others() throws Exception {
    Files.writeString(
        folder.resolve("lib.bide"),
        "/// Twice.\npub fn twice(n) { n * 2 }\nfn hidden() {}\n/// Two.\npub struct Pair { a: int, b }\n"
            + "impl Pair {\n/// The first.\nfn first(self) { self.a }\n}\nstruct Own {}\n");
    String input =
        "use \"./lib.bide\"\nuse \"./lib.bide\".{Pair, twice as double}\n"
            + ":doc lib.twice\n:doc double\n:doc Pair.first\n:doc Pair\n:doc lib.hidden\n:doc lib.Own\n";
    assertEquals(
        """
        fn twice(n)
          Twice.
        fn twice(n)
          Twice.
        fn first(self)
          The first.
        struct Pair { a: int, b }
          Two.
        There is nothing on lib.hidden
        There is nothing on lib.Own
        """,
        bide(input).out.replace("pub ", "").replaceAll("; did you mean.*", ""));
  }

  @Test
  void doc_shows_builtins_kinds_modules_and_what_the_session_declared() throws Exception {
    String input =
        "/// Twice as much.\nfn twice(n, by = 2) {\n  n * by\n}\n"
            + ":doc twice\n:doc list.push\n:doc bool\n:doc time.unix\n:doc lisst\n:doc range.map\n";
    assertEquals(
        """
        fn twice(n, by = 2)
          Twice as much.
        list.push(value)
          Adds an element at the end.

          let xs = [1]
          xs.push(2)
          xs                                          // [1, 2]
        `true` and `false`.

          to_int()                           1 for true, 0 for false.
        time.unix()
          The time of day: seconds since 1970-01-01 00:00 UTC, a float. It jumps when the system's clock is set.

          use time
          time.unix() > 1e9                           // true
        There is nothing on lisst; did you mean list?
        iterator.map(function)
          What the function gives for each value. Lazy.

          (1..4).map(|n| n * n).collect()             // [1, 4, 9]
        """,
        bide(input).out);
  }

  @Test
  void the_launcher_works_from_elsewhere_and_through_a_link() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("b"), LAUNCHER);
    assertEquals(new Result(0, "1\n", ""), run("", List.of(link.toString(), "-e", "print(1)")));
  }

  private String script(String text) throws IOException {
    return Files.writeString(folder.resolve("script.bide"), text).toString();
  }

  private Result bide(String input, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
    command.addAll(List.of(arguments));
    return run(input, command);
  }

  private Result run(String input, List<String> command) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Path in = Files.writeString(folder.resolve("in"), input);
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running: " + command);
    }
    return new Result(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  private record Result(int status, String out, String err) {}
}
