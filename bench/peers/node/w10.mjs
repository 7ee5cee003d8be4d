import { bench, arg } from "./lib.mjs";
const n = arg(0, 200000);
const sleep = (ms) => new Promise((r) => setTimeout(r, ms));
await bench("w10", n, arg(1, 1), async () => {
  let x = 42,
    c = 0;
  const task = async (ms) => {
    await sleep(ms);
    c++;
  };
  const all = [];
  for (let i = 0; i < n; i++) {
    x = (x * 16807) % 2147483647;
    all.push(task(1 + (x % 500)));
  }
  await Promise.all(all);
  return c;
});
