from lib import *

from concurrent.futures import ThreadPoolExecutor, ProcessPoolExecutor


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


if __name__ == "__main__":
    w = arg(0, 2)
    E = ProcessPoolExecutor if sarg(2) == "proc" else ThreadPoolExecutor
    with E(w) as ex:
        bench("w14-" + (sarg(2) or "threads"), w, arg(1, 1), lambda: sum(ex.map(fib, [32] * 8)))
