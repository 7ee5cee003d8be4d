import { bench, arg } from "./lib.mjs";
async function sky(num, size) {
  if (size === 1) return num;
  const c = size / 10,
    t = [];
  for (let i = 0; i < 10; i++) t.push(sky(num + i * c, c));
  let s = 0;
  for (const p of t) s += await p;
  return s;
}
const n = arg(0, 1000000);
await bench("w8", n, arg(1, 1), () => sky(0, n));
