from lib import *

import gc

n = arg(0, 1000000)
c = 0


async def hold():
    before = rss()
    gate = asyncio.Event()

    async def t():
        await gate.wait()

    all = [asyncio.create_task(t()) for _ in range(n)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    d = (rss() - before) / n
    gate.set()
    for a in all:
        await a
    return "%.1fB/task" % d


async def spawn():
    global c
    c = 0

    async def t():
        global c
        await asyncio.sleep(0)
        c += 1

    all = [asyncio.create_task(t()) for _ in range(n)]
    for a in all:
        await a
    return c


if sarg(2) == "hold":
    abench("w6-hold", n, 1, hold)
else:
    abench("w6", n, arg(1, 1), spawn)
