from lib import *

n = arg(0, 1000000)
R = 503


async def go():
    ch = [asyncio.Queue(1) for _ in range(R)]
    fin = asyncio.get_running_loop().create_future()

    async def task(i):
        inp, out = ch[i], ch[(i + 1) % R]
        while True:
            t = await inp.get()
            if t == 0:
                fin.set_result(i + 1)
                return
            await out.put(t - 1)

    ts = [asyncio.create_task(task(i)) for i in range(R)]
    await ch[0].put(n)
    r = await fin
    for t in ts:
        t.cancel()
    return r


abench("w9", n, arg(1, 1), go)
