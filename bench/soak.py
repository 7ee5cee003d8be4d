#!/usr/bin/env python3
"""Runs bench/soak.bide for a time and prints its memory beside what it says.

python3 bench/soak.py [SECONDS] [BIDE ...]    default: 60 seconds, ./bide

The resident memory is that of the Java process, in MB, read from /proc. It fails when the script does, or when the memory of the last
quarter of the run is more than a quarter above that of the second.
"""
import os
import subprocess
import sys
import threading
import time

seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
bide = sys.argv[2:] or ["./bide"]
script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "soak.bide")
process = subprocess.Popen(bide + [script, str(seconds)], stdout=subprocess.PIPE, text=True)
samples = []


def resident(pid):
    """Of a process and those that it has started, in MB."""
    total = 0
    with open(f"/proc/{pid}/status") as status:
        for line in status:
            if line.startswith("VmRSS:"):
                total = int(line.split()[1]) / 1024
    with open(f"/proc/{pid}/task/{pid}/children") as children:
        return total + sum(resident(int(child)) for child in children.read().split())


def watch():
    while process.poll() is None:
        try:
            samples.append(resident(process.pid))
        except (FileNotFoundError, ProcessLookupError):
            pass
        time.sleep(1)


threading.Thread(target=watch, daemon=True).start()
for line in process.stdout:
    print(line.rstrip(), "| %.0f MB" % (samples[-1] if samples else 0), flush=True)
status = process.wait()
quarter = len(samples) // 4
if quarter:
    early, late = (sorted(part)[len(part) // 2] for part in (samples[quarter : 2 * quarter], samples[3 * quarter :]))
    print("median MB in the second quarter %.0f, in the last %.0f" % (early, late))
    if late > 1.25 * early:
        sys.exit("the memory grows")
sys.exit(status)
