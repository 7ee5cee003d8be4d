import { bench, arg } from "./lib.mjs";
function fib(n) {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}
const n = arg(0, 35);
await bench("w2", n, arg(1, 1), () => fib(n));
