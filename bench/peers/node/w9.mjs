import { bench, arg, Chan } from "./lib.mjs";
const n = arg(0, 5000000),
  R = 503;
await bench("w9", n, arg(1, 1), async () => {
  const ch = Array.from({ length: R }, () => new Chan(1));
  let done;
  const fin = new Promise((r) => (done = r));
  const task = async (i) => {
    const inp = ch[i],
      out = ch[(i + 1) % R];
    for (;;) {
      const t = await inp.recv();
      if (t === 0) {
        done(i + 1);
        return;
      }
      await out.send(t - 1);
    }
  };
  for (let i = 0; i < R; i++) task(i);
  ch[0].send(n);
  return await fin;
});
