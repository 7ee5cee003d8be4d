from lib import *

n = arg(0, 200000)


async def go():
    x = 42
    c = 0

    async def t(ms):
        nonlocal c
        await asyncio.sleep(ms / 1000)
        c += 1

    all = []
    for _ in range(n):
        x = x * 16807 % 2147483647
        all.append(asyncio.create_task(t(1 + x % 500)))
    for a in all:
        await a
    return c


abench("w10", n, arg(1, 1), go)
