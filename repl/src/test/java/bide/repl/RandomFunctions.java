package bide.repl;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Writes a script that holds the same random functions twice, once sync and once async with an
 * await wherever they call each other, and compares what they do. Control flow of every kind meets
 * in them: loops with labels, {@code try}, {@code finally}, {@code defer}, {@code with}, {@code
 * match}, generators, closures, and all of these in the middle of expressions.
 *
 * <p>Both call {@code step} all over, which notes its value. The script runs the sync functions
 * once for each fault, an error that the N-th step throws or a stop at the N-th step, and notes the
 * steps; then the async ones, giving way before or behind none, all or some of the steps. A stop is
 * an error that no {@code catch} keeps in the sync functions, and a cancellation in the async ones.
 * The notes must be equal: an {@code async fn} does what the {@code fn} does. Two scripts of the
 * same seed are the same.
 */
final class RandomFunctions {
  /** Text in « » stands in the async functions only, text in ‹ › in the sync ones only. */
  private static final Pattern ASYNC = Pattern.compile("«([^»]*)»");

  private static final Pattern SYNC = Pattern.compile("‹([^›]*)›");

  private static final String PRELUDE =
      """
      let notes = []
      let mut steps = 0
      let mut fault = -1
      let mut stop = -1
      let mut pauses = 0
      let gate = channel(1)
      struct Pair { x, y = 0 }
      fn arrive(v) {
          notes.push(v)
          steps += 1
          if steps - 1 == fault { throw error("fault at {fault}", kind: "Fault") }
          if steps > 400 { throw error("too many steps", kind: "Stop") }
      }
      fn waits(n) { pauses == n || pauses == n + 1 && (steps * 7 + fault) % 3 == 0 }
      fn step_s(v) {
          arrive(v)
          if steps - 1 == stop { throw error("stop", kind: "Stop") }
          v
      }
      async fn step_a(v) {
          if waits(1) { yield_now().await }
          arrive(v)
          if steps - 1 == stop {
              gate.try_send(nil)
              sleep(1h).await
          }
          if waits(3) { yield_now().await }
          v
      }
      fn unless_stopped(e) { if e.kind == "Stop" { throw e } }
      fn resource_s(n) { #{n: n, close: || step_s(n)} }
      fn resource_a(n) { #{n: n, close: || step_a(n)} }
      fn told(e) { "{e.kind} {e.message.replace("_s`", "`").replace("_a`", "`")} {way(e.trace)} ({e.suppressed.map(told).join("; ")})" }
      fn way(trace) { trace.map(place).take_while(|p| p != "run:0").filter(|p| p != "closure:0").join(" ") }
      fn place(line) {
          let [who, where] = line.split(" (")
          let name = who.split(" ").last()
          let n = int(where.split(":")[1])
          "{name.split("_")[0]}:{if n < first { 0 } else if n < first + lines { n } else if n < first + 2 * lines { n - lines } else { 0 }}"
      }
      """;

  private static final String RUNS =
      """
      fn begin(f, s, p) { notes.clear(); steps = 0; fault = f; stop = s; pauses = p; gate.try_recv() }
      fn run_s() { try { "gives {f0_s(1, 2)}" } catch e { told(e) } }
      async fn run_a() { try { "gives {f0_a(1, 2).await}" } catch e { told(e) } }
      async fn compare(f, s) {
          begin(f, s, 0)
          let result = run_s()
          let expected = copy(notes)
          for p in 0..5 {
              begin(f, s, p)
              let got = try { race(run_a(), gate.recv()).await } catch e { told(e) }
              if s < 0 { expected.push(result); notes.push(got) }
              if notes != expected {
                  let same = notes.zip(expected).take_while(|[a, b]| a == b).len()
                  print("fault {f}, stop {s}, pauses {p}: equal up to {notes[max(same - 3, 0)..same]}")
                  print("then sync:  {expected[same..min(same + 5, expected.len())]}")
                  print("then async: {notes[same..min(same + 5, notes.len())]}")
                  throw "differs"
              }
              if s < 0 { expected.pop() }
          }
          expected.len()
      }
      let all = compare(-1, -1).await
      let by = max(all / 14, 1)
      for n in (0..all).step_by(by) {
          compare(n, -1).await
          compare(-1, n).await
      }
      """;

  private final Random random;
  private final StringBuilder out = new StringBuilder();
  private final List<String> names = new ArrayList<>();
  private final List<String> mutable = new ArrayList<>();
  private final List<String> lists = new ArrayList<>();
  private final List<String> pairs = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();
  private int function;
  private int functions;
  private int made;
  private boolean inLoop;
  private boolean returns;
  private boolean yields;

  /** The code is a condition: to evaluate it again might never end. */
  private boolean inCondition;

  private int budget;

  private final int size;

  private RandomFunctions(long seed, int size) {
    random = new Random(seed);
    this.size = size;
  }

  /**
   * The script; it prints nothing where all is well.
   *
   * @param size of each function: how many statements hold others
   */
  static String of(long seed, int size) {
    return new RandomFunctions(seed, size).script();
  }

  private String script() {
    functions = 2 + random.nextInt(4);
    List<String> texts = new ArrayList<>();
    for (function = 0; function < functions; function++) {
      texts.add(function());
    }
    int lines = (int) texts.stream().flatMap(String::lines).count();
    int first = (int) PRELUDE.lines().count() + 2;
    StringBuilder script = new StringBuilder(PRELUDE);
    script.append("let [first, lines] = [" + first + ", " + lines + "]\n");
    for (String text : texts) {
      script.append(sync(text));
    }
    for (String text : texts) {
      script.append(async(text));
    }
    return script.append(RUNS).toString();
  }

  private static String sync(String text) {
    return SYNC.matcher(ASYNC.matcher(text).replaceAll("")).replaceAll("$1");
  }

  private static String async(String text) {
    return ASYNC.matcher(SYNC.matcher(text).replaceAll("")).replaceAll("$1");
  }

  // ---------------------------------------------------------------- functions

  /** Each second function is a generator, but not the first. */
  private boolean isGenerator(int number) {
    return number > 0 && number % 2 == 0;
  }

  private String function() {
    out.setLength(0);
    names.clear();
    mutable.clear();
    lists.clear();
    pairs.clear();
    labels.clear();
    inLoop = false;
    returns = true;
    yields = isGenerator(function);
    names.add("a");
    names.add("b");
    budget = size;
    out.append("«async »").append(yields ? "gen " : "").append("fn f").append(function);
    out.append("‹_s›«_a»(a, b = ").append(chance(2) ? "a + 1" : "4").append(") {\n");
    statements(1, 2 + random.nextInt(5));
    if (yields) {
      line(1, "yield " + expression(2));
    }
    last(1, yields ? "nil" : expression(3));
    return out.append("}\n").toString();
  }

  // ---------------------------------------------------------------- statements

  private void line(int depth, String text) {
    out.append("    ".repeat(depth)).append(text).append('\n');
  }

  /** The value of a function. A tail await would leave no trace. */
  private void last(int depth, String value) {
    String name = fresh("v");
    line(depth, "let " + name + " = " + value);
    line(depth, name);
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private String fresh(String prefix) {
    return prefix + made++;
  }

  private String any(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** What the block declares is forgotten at its end. */
  private void statements(int depth, int count) {
    int[] sizes = {names.size(), mutable.size(), lists.size(), pairs.size()};
    for (int i = 0; i < count; i++) {
      statement(depth);
    }
    forget(sizes);
  }

  private void forget(int[] sizes) {
    cut(names, sizes[0]);
    cut(mutable, sizes[1]);
    cut(lists, sizes[2]);
    cut(pairs, sizes[3]);
  }

  private static void cut(List<String> list, int size) {
    list.subList(size, list.size()).clear();
  }

  private void statement(int depth) {
    boolean small = depth > 4 || --budget < 0;
    switch (random.nextInt(small ? 7 : 20)) {
      case 0 -> declare(depth);
      case 1 -> line(depth, expression(3));
      case 2 -> assign(depth);
      case 3 -> jump(depth);
      case 4, 5 -> {
        if (yields) {
          line(depth, "yield " + expression(2));
        } else {
          declare(depth);
        }
      }
      case 6 -> line(depth, step());
      case 7 -> branch(depth);
      case 8 -> loop(depth);
      case 9 -> forLoop(depth);
      case 10 -> whileLoop(depth);
      case 11, 12, 13 -> attempt(depth);
      case 14, 15 -> defer(depth);
      case 16 -> with(depth);
      case 17 -> match(depth);
      case 18 -> closures(depth);
      default -> overGenerator(depth);
    }
  }

  private void declare(int depth) {
    switch (random.nextInt(6)) {
      case 0 -> {
        String name = fresh("xs");
        line(depth, "let " + name + " = [" + expression(2) + ", " + expression(2) + ", 3]");
        lists.add(name);
      }
      case 1 -> {
        String name = fresh("p");
        line(
            depth,
            "let " + name + " = Pair { y: " + expression(2) + ", x: " + expression(1) + " }");
        pairs.add(name);
      }
      case 2 -> {
        String one = fresh("v");
        String two = fresh("v");
        line(
            depth,
            "let [" + one + ", " + two + "] = [" + expression(2) + ", " + expression(2) + "]");
        names.add(one);
        names.add(two);
      }
      case 3 -> {
        String name = fresh("v");
        line(depth, "let " + name + ": int = " + expression(3));
        names.add(name);
      }
      default -> {
        String name = fresh("m");
        line(depth, "let mut " + name + " = " + expression(3));
        names.add(name);
        mutable.add(name);
      }
    }
  }

  private void assign(int depth) {
    String operator = chance(2) ? " = " : " += ";
    switch (random.nextInt(3)) {
      case 0 -> {
        if (!lists.isEmpty()) {
          line(depth, any(lists) + "[" + index() + "]" + operator + expression(3));
        }
      }
      case 1 -> {
        if (!pairs.isEmpty()) {
          line(depth, any(pairs) + (chance(2) ? ".x" : ".y") + operator + expression(3));
        }
      }
      default -> {
        if (!mutable.isEmpty()) {
          line(depth, any(mutable) + operator + expression(3));
        }
      }
    }
  }

  private String index() {
    return chance(3) ? random.nextInt(3) + "" : "(" + expression(1) + ").rem_euclid(3)";
  }

  private void jump(int depth) {
    line(depth, "if " + condition(2) + " { " + leave() + " }");
  }

  /** A jump, or an error where nothing can be left. */
  private String leave() {
    return switch (random.nextInt(6)) {
      case 0 -> "if stop < 0 { throw error(\"thrown {" + any(names) + "}\", kind: \"Fault\") }";
      case 1 -> returns ? "return" + (yields ? "" : " 1 + " + expression(2)) : step();
      case 2 ->
          labels.isEmpty()
              ? step()
              : (inCondition || chance(2) ? "break " : "continue ") + any(labels);
      case 3 -> inLoop && !inCondition ? "continue" : step();
      default -> inLoop ? "break" : step();
    };
  }

  private void branch(int depth) {
    line(depth, "if " + condition(2) + " {");
    statements(depth + 1, 1 + random.nextInt(3));
    if (chance(2)) {
      line(depth, "} else if " + condition(2) + " {");
      statements(depth + 1, 1 + random.nextInt(2));
    }
    if (chance(2)) {
      line(depth, "} else {");
      statements(depth + 1, 1 + random.nextInt(2));
    }
    line(depth, "}");
  }

  private String label() {
    String label = chance(3) ? "'" + fresh("l") : "";
    if (!label.isEmpty()) {
      labels.add(label);
    }
    return label;
  }

  private void body(int depth, String label, Runnable inside) {
    boolean outer = inLoop;
    inLoop = true;
    inside.run();
    statements(depth + 1, 1 + random.nextInt(3));
    inLoop = outer;
    if (!label.isEmpty()) {
      labels.removeLast();
    }
  }

  private static String colon(String label) {
    return label.isEmpty() ? "" : label + ": ";
  }

  private void loop(int depth) {
    String counter = fresh("k");
    line(depth, "let mut " + counter + " = 0");
    names.add(counter);
    String label = label();
    String result = chance(2) ? "let " + fresh("ignored") + " = " : "";
    line(depth, result + colon(label) + "loop {");
    body(
        depth,
        label,
        () -> {
          String[] value = {""}; // no jump: the loop is to end
          closed(() -> value[0] = result.isEmpty() ? "" : " " + expression(2));
          String end = "break" + value[0];
          line(depth + 1, counter + " += 1");
          line(depth + 1, "if " + counter + " > " + (1 + random.nextInt(3)) + " { " + end + " }");
        });
    line(depth, "}");
  }

  private void whileLoop(int depth) {
    String counter = fresh("k");
    line(depth, "let mut " + counter + " = 0");
    names.add(counter);
    String label = label();
    String limit = counter + " < " + (1 + random.nextInt(3));
    inCondition = true;
    line(depth, colon(label) + "while " + limit + " && " + condition(2) + " {");
    inCondition = false;
    body(depth, label, () -> line(depth + 1, counter + " += 1"));
    line(depth, "}");
  }

  private void forLoop(int depth) {
    String name = fresh("i");
    String over =
        switch (random.nextInt(4)) {
          case 0 -> "0..(" + expression(1) + ").rem_euclid(4)";
          case 1 -> "[" + expression(1) + ", " + expression(1) + "]";
          case 2 -> lists.isEmpty() ? "0..2" : any(lists);
          default -> "0..3";
        };
    each(depth, "for ", name, over);
  }

  /** A loop that binds {@code name} in each round. */
  private void each(int depth, String keyword, String name, String over) {
    int size = names.size();
    String label = label();
    line(depth, colon(label) + keyword + name + " in " + over + " {");
    names.add(name);
    body(depth, label, () -> {});
    cut(names, size);
    line(depth, "}");
  }

  private void overGenerator(int depth) {
    int target = generator();
    if (target < 0) {
      forLoop(depth);
      return;
    }
    String name = fresh("g");
    each(depth, "for« await» ", name, "f" + target + "‹_s›«_a»(" + expression(1) + ")");
  }

  /** The number of a generator function that this one may call, or -1. */
  private int generator() {
    int target = function + 1 + random.nextInt(2);
    return target < functions && isGenerator(target) ? target : -1;
  }

  /** Code that no jump may leave. */
  private void closed(Runnable code) {
    boolean loop = inLoop;
    boolean left = returns;
    boolean yielding = yields;
    List<String> outer = new ArrayList<>(labels);
    inLoop = false;
    returns = false;
    yields = false;
    labels.clear();
    code.run();
    inLoop = loop;
    returns = left;
    yields = yielding;
    labels.clear();
    labels.addAll(outer);
  }

  private void attempt(int depth) {
    line(depth, "try {");
    statements(depth + 1, 1 + random.nextInt(3));
    int kind = random.nextInt(3);
    if (kind != 0) {
      handler(depth);
    }
    if (kind != 1) {
      line(depth, "} finally {");
      closed(() -> statements(depth + 1, 1 + random.nextInt(2)));
    }
    line(depth, "}");
  }

  private void handler(int depth) {
    if (chance(2)) {
      line(depth, "} catch #{kind: \"Fault\", message} {");
      line(depth + 1, "notes.push(message)");
    } else {
      line(depth, "} catch e {");
      line(depth + 1, "unless_stopped(e)");
      line(depth + 1, "notes.push(told(e))");
    }
    statements(depth + 1, 1 + random.nextInt(2));
  }

  private void defer(int depth) {
    if (chance(2)) {
      closed(
          () ->
              line(depth, "defer " + (chance(2) ? step() : "step‹_s›«_a»(" + expression(1) + ")")));
    } else {
      line(depth, "defer {");
      closed(() -> statements(depth + 1, 1 + random.nextInt(2)));
      line(depth, "}");
    }
  }

  private void with(int depth) {
    String name = fresh("r");
    line(depth, "with " + name + " = resource‹_s›«_a»(" + expression(2) + ") {");
    names.add(name + ".n");
    statements(depth + 1, 1 + random.nextInt(2));
    names.removeLast();
    line(depth, "}");
  }

  private void match(int depth) {
    String name = fresh("w");
    line(depth, "match [" + expression(2) + ", " + expression(1) + "] {");
    line(depth + 1, "[" + name + ", _] if " + name + " % 3 == 0 && " + condition(1) + " => {");
    names.add(name);
    statements(depth + 2, 1 + random.nextInt(2));
    line(depth + 1, "}");
    line(depth + 1, "[1..=4 | 7, " + name + "] => " + expression(2) + ",");
    line(depth + 1, "[_, " + name + "] if " + condition(2) + " => " + expression(1) + ",");
    names.removeLast();
    line(depth + 1, "_ => {");
    statements(depth + 2, 1);
    line(depth + 1, "}");
    line(depth, "}");
  }

  /** Closures made in a loop, called behind it: each has the variables of its own round. */
  private void closures(int depth) {
    String list = fresh("fs");
    String name = fresh("i");
    line(depth, "let " + list + " = []");
    line(depth, "for " + name + " in 0..2 {");
    int size = names.size();
    names.add(name);
    String round = fresh("m");
    line(depth + 1, "let mut " + round + " = " + expression(2));
    int[] sizes = {names.size(), mutable.size(), lists.size(), pairs.size()};
    names.add(round);
    mutable.add(round);
    line(depth + 1, list + ".push(«async »|c| {");
    names.add("c");
    closed(
        () -> {
          returns = true;
          statements(depth + 2, 1 + random.nextInt(2));
          line(depth + 2, round + " += c");
          last(depth + 2, expression(2));
        });
    line(depth + 1, "})");
    forget(sizes);
    cut(names, size);
    line(depth, "}");
    String called = fresh("i");
    line(depth, "for " + called + " in " + list + " {");
    line(depth + 1, called + "(" + expression(1) + ")«.await»");
    line(depth, "}");
  }

  // ---------------------------------------------------------------- expressions

  private String step() {
    return "step‹_s›«_a»(" + (chance(2) ? any(names) : ++made) + ")«.await»";
  }

  private String condition(int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 2)) {
      case 0 -> "true";
      case 1 -> "(" + expression(depth) + ") % 2 == 0";
      case 2 -> expression(depth - 1) + " < " + expression(depth - 1);
      case 3 -> "(" + condition(depth - 1) + " && " + condition(depth - 1) + ")";
      case 4 -> "(" + condition(depth - 1) + " || " + condition(depth - 1) + ")";
      default -> "!(" + condition(depth - 1) + ")";
    };
  }

  /** An int, not too large. */
  private String expression(int depth) {
    if (depth <= 0) {
      return chance(2) ? any(names) : "" + random.nextInt(9);
    }
    int d = depth - 1;
    return switch (random.nextInt(22)) {
      case 0, 1, 2 -> step();
      case 3 -> "(" + expression(d) + " + " + expression(d) + ")";
      case 4 -> "(" + expression(d) + " - " + expression(d) + ")";
      case 5, 6, 7 -> call(d);
      case 8 -> "[" + expression(d) + ", " + expression(d) + ", " + expression(d) + "].sum()";
      case 9 -> "\"{" + expression(d) + "} {" + expression(d) + "}\".len()";
      case 10 -> "if " + condition(d) + " { " + expression(d) + " } else { " + expression(d) + " }";
      case 11 -> "({ let z = " + expression(d) + "; z + " + expression(d) + " })";
      case 12 ->
          "(try { " + expression(d) + " } catch e { unless_stopped(e); " + expression(d) + " })";
      case 13 -> "(try { " + expression(d) + " } finally { " + finallyExpression(d) + " })";
      case 14 -> "(nil ?? " + expression(d) + ")";
      case 15 -> "#{k: " + expression(d) + ", [" + expression(d) + "]: " + expression(d) + "}.k";
      case 16 -> lists.isEmpty() ? step() : any(lists) + "[" + index() + "]";
      case 17 ->
          "match "
              + expression(d)
              + " { 0..=3 => "
              + expression(d)
              + ", n if n > 5 => n, _ => "
              + expression(d)
              + " }";
      case 18 ->
          "(" + expression(d) + " + if " + condition(d) + " { " + leave() + "; 1 } else { 2 })";
      case 19 -> pairs.isEmpty() ? step() : any(pairs) + (chance(2) ? ".x" : ".y");
      case 20 -> "(" + expression(d) + ").max(" + expression(d) + ")";
      default -> any(names);
    };
  }

  private String finallyExpression(int depth) {
    String[] text = new String[1];
    closed(() -> text[0] = expression(depth));
    return text[0];
  }

  private String call(int depth) {
    int target = function + 1 + random.nextInt(3);
    if (target >= functions || isGenerator(target)) {
      return step();
    }
    String name = "f" + target + "‹_s›«_a»";
    String one = expression(depth);
    String two = expression(depth);
    String arguments =
        switch (random.nextInt(4)) {
          case 0 -> one;
          case 1 -> "b: " + one + ", a: " + two;
          case 2 -> "...[" + one + ", " + two + "]";
          default -> one + ", " + two;
        };
    String call = name + "(" + arguments + ")";
    return switch (random.nextInt(6)) {
      case 0 -> "«box(»" + call + "«).await»";
      case 1 -> "«join(»" + call + "«).await[0]»";
      case 2 -> "«timeout(1h, »" + call + "«).await»";
      default -> call + "«.await»";
    };
  }
}
