from lib import *

# streams API with a coroutine per connection; 'proto' modes use the faster callback Protocol
mode, port = sarg(0), arg(1, 9000)
R = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 13\r\n\r\nhello, world\n"


async def echo(r, w):
    try:
        while d := await r.read(4096):
            w.write(d)
            await w.drain()
    except ConnectionError:
        pass
    finally:
        w.close()


async def http(r, w):
    try:
        while True:
            await r.readuntil(b"\r\n\r\n")
            w.write(R)
            await w.drain()
    except (ConnectionError, asyncio.IncompleteReadError):
        pass
    finally:
        w.close()


async def main():
    s = await asyncio.start_server(echo if mode == "echo" else http, "127.0.0.1", port, backlog=4096)
    await s.serve_forever()


run(main())
