import { bench, arg, immediate } from "./lib.mjs";
// argv: n m micro|imm reps
const n = arg(0, 10),
  m = arg(1, 100000),
  mode = arg(2, "micro");
async function down(k) {
  if (k > 1) return await down(k - 1);
  if (mode === "micro") for (let i = 0; i < m; i++) await null;
  else for (let i = 0; i < m; i++) await immediate();
  return m;
}
await bench("w5-" + mode, n, arg(3, 1), () => down(n));
