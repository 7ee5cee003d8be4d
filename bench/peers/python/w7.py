from lib import *

n = arg(0, 1000000)


async def go():
    a, b = asyncio.Queue(1), asyncio.Queue(1)

    async def pong():
        for _ in range(n):
            await b.put(await a.get() + 1)

    t = asyncio.create_task(pong())
    s = 0
    for i in range(n):
        await a.put(i)
        s = await b.get()
    await t
    return s


abench("w7", n, arg(1, 1), go)
