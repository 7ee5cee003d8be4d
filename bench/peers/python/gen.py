from lib import *


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def total(n):
    s = 0
    for x in count(n):
        s += x
    return s


n = arg(0, 10_000_000)
bench("gen", n, arg(1, 1), lambda: total(n))
