import { bench, arg, immediate } from "./lib.mjs";
async function down(n) {
  if (n === 0) {
    await immediate();
    return 0;
  }
  return 1 + (await down(n - 1));
}
const n = arg(0, 1000);
await bench("w4", n, arg(1, 1), () => down(n));
