import { bench, arg } from "./lib.mjs";
import { Worker, isMainThread, parentPort } from "node:worker_threads";
function fib(n) {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}
if (!isMainThread) parentPort.on("message", (k) => parentPort.postMessage(fib(k)));
else {
  const W = arg(0, 2),
    N = 8,
    K = 32;
  const ws = Array.from({ length: W }, () => new Worker(new URL(import.meta.url))); // pool started before the clock
  await bench(
    "w14",
    W,
    arg(1, 1),
    () =>
      new Promise((res) => {
        let next = 0,
          done = 0,
          sum = 0;
        for (const w of ws) {
          w.removeAllListeners("message");
          w.on("message", (v) => {
            sum += v;
            if (++done === N) res(sum);
            else if (next < N) {
              next++;
              w.postMessage(K);
            }
          });
          if (next < N) {
            next++;
            w.postMessage(K);
          }
        }
      }),
  );
  process.exit(0);
}
