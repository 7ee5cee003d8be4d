from lib import *


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


n = arg(0, 35)
bench("w2", n, arg(1, 1), lambda: fib(n))
