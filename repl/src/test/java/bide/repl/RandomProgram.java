package bide.repl;

import java.util.Random;

/**
 * Writes a script of a few tasks that pass owned values to each other in every way there is, and go
 * on using what they have given away. Each use stands in a {@code try} that lets errors of the
 * script pass, since most are of ownership: a fault is an error of ours. The script ends by itself.
 * Two programs of the same seed are the same.
 */
final class RandomProgram {
  private static final String PRELUDE =
      """
      let ch = channel(4)
      let out = channel(3)
      let lock = Mutex([1, [2], #{a: 3}])
      let rw = RwLock(#{k: [1], n: 0})
      let stop = Atomic(0)
      struct Box { x, items = [] }
      impl Box {
          fn add(self, v) { self.items.push(v); self.x = v; self.items.len() }
          fn equals(self, other) { self.items.len() == other.items.len() }
      }
      enum Wrap { One(v), Two { a, b } }
      gen fn walk(xs) { for x in xs { yield x } }
      async fn change(v) { poke(v, 1); yield_now().await; poke(v, 2); v }
      fn allowed(e) {
          if e.kind == "InternalError" { throw e }
          e.kind
      }
      fn poke(v, n) {
          try {
              match v {
                  One(x) => poke(x, n),
                  Two { a, b } => poke(b, n),
                  [first, ..rest] if n % 3 == 0 => rest.len(),
                  #{k: k} => k,
                  _ => match type_of(v) {
                      "list" => {
                          v.push(n)
                          if v.len() > 12 { v.truncate(4) }
                          v.len() + "{v}".len() + v.iter().map(|x| 1).sum()
                      }
                      "map" => { v[n % 4] = n; v.a = n; v.len() + v.entries().len() }
                      "buffer" => { v.push(n % 250); if v.len() > 40 { v.clear() }; v.len() }
                      "Box" => v.add(n % 7),
                      _ => 0,
                  },
              }
          } catch e { allowed(e) }
      }
      """;

  private static final String[] VALUES = {
    "[1, 2, 3]",
    "[1.5, 2.5]",
    "[\"a\", [n], #{a: [1]}]",
    "#{a: 1, k: [1, 2]}",
    "#{}",
    "buffer(b\"abc\")",
    "Box { x: 1 }",
    "Box { x: [1], items: [2, [3]] }",
    "One([1, 2])",
    "Two { a: 1, b: #{a: [n]} }",
    "[true, false]",
  };

  private final Random random;
  private final StringBuilder text = new StringBuilder(PRELUDE);
  private int names;

  private RandomProgram(long seed) {
    random = new Random(seed);
  }

  static String of(long seed) {
    RandomProgram program = new RandomProgram(seed);
    int tasks = 2 + program.random.nextInt(4);
    for (int t = 0; t < tasks; t++) {
      program.task(t);
    }
    program.text.append("let mut all = []\n");
    for (int t = 0; t < tasks; t++) {
      program.text.append("all.push(spawn(task").append(t).append("([1, 2, [3]], 1)))\n");
    }
    program.text.append(
        """
        let drain = spawn(async { loop { try { timeout(20ms, ch.recv()).await } catch e { allowed(e); if stop.get() == 1 { break } } } })
        for t in all { try { poke(t.await, 1) } catch e { allowed(e) } }
        stop.set(1)
        drain.await
        """);
    return program.text.toString();
  }

  private void task(int number) {
    text.append("async fn task").append(number).append("(a, n) {\n");
    text.append("    let b = ").append(value()).append('\n');
    text.append("    let mut c = [a, b]\n    let mut d = ").append(value()).append('\n');
    text.append("    let it = [a, b, 5].iter()\n    let g = walk(c)\n    let fut = change(b)\n");
    text.append("    let f = |v| { d = v; poke(c, v); v }\n");
    int steps = 8 + random.nextInt(14);
    for (int i = 0; i < steps; i++) {
      text.append("    try { ").append(step(2)).append(" } catch e { allowed(e) }\n");
    }
    text.append("    ").append(name()).append("\n}\n");
  }

  private String value() {
    return VALUES[random.nextInt(VALUES.length)];
  }

  private String name() {
    String[] known = {"a", "b", "c", "d", "c[0]", "[b, d]", "#{k: a}", "One(c)"};
    return known[random.nextInt(known.length)];
  }

  private String step(int depth) {
    String x = name();
    String y = name();
    int n = random.nextInt(100);
    return switch (random.nextInt(44)) {
      case 0, 1 -> "poke(" + x + ", " + n + ")";
      case 2 -> "ch.send(" + x + ").await";
      case 3 -> "timeout(1ms, ch.send(" + x + ")).await";
      case 4, 5 ->
          "let r"
              + ++names
              + " = timeout(1ms, ch.recv()).await; poke(r"
              + names
              + ", "
              + n
              + "); c = [r"
              + names
              + "]";
      case 6 ->
          "select { _ = ch.send("
              + x
              + ") => nil, r = out.recv() => poke(r, 1), _ = sleep(100us) => nil }";
      case 7 ->
          "select { r = ch.recv() => { poke(r, 2); d = r }, _ = sleep(100us) => poke("
              + x
              + ", 1) }";
      case 8 ->
          "let t"
              + ++names
              + " = spawn(change("
              + x
              + ")); poke("
              + x
              + ", 1); d = t"
              + names
              + ".await; poke(d, 3)";
      case 9 ->
          "let t"
              + ++names
              + " = spawn(change("
              + x
              + ")); t"
              + names
              + ".cancel(); poke("
              + x
              + ", 4); t"
              + names
              + ".await";
      case 10 -> "spawn(async move { poke(" + x + ", 1); yield_now().await; poke(c, 1) }).await";
      case 11 ->
          "let t"
              + ++names
              + " = spawn(async move { fut.await }); poke(b, 1); t"
              + names
              + ".await";
      case 12 -> "ch.send(fut).await";
      case 13 -> "ch.send(it).await; it.next()";
      case 14 -> "poke(it.next(), 1)";
      case 15 -> "for v in g { poke(v, 1); yield_now().await }";
      case 16 -> "ch.send(g).await; g.next()";
      case 17 ->
          "scope(async |s| { s.spawn(async { \"{"
              + simple()
              + "}\".len() }); s.spawn(change("
              + y
              + ")); poke("
              + x
              + ", 1) }).await";
      case 18 ->
          "scope(async |s| { for i in 0..3 { s.spawn(async { yield_now().await; a.len() + c.len() }) }; poke(a, 1) }).await";
      case 19 ->
          "with m = lock.lock().await { m.push("
              + x
              + "); poke(m.value, 1); yield_now().await; if m.len() > 6 { m.value = [] } }";
      case 20 -> "with m = lock.lock().await { d = m.value }; poke(d, 1)";
      case 21 -> "with m = rw.write().await { m.k = " + x + "; m.n = 1; yield_now().await }";
      case 22 -> "with m = rw.read().await { \"{m.value}\"; yield_now().await; poke(m.value, 1) }";
      case 23 -> "let z = freeze(" + x + "); poke(z, 1); ch.send(z).await; \"{z}\"";
      case 24 -> "let z = copy(" + x + "); ch.send(z).await; poke(z, 5)";
      case 25 -> "c.push(" + x + "); c.sort_by(|v| { poke(v, 1); 1 })";
      case 26 -> "c.map(|v| { ch.try_send(c); v })";
      case 27 -> "for v in c { ch.try_send(c); poke(v, 1) }";
      case 28 -> "for v in a { ch.send(a).await; poke(v, 1) }";
      case 29 -> "\"{c} {" + simple() + "}\"; [a] == [b]; c == [a, b]";
      case 30 -> "out.try_send(f); f(" + n + ")";
      case 31 -> "let h = timeout(1ms, out.recv()).await; h(" + n + ")";
      case 32 -> "out.try_send(|| poke(" + x + ", 1)); poke(" + x + ", 2)";
      case 33 -> "out.try_send(move || poke(" + simple() + ", 1)); poke(" + x + ", 2)";
      case 34 -> "join(change(" + x + "), change(" + y + ")).await";
      case 35 -> "race(change(" + x + "), async { ch.send(" + y + ").await }).await";
      case 36 -> "spawn_blocking(move || { poke(" + simple() + ", 1); " + simple() + " }).await";
      case 37 ->
          "let t"
              + ++names
              + " = spawn(async move { throw error(\"x\", value: "
              + simple()
              + ") }); poke("
              + x
              + ", 1); try { t"
              + names
              + ".await } catch e { poke(e.cause.value, 1); throw e }";
      case 38 ->
          "let t"
              + ++names
              + " = spawn(change("
              + x
              + ")); ch.send(t"
              + names
              + ").await; poke(t"
              + names
              + ".await, 1)";
      case 39 -> "let s = ch.recv(); ch.send(s).await";
      case 40 ->
          "let q = channel(2); q.send(" + x + ").await; ch.send(q).await; poke(q.recv().await, 1)";
      case 41 ->
          "let s = change("
              + x
              + ").shared(); join(spawn(async { s.await }), spawn(async { poke(s.await, 1) })).await; poke(s.await, 2)";
      case 42 -> "let p = change(" + x + "); p.poll(waker(|| nil)); ch.send(p).await; p.await";
      default ->
          depth == 0
              ? "[...a, ...c].len()"
              : "try { " + step(depth - 1) + " } finally { " + step(depth - 1) + " }";
    };
  }

  private String simple() {
    return random.nextBoolean() ? "a" : random.nextBoolean() ? "b" : "c";
  }
}
