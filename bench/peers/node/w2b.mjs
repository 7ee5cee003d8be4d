import { bench, arg } from "./lib.mjs";
const PI = Math.PI,
  SM = 4 * PI * PI,
  DP = 365.24;
class Body {
  constructor(x, y, z, vx, vy, vz, m) {
    this.x = x;
    this.y = y;
    this.z = z;
    this.vx = vx;
    this.vy = vy;
    this.vz = vz;
    this.mass = m;
  }
}
function nbody(steps) {
  const b = [
    new Body(0, 0, 0, 0, 0, 0, SM),
    new Body(
      4.8414314424647209,
      -1.16032004402742839,
      -0.103622044471123109,
      0.00166007664274403694 * DP,
      0.00769901118419740425 * DP,
      -0.0000690460016972063023 * DP,
      0.000954791938424326609 * SM,
    ),
    new Body(
      8.34336671824457987,
      4.12479856412430479,
      -0.403523417114321381,
      -0.00276742510726411021 * DP,
      0.00499852801234917238 * DP,
      0.0000230417297573763929 * DP,
      0.000285885980666130812 * SM,
    ),
    new Body(
      12.894369562139131,
      -15.1111514016986312,
      -0.223307578892655734,
      0.00296460137564761618 * DP,
      0.0023784717395948095 * DP,
      -0.0000296589568540237556 * DP,
      0.0000436624404335156298 * SM,
    ),
    new Body(
      15.3796971148509165,
      -25.9193146099879641,
      0.179258772950371181,
      0.00268067772490389322 * DP,
      0.00162824170038242295 * DP,
      -0.000095159225451971587 * DP,
      0.0000515138902046611451 * SM,
    ),
  ];
  let px = 0,
    py = 0,
    pz = 0;
  for (const o of b) {
    px += o.vx * o.mass;
    py += o.vy * o.mass;
    pz += o.vz * o.mass;
  }
  b[0].vx = -px / SM;
  b[0].vy = -py / SM;
  b[0].vz = -pz / SM;
  const dt = 0.01,
    N = b.length;
  for (let s = 0; s < steps; s++) {
    for (let i = 0; i < N; i++) {
      const p = b[i];
      for (let j = i + 1; j < N; j++) {
        const q = b[j],
          dx = p.x - q.x,
          dy = p.y - q.y,
          dz = p.z - q.z;
        const d2 = dx * dx + dy * dy + dz * dz,
          mag = dt / (d2 * Math.sqrt(d2));
        p.vx -= dx * q.mass * mag;
        p.vy -= dy * q.mass * mag;
        p.vz -= dz * q.mass * mag;
        q.vx += dx * p.mass * mag;
        q.vy += dy * p.mass * mag;
        q.vz += dz * p.mass * mag;
      }
    }
    for (const p of b) {
      p.x += dt * p.vx;
      p.y += dt * p.vy;
      p.z += dt * p.vz;
    }
  }
  let e = 0;
  for (let i = 0; i < N; i++) {
    const p = b[i];
    e += 0.5 * p.mass * (p.vx * p.vx + p.vy * p.vy + p.vz * p.vz);
    for (let j = i + 1; j < N; j++) {
      const q = b[j],
        dx = p.x - q.x,
        dy = p.y - q.y,
        dz = p.z - q.z;
      e -= (p.mass * q.mass) / Math.sqrt(dx * dx + dy * dy + dz * dz);
    }
  }
  return e.toFixed(9);
}
function mandel(n) {
  let total = 0;
  for (let y = 0; y < n; y++)
    for (let x = 0; x < n; x++) {
      const cr = (2 * x) / n - 1.5,
        ci = (2 * y) / n - 1;
      let zr = 0,
        zi = 0,
        i = 0;
      while (i < 200) {
        const r2 = zr * zr,
          i2 = zi * zi;
        if (r2 + i2 > 4) break;
        zi = 2 * zr * zi + ci;
        zr = r2 - i2 + cr;
        i++;
      }
      total += i;
    }
  return total;
}
function sieve(n) {
  const a = new Uint8Array(n + 1);
  let c = 0;
  for (let i = 2; i <= n; i++)
    if (!a[i]) {
      c++;
      for (let j = i * i; j <= n; j += i) a[j] = 1;
    }
  return c;
}
function words(n) {
  let x = 42,
    s = "";
  for (let i = 0; i < n; i++) {
    x = (x * 16807) % 2147483647;
    s += "w" + (x % 50000) + " ";
  }
  const m = new Map();
  let st = 0;
  for (;;) {
    const e = s.indexOf(" ", st);
    if (e < 0) break;
    const w = s.substring(st, e);
    m.set(w, (m.get(w) || 0) + 1);
    st = e + 1;
  }
  let mx = 0;
  for (const v of m.values()) if (v > mx) mx = v;
  return m.size + ":" + mx;
}
const which = arg(0, "nbody"),
  r = arg(1, 1);
const d = { nbody: [5e6, nbody], mandel: [1000, mandel], sieve: [1e7, sieve], words: [5e6, words] }[which];
const n = arg(2, d[0]);
await bench("w2b-" + which, n, r, () => d[1](n));
