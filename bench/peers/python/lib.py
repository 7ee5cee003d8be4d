import sys, time, asyncio

PEER = "python"


def arg(i, d):
    try:
        return int(sys.argv[i + 1])
    except (IndexError, ValueError):
        return d


def sarg(i, d=""):
    return sys.argv[i + 1] if len(sys.argv) > i + 1 else d


def run(coro):
    if "uvloop" in sys.argv:
        import uvloop

        uvloop.install()
    return asyncio.run(coro)


def name():
    return "python-uvloop" if "uvloop" in sys.argv else "python"


def bench(w, n, reps, f):
    for _ in range(reps):
        t = time.perf_counter()
        r = f()
        print(w, name(), n, r, "%.6f" % (time.perf_counter() - t), flush=True)


def abench(w, n, reps, f):  # f: async callable
    async def main():
        for _ in range(reps):
            t = time.perf_counter()
            r = await f()
            print(w, name(), n, r, "%.6f" % (time.perf_counter() - t), flush=True)

    run(main())


def rss():
    with open("/proc/self/status") as f:
        for l in f:
            if l.startswith("VmRSS:"):
                return int(l.split()[1]) * 1024
