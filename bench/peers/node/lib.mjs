export const peer = typeof Bun !== "undefined" ? "bun" : typeof Deno !== "undefined" ? "deno" : "node";
export const args = process.argv.slice(2);
export const arg = (i, d) => (args[i] === undefined ? d : isNaN(+args[i]) ? args[i] : +args[i]);
export async function bench(w, n, reps, fn) {
  for (let i = 0; i < reps; i++) {
    const t = performance.now();
    const r = await fn();
    console.log(w, peer, n, r, ((performance.now() - t) / 1000).toFixed(6));
  }
}
export class Chan {
  // minimal bounded promise channel
  constructor(cap) {
    this.cap = cap;
    this.buf = [];
    this.rq = [];
    this.sq = [];
  }
  send(v) {
    if (this.rq.length) {
      this.rq.shift()(v);
      return;
    }
    if (this.buf.length < this.cap) {
      this.buf.push(v);
      return;
    }
    return new Promise((r) => this.sq.push([v, r]));
  }
  recv() {
    if (this.buf.length) {
      const v = this.buf.shift();
      if (this.sq.length) {
        const [w, r] = this.sq.shift();
        this.buf.push(w);
        r();
      }
      return v;
    }
    return new Promise((r) => this.rq.push(r));
  }
}
export const immediate = () => new Promise((r) => setImmediate(r));
export const rss = () => {
  const m = /VmRSS:\s+(\d+)/.exec(require_fs().readFileSync("/proc/self/status", "utf8"));
  return +m[1] * 1024;
};
import * as fs from "node:fs";
function require_fs() {
  return fs;
}
