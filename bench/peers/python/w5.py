from lib import *

import threading

sys.setrecursionlimit(10**7)
threading.stack_size(1 << 30)


async def down(k, m):
    if k > 1:
        return await down(k - 1, m)
    for _ in range(m):
        await asyncio.sleep(0)
    return m


n = arg(0, 10)
m = arg(1, 100000)
t = threading.Thread(target=lambda: abench("w5", n, arg(2, 1), lambda: down(n, m)))
t.start()
t.join()
