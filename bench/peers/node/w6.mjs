import { bench, arg, immediate, rss } from "./lib.mjs";
const n = arg(0, 1000000),
  mode = arg(2, "micro");
if (mode === "hold") {
  globalThis.gc?.();
  const before = rss();
  let open;
  const gate = new Promise((r) => (open = r));
  let c = 0;
  const task = async () => {
    await gate;
    c++;
  };
  await bench("w6-hold", n, 1, async () => {
    const all = new Array(n);
    for (let i = 0; i < n; i++) all[i] = task();
    await immediate();
    const d = (rss() - before) / n;
    open();
    await Promise.all(all);
    return d.toFixed(1) + "B/task";
  });
} else {
  let c = 0;
  const task =
    mode === "micro"
      ? async () => {
          await null;
          c++;
        }
      : async () => {
          await immediate();
          c++;
        };
  await bench("w6-" + mode, n, arg(1, 1), async () => {
    c = 0;
    const all = new Array(n);
    for (let i = 0; i < n; i++) all[i] = task();
    await Promise.all(all);
    return c;
  });
}
