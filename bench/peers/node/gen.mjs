import { bench, arg } from "./lib.mjs";
function* count(n) {
  for (let i = 0; i < n; i++) yield i;
}
function total(n) {
  let sum = 0;
  for (const x of count(n)) sum += x;
  return sum;
}
const n = arg(0, 10000000);
await bench("gen", n, arg(1, 1), () => total(n));
