import { bench, arg } from "./lib.mjs";
async function afib(n) {
  if (n < 2) return n;
  return (await afib(n - 1)) + (await afib(n - 2));
}
const n = arg(0, 27);
await bench("w3", n, arg(1, 1), () => afib(n));
