import { bench, arg, Chan } from "./lib.mjs";
const n = arg(0, 1000000);
await bench("w7", n, arg(1, 1), async () => {
  const a = new Chan(1),
    b = new Chan(1);
  const pong = (async () => {
    for (let i = 0; i < n; i++) {
      await b.send((await a.recv()) + 1);
    }
  })();
  let s = 0;
  for (let i = 0; i < n; i++) {
    await a.send(i);
    s = await b.recv();
  }
  await pong;
  return s;
});
