#!/usr/bin/env python3
"""Runs Bide's benchmarks beside the same programs in other languages, and prints a table in Markdown.

One process per cell, repetitions inside it; the processes of a workload take turns, so that what else the machine does meets all of
them. A figure is the median of the last five repetitions of every turn; the cold first repetition stands beside it. Needs Python 3 and
nothing else; a peer that is not installed is left out. See docs/benchmarks.md.
"""

import argparse
import json
import os
import shlex
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import owners

BENCH = Path(__file__).resolve().parent
TICK = os.sysconf("SC_CLK_TCK")
WARM = 5  # repetitions that count, the last ones of each process


class Workload:
    """One row of the table.

    program:    which script; args: what it gets (after them the number of repetitions, where `repeats` says so)
    unit, per:  seconds are multiplied by `unit[1]` and divided by `per`
    peers:      arguments of single peers in place of `args`, with their own `per`: a slow peer gets a smaller size
    shows:      "seconds", or "cpu" (CPU seconds per repetition and peak memory)
    """

    def __init__(self, key, title, program, args, unit, per=1, repeats=True, peers=None, shows="seconds", workers=0, repetitions=7):
        self.key, self.title, self.program, self.args, self.unit, self.per = key, title, program, args, unit, per
        self.repeats, self.peers, self.shows, self.workers, self.repetitions = repeats, peers or {}, shows, workers, repetitions


MS, NS, S = ("ms", 1e3), ("ns", 1e9), ("s", 1)


def wakes(depth, count, **peers):
    return Workload(f"w5-{depth}", f"wake at depth {depth:,}, ns", "w5", [depth, count], NS, count, peers=peers, repetitions=6)


def workloads(full):
    """All rows. With `full` false the sizes are about a tenth: for trying the runner out, not for figures."""
    t = 1 if full else 10
    m = 1_000_000 // t
    fib = 35 if full else 30
    calls = {27: 635_620, 22: 57_312}[27 if full else 22]
    return [
        Workload("w2", f"fib({fib}), ms", "w2", [fib], MS),
        Workload("w2b-nbody", "nbody, ns/step", "w2b", ["nbody"], NS, m, peers={"python": m // 10, "*": m}),
        Workload("w2b-mandel", "mandelbrot, ns/pixel", "w2b", ["mandel"], NS, 1, peers={"python": 300, "*": 1000 // t}),
        Workload("w2b-sieve", f"sieve of {10 * m:,}, ms", "w2b", ["sieve"], MS, 1, peers={"*": 10 * m}),
        Workload("w2b-words", "words, ns/word", "w2b", ["words"], NS, 1, peers={"*": m}),
        Workload("w3", "awaited call that is ready, ns", "w3", [27 if full else 22], NS, calls, repetitions=120),
        Workload("w4", f"depth {10 * m:,}, s", "w4", [10 * m], S),
        wakes(1, m, python=[1, m // 10]),
        wakes(1000, m, python=[1000, m // 100]),
        wakes(10_000, m, python=[10_000, m // 1000]),
        wakes(m, 10 * m),
        Workload("w6", "spawn, yield, join, ns/task", "w6", [m], NS, m),
        Workload("w7", "channel ping-pong, ns/round trip", "w7", [m], NS, m, peers={"python": [m // 5]}),
        Workload("w8", "skynet, ns/task", "w8", [m], NS, m),
        Workload("w9", "ring of 503, ns/hop", "w9", [5 * m], NS, 5 * m, peers={"java": [m], "python": [m // 5]}),
        Workload("w10", f"{m // 5:,} timers, CPU s", "w10", [m // 5], S, shows="cpu"),
        *[
            Workload(f"w15-{name}", f"{name}, ms", "w15", [name], MS, repetitions=80)
            for name in ("sieve", "queens", "towers", "permute", "storage", "list", "bounce")
        ],
        Workload("w17", "select over two channels, ns/message", "w17", [m], NS, m, repetitions=150),
        Workload("w18-join-10", "await a task that leaves 10 lists, µs", "w18", ["join", 10, 1000], ("µs", 1e6), 1000),
        Workload(f"w18-join-{m}", f"await a task that leaves {m:,} lists, µs", "w18", ["join", m, 1000], ("µs", 1e6), 1000),
        Workload(f"w18-send-{m}", f"send {m:,} lists, ns/list", "w18", ["send", m, 20], NS, 20 * m),
        Workload("w14-1", "8 × fib(32), 1 worker, ms", "w14", [1], MS, workers=1, repetitions=40),
        Workload("w14-2", "8 × fib(32), 2 workers, ms", "w14", [2], MS, workers=2, repetitions=40),
        Workload("gen", f"generator of {10 * m:,}, ns/value", "gen", [10 * m], NS, 10 * m, peers={"python": [m]}),
    ]


# ---------------------------------------------------------------- peers


def java_command():
    """A java of version 21 or later: the one that Bide builds with, or that of JAVA_HOME or the path."""
    found = []
    try:
        home = subprocess.run([BENCH.parent / "mvnw", "--jdk"], capture_output=True, text=True, timeout=60)
        if home.returncode == 0:
            found.append(Path(home.stdout.strip()) / "bin" / "java")
    except (OSError, subprocess.TimeoutExpired):
        pass
    if os.environ.get("JAVA_HOME"):
        found.append(Path(os.environ["JAVA_HOME"]) / "bin" / "java")
    found += [Path(p) for p in [shutil.which("java")] if p]
    for java in found:
        if java.exists():
            version = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
            if int(version.split('"')[1].split(".")[0]) >= 21:
                return str(java)
    return None


class Peers:
    """What can run the workloads, and with which command."""

    KNOWN = ["node", "bun", "deno", "python", "java"]

    def __init__(self, bide, wanted, scratch):
        self.bide = bide
        self.java = java_command()
        self.scratch = scratch
        self.names = ["bide"]
        for name in wanted:
            missing = self.prepare(name)
            if missing:
                print(f"skipped {name}: {missing}", file=sys.stderr)
            else:
                self.names.append(name)

    def prepare(self, name):
        """Makes a peer ready; says what is missing, or None."""
        if name == "java":
            if not self.java:
                return "no java of version 21 or later"
            sources = [str(p) for p in sorted((BENCH / "peers" / "java").glob("*.java"))]
            built = subprocess.run(
                [self.java + "c", "-nowarn", "-Xlint:none", "-d", self.scratch, *sources], capture_output=True, text=True
            )
            return built.stderr.strip()[:200] if built.returncode else None
        if name == "python":
            return None
        return None if shutil.which(name) else "not found on the path"

    def has(self, name, program):
        """Whether there is such a program for the peer."""
        if name == "bide":
            return True
        folder, file = {"python": ("python", f"{program}.py"), "java": ("java", f"{program.capitalize()}.java")}.get(
            name, ("node", f"{program}.mjs")
        )
        return (BENCH / "peers" / folder / file).exists()

    def command(self, name, program, args, workers=0):
        args = [str(a) for a in args]
        if name == "bide":
            options = ["--workers", str(workers)] if workers else []
            return [*self.bide, *options, str(BENCH / f"{program}.bide"), *args]
        if name == "python":
            return [sys.executable, str(BENCH / "peers" / "python" / f"{program}.py"), *args]
        if name == "java":
            bound = [f"-Djdk.virtualThreadScheduler.{p}={workers}" for p in ("parallelism", "maxPoolSize")] if workers else []
            return [self.java, *bound, "-cp", self.scratch, program.capitalize(), *args]
        run = {"node": ["node", "--expose-gc"], "bun": ["bun"], "deno": ["deno", "run", "-A", "-q"]}[name]
        return [*run, str(BENCH / "peers" / "node" / f"{program}.mjs"), *args]


# ---------------------------------------------------------------- processes


def cpu_seconds(pid):
    """CPU time of a process so far, all of its threads; None where there is no /proc."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except (OSError, IndexError):
        return None
    return (int(fields[11]) + int(fields[12])) / TICK


def end(process):
    """Ends a process that this runner has started, and those that it has started itself."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


class Run:
    """One process with repetitions: seconds and CPU seconds of each, its result, peak memory, and why it failed, if so."""

    def __init__(self, command, timeout):
        self.seconds, self.cpu, self.result, self.failure = [], [], None, None
        self.peak = None
        with tempfile.TemporaryFile("w+") as errors:
            begin = time.perf_counter()
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True, start_new_session=True)
            late = threading.Timer(timeout, lambda: end(process))
            late.start()
            last = 0.0
            for line in process.stdout:
                words = line.split()
                if len(words) < 5 or not words[0].startswith(("w", "gen")):
                    continue
                now = cpu_seconds(process.pid)
                try:
                    self.seconds.append(float(words[-1]))
                except ValueError:
                    continue
                self.result = words[3]
                if now is not None:
                    self.cpu.append(now - last)
                    last = now
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            timed_out = not late.is_alive()
            late.cancel()
            self.whole = time.perf_counter() - begin
            self.peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
            if timed_out:
                self.failure = f"not done in {timeout:.0f} s"
            elif self.result == "SOE":  # how the Java program reports it
                self.failure = "stack overflow"
            elif process.returncode != 0:
                errors.seek(0)
                self.failure = reason(errors.read()) or f"exit status {process.returncode}"


def reason(errors):
    """The line of an error output that names the error."""
    lines = [l.strip() for l in errors.splitlines() if l.strip()]
    named = [l for l in lines if "rror" in l]
    return (named or lines or [""])[0][:80]


class Cell:
    """All runs of one peer for one workload."""

    def __init__(self, workload, per):
        self.workload, self.per, self.runs = workload, per, []

    def scaled(self, seconds):
        return seconds * self.workload.unit[1] / self.per

    @property
    def failure(self):
        return next((r.failure for r in self.runs if r.failure), None)

    def values(self):
        """The figures that count."""
        cpu = self.workload.shows == "cpu"
        return [self.scaled(v) for r in self.runs for v in (r.cpu if cpu else r.seconds)[-WARM:]]

    def median(self):
        values = self.values()
        return statistics.median(values) if values and not self.failure else None

    def cold(self):
        firsts = [self.scaled(r.seconds[0]) for r in self.runs if r.seconds]
        return statistics.median(firsts) if firsts else None

    def cpu(self):
        """Mean CPU seconds of a repetition, scaled: what other processes take does not count in it, the compiler's threads do."""
        spans = [c for r in self.runs for c in r.cpu[-WARM:]]
        return self.scaled(sum(spans) / len(spans)) if spans else None

    def peak(self):
        return max((r.peak for r in self.runs if r.peak), default=None)


def sized(workload, name):
    """The arguments of a peer for a workload, and what its seconds are divided by."""
    own = workload.peers.get(name, workload.peers.get("*"))
    if workload.program == "w2b":
        size = own
        per = {"mandel": size * size, "sieve": 1}.get(workload.args[0], size)
        return workload.args, [size], per
    if own is not None:
        return own, [], own[-1]
    return workload.args, [], workload.per


# ---------------------------------------------------------------- special workloads


def whole(peers, program, args, runs, expected=None):
    """Whole processes, in turn. Seconds of each by peer; all are to print the same."""
    taken = {name: [] for name in peers.names if peers.has(name, program)}
    for _ in range(runs):
        for name in taken:
            begin = time.perf_counter()
            done = subprocess.run(peers.command(name, program, args), capture_output=True, text=True)
            taken[name].append(time.perf_counter() - begin)
            expected = expected or done.stdout.strip()
            if done.stdout.strip() != expected:
                print(f"{program} {name}: {reason(done.stderr)}", file=sys.stderr)
    return taken


def heap_bytes(java, pid):
    """Bytes of live objects in a JVM, after a collection that the question itself causes; None if it cannot be asked."""
    jcmd = Path(java).with_name("jcmd") if java else None
    if not jcmd or not jcmd.exists():
        return None
    answer = subprocess.run([jcmd, str(pid), "GC.class_histogram"], capture_output=True, text=True, timeout=120).stdout
    totals = [l.split() for l in answer.splitlines() if l.startswith("Total")]
    return int(totals[0][2]) if totals else None


def held_heap(peers, program, n, timeout):
    """Live heap bytes per held task or level of a Bide script that stops before and while it holds n of them (see w6.bide)."""
    folder = Path(tempfile.mkdtemp(dir=peers.scratch))
    command = peers.command("bide", program, [n, 1, "hold", folder])
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    deadline = time.monotonic() + timeout
    heaps = []
    try:
        for moment in ("before", "held"):
            while not (folder / moment).exists():
                if process.poll() is not None or time.monotonic() > deadline:
                    return None
                time.sleep(0.02)
            heap = heap_bytes(peers.java, process.pid)
            if heap is None:
                return None
            heaps.append(heap)
            (folder / f"{moment}.done").touch()
        process.wait(max(1, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        return None
    finally:
        end(process)
    return (heaps[1] - heaps[0]) / n


def held(peers, n, timeout):
    """w6 hold: bytes of resident memory per suspended task as each program reports it."""
    row = {}
    for name in peers.names:
        run = Run(peers.command(name, "w6", [n, 1, "hold"]), timeout)
        row[name] = run.failure or run.result
    return row


class EchoServer:
    """A peer's echo server with the load generator connected to it."""

    def __init__(self, peers, name, connections):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.load = None
        self.process = subprocess.Popen(
            peers.command(name, "w11", ["echo", port]), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        if not self.listens(port):
            self.close()
            raise RuntimeError("the server did not start")
        self.load = subprocess.Popen(
            [peers.java, str(BENCH / "EchoLoad.java"), str(port), str(connections), "64"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        if self.load.stdout.readline().strip() != "ready":
            self.close()
            raise RuntimeError("the load generator did not connect")

    def listens(self, port):
        for _ in range(600):
            if self.process.poll() is not None:
                return False
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return True
            except OSError:
                time.sleep(0.05)
        return False

    def round(self, seconds):
        """CPU microseconds of the server per message, messages per second, p99 in microseconds."""
        before = cpu_seconds(self.process.pid)
        self.load.stdin.write(f"{seconds}\n")
        self.load.stdin.flush()
        words = self.load.stdout.readline().split()
        if not words:
            raise RuntimeError("the load generator lost its connections")
        messages, took = int(words[1]), float(words[2])
        return (cpu_seconds(self.process.pid) - before) * 1e6 / messages, messages / took, float(words[4])

    def close(self):
        for process in (self.load, self.process):
            if process:
                end(process)


def echo(peers, rounds, seconds):
    """w11: rounds of load against each server, in turn; the first one is the cold one."""
    servers, taken = {}, {}
    try:
        for name in peers.names:
            try:
                servers[name] = EchoServer(peers, name, 64)
                taken[name] = []
            except RuntimeError as e:
                print(f"w11 {name}: {e}", file=sys.stderr)
        for _ in range(rounds):
            for name in list(servers):
                try:
                    taken[name].append(servers[name].round(seconds))
                except RuntimeError as e:
                    print(f"w11 {name}: {e}", file=sys.stderr)
                    servers.pop(name).close()
    finally:
        for server in servers.values():
            server.close()
    return taken


# ---------------------------------------------------------------- table


def number(value):
    if value is None:
        return "–"
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def shown(value, values, cold=None):
    """`median (least–most; cold first)`."""
    spread = f"{number(min(values))}–{number(max(values))}"
    return f"{number(value)} ({spread}; cold {number(cold)})" if cold is not None else f"{number(value)} ({spread})"


class Table:
    def __init__(self, names):
        self.names = names
        self.beside = "node" if "node" in names else None
        columns = ["", "", *names]
        if self.beside:
            columns += ["bide/node", "CPU"]
        self.head = ["| " + " | ".join(columns) + " |", "| " + " | ".join(["---"] * len(columns)) + " |"]

    def row(self, key, title, texts, ratio=None, cpu=None):
        if self.head:
            print("\n".join(self.head))
            self.head = None
        cells = [key, title, *[texts.get(n, "–") for n in self.names]]
        if self.beside:
            cells += [number(ratio), number(cpu)]
        print("| " + " | ".join(cells) + " |", flush=True)

    def cells(self, workload, cells):
        texts = {}
        for name, cell in cells.items():
            if cell.failure:
                texts[name] = f"fails: {cell.failure}"
            elif cell.values():
                texts[name] = shown(cell.median(), cell.values(), None if workload.shows == "cpu" else cell.cold())
        node = cells.get(self.beside)
        self.row(
            workload.key,
            workload.title,
            texts,
            quotient(cells["bide"].median(), node.median() if node else None),
            quotient(cells["bide"].cpu(), node.cpu() if node and not node.failure else None),
        )
        if workload.shows == "cpu" or workload.key == "w4":
            peaks = {n: f"{c.peak() / 2**20:,.0f}" for n, c in cells.items() if c.peak() and not c.failure}
            ratio = quotient(cells["bide"].peak(), node.peak() if node and not node.failure else None)
            self.row("", "peak memory of that, MiB", peaks, ratio)


def quotient(a, b):
    return a / b if a and b else None


def check_results(workload, cells):
    """Programs that ran the same size must agree on the result."""
    results = {c.runs[0].result for c in cells.values() if c.per == cells["bide"].per and c.runs and not c.failure}
    if len(results) > 1:
        print(f"{workload.key}: the results differ: {sorted(map(str, results))}", file=sys.stderr)


def measure(workload, peers, options):
    cells = {}
    for _ in range(options.rounds):
        for name in peers.names:
            if not peers.has(name, workload.program):
                continue
            args, tail, per = sized(workload, name)
            cell = cells.setdefault(name, Cell(workload, per))
            if not cell.failure:
                mode = ["micro"] if workload.program == "w5" and name in ("node", "bun", "deno") else []
                repetitions = options.repetitions or workload.repetitions
                command = peers.command(name, workload.program, [*args, *mode, repetitions, *tail], workload.workers)
                cell.runs.append(Run(command, options.timeout))
    check_results(workload, cells)
    return cells


def selected(key, only):
    return not only or any(key == o or key.startswith(o + "-") for o in only)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("workload", nargs="*", help="w1, w2b, w5-1000 …; all when none is named")
    parser.add_argument("--bide", default=str(BENCH.parent / "bide"), help="command that runs Bide (./bide)")
    parser.add_argument("--peers", help="comma-separated, of " + ", ".join(Peers.KNOWN) + "; all that are installed")
    parser.add_argument("--rounds", type=int, default=2, help="processes per peer and workload, in turn (2)")
    parser.add_argument("--repetitions", type=int, help="repetitions in each process, in place of each workload's own number")
    parser.add_argument("--timeout", type=float, default=120, help="seconds that one process may take (120)")
    parser.add_argument("--small", action="store_true", help="a tenth of each size: to try things out, not for figures")
    parser.add_argument("--json", metavar="FILE", help="write all repetitions there, too")
    options = parser.parse_args()
    wanted = Peers.KNOWN if options.peers is None else [p for p in options.peers.split(",") if p]
    raw = {}
    with tempfile.TemporaryDirectory(prefix="bide-bench-") as scratch:
        peers = Peers(shlex.split(options.bide), wanted, scratch)
        table = Table(peers.names)
        lines = 2_000 if options.small else 20_000
        for key, title, args, expected in (
            ("w1", "hello, whole process, ms", [], "hello"),
            ("w16", f"everyday script of 200 lines, cold, whole process, {lines:,} lines of a log, ms", [lines], None),
        ):
            if selected(key, options.workload):
                taken = whole(peers, key, args, 5 if options.small else 11, expected)
                medians = {n: statistics.median(v) * 1e3 for n, v in taken.items()}
                texts = {n: shown(medians[n], [t * 1e3 for t in v], v[0] * 1e3) for n, v in taken.items()}
                table.row(key, title, texts, quotient(medians["bide"], medians.get("node")))
                raw[key] = taken
        for workload in workloads(not options.small):
            if selected(workload.key, options.workload):
                cells = measure(workload, peers, options)
                table.cells(workload, cells)
                raw[workload.key] = {
                    n: [dict(seconds=r.seconds, cpu=r.cpu, peak=r.peak, result=r.result, failure=r.failure) for r in c.runs]
                    for n, c in cells.items()
                }
        n = 100_000 if options.small else 1_000_000
        if selected("w6", options.workload) or selected("w6-hold", options.workload):
            row = held(peers, n, options.timeout)
            table.row("w6-hold", f"{n:,} suspended tasks, resident memory", row)
            live = held_heap(peers, "w6", n, options.timeout)
            table.row("", "live heap of that, B/task", {"bide": number(live)})
            raw["w6-hold"] = dict(resident=row, live=live)
        if selected("w4", options.workload) or selected("w4-hold", options.workload):
            live = held_heap(peers, "w4", 10 * n, options.timeout)
            table.row("w4-hold", f"{10 * n:,} suspended levels, live heap, B/level", {"bide": number(live)})
            raw["w4-hold"] = live
        if selected("w11", options.workload):
            if peers.java:
                taken = echo(peers, 3 if options.small else 7, 1 if options.small else 4)
                warm = {n: [r[0] for r in v[1:]][-WARM:] for n, v in taken.items() if len(v) > 1}
                medians = {n: statistics.median(v) for n, v in warm.items()}
                texts = {n: shown(medians[n], warm[n], taken[n][0][0]) for n in warm}
                table.row("w11", "TCP echo, CPU µs/message of the server", texts, quotient(medians.get("bide"), medians.get("node")))
                rates = {n: number(statistics.median(r[1] for r in taken[n][1:])) for n in warm}
                table.row("", "messages/s of that (load and server share the machine)", rates)
                raw["w11"] = taken
            else:
                print("skipped w11: its load generator needs a java of version 21 or later", file=sys.stderr)
        if not options.workload or any(w.split("-")[0] == "w19" for w in options.workload):
            raw["w19"] = owners.table(peers, options, selected, number)
    if options.json:
        Path(options.json).write_text(json.dumps(raw, indent=1))


if __name__ == "__main__":
    main()
