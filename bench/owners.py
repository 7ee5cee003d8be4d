"""w19: what it costs to check who owns what. The small programs, each in three processes in turn: run by the main task alone, when there
is one owner and nothing is checked; by the main task after another task has run; and inside a task. A figure is the lower quartile: other programs on the machine take caches and cores away, and never give any. Used by run.py.
"""

import statistics
import subprocess
import threading
from pathlib import Path

SETTINGS = ("alone", "beside", "task")
SETTLED = 25  # repetitions that count, the last ones of each process
WORKERS = "bide-"  # how Bide's threads that run tasks are called
OTHERS = "bide-monitor"

SIZES = {
    "w2b": {"nbody": 1_000_000, "sieve": 10_000_000, "words": 1_000_000},
    "w15": {"sieve": 3000, "queens": 1500, "towers": 600, "permute": 1500, "storage": 200, "list": 3000, "bounce": 2000},
}


def working_seconds(pid):
    """CPU time of a process's workers so far, without the compiler's threads; None where the system does not tell."""
    total = 0
    try:
        for thread in Path(f"/proc/{pid}/task").iterdir():
            try:
                name = (thread / "comm").read_text().strip()
                if name.startswith(WORKERS) and name != OTHERS:
                    total += int((thread / "schedstat").read_text().split()[0])
            except FileNotFoundError:
                pass  # it has just ended
    except OSError:
        return None
    return total / 1e9 or None


def repetitions(command, timeout):
    """CPU seconds of each repetition; by the clock where there is nothing better. An error's text where the program fails."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    late = threading.Timer(timeout, process.kill)
    late.start()
    spans, last = [], 0.0
    for line in process.stdout:
        now = working_seconds(process.pid)
        if now is None:
            spans.append(float(line.split()[-1]))
        else:
            spans.append(now - last)
            last = now
    errors = process.stderr.read()
    failed = process.wait() != 0
    late.cancel()
    return errors.strip()[:200] or "failed" if failed else spans


def measure(peers, program, name, rounds, count, timeout, small):
    """CPU seconds of the settled repetitions by setting, or an error's text."""
    size = max(1, SIZES[program][name] // (10 if small else 1))
    spans = {setting: [] for setting in SETTINGS}
    for _ in range(rounds):
        for setting in SETTINGS:
            taken = repetitions(peers.command("bide", program, [name, count, size, setting]), timeout)
            if isinstance(taken, str):
                return taken
            spans[setting] += taken[-SETTLED:]
    return spans


def table(peers, options, selected, number):
    """Prints the rows that are selected, and gives their figures by key."""
    print("\n|  |  | alone | beside | in a task | beside/alone | in a task/alone |\n| --- | --- | --- | --- | --- | --- | --- |")
    raw = {}
    for program, names in SIZES.items():
        for name in names:
            key = f"w19-{name}" if program == "w15" else f"w19-{program}-{name}"
            if not selected(key, options.workload):
                continue
            count = options.repetitions or (40 if program == "w2b" else 80)
            spans = measure(peers, program, name, options.rounds, count, options.timeout, options.small)
            if isinstance(spans, str):
                print(f"| {key} | fails: {spans} | – | – | – | – | – |", flush=True)
                continue
            raw[key] = spans
            alone, beside, task = (statistics.quantiles(spans[s], n=4)[0] * 1e3 for s in SETTINGS)
            cells = [number(v) for v in (alone, beside, task)] + [f"{beside / alone:.2f}", f"{task / alone:.2f}"]
            print(f"| {key} | {name}, ms | " + " | ".join(cells) + " |", flush=True)
    return raw
