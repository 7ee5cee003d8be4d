from lib import *

# argv: depth reps [thread-stack-MiB]
import threading


async def down(n):
    if n == 0:
        await asyncio.sleep(0)
        return 0
    return 1 + await down(n - 1)


n = arg(0, 1000)
sys.setrecursionlimit(2**31 - 1 if sarg(3) != "default" else 1000)
if arg(2, 0):
    threading.stack_size(arg(2, 0) << 20)
t = threading.Thread(target=lambda: abench("w4", n, arg(1, 1), lambda: down(n)))
t.start()
t.join()
