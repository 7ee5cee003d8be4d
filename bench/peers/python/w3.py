from lib import *


async def afib(n):
    return n if n < 2 else (await afib(n - 1)) + (await afib(n - 2))


n = arg(0, 27)
abench("w3", n, arg(1, 1), lambda: afib(n))
