from lib import *


async def sky(num, size):
    if size == 1:
        return num
    c = size // 10
    t = [asyncio.create_task(sky(num + i * c, c)) for i in range(10)]
    s = 0
    for j in t:
        s += await j
    return s


n = arg(0, 1000000)
abench("w8", n, arg(1, 1), lambda: sky(0, n))
