// The same small programs as w15.bide. Arguments: program, repetitions, rounds.
class Random {
  seed = 74755;
  next() {
    return (this.seed = (this.seed * 1309 + 13849) & 65535);
  }
}

function sieve() {
  const flags = new Array(5000).fill(true);
  let primes = 0;
  for (let i = 2; i <= 5000; i++) {
    if (flags[i - 1]) {
      primes++;
      for (let k = i + i; k <= 5000; k += i) flags[k - 1] = false;
    }
  }
  return primes;
}

class Queens {
  freeRows = new Array(8).fill(true);
  freeMaxs = new Array(16).fill(true);
  freeMins = new Array(16).fill(true);
  rows = new Array(8).fill(-1);
  place(c) {
    for (let r = 0; r < 8; r++) {
      if (this.freeRows[r] && this.freeMaxs[c + r] && this.freeMins[c - r + 7]) {
        this.rows[r] = c;
        this.set(r, c, false);
        if (c === 7 || this.place(c + 1)) return true;
        this.set(r, c, true);
      }
    }
    return false;
  }
  set(r, c, v) {
    this.freeRows[r] = v;
    this.freeMaxs[c + r] = v;
    this.freeMins[c - r + 7] = v;
  }
}
function queens() {
  let solved = 0;
  for (let i = 0; i < 10; i++) if (new Queens().place(0)) solved++;
  return solved;
}

class Disk {
  constructor(size) {
    this.size = size;
    this.below = null;
  }
}
class Towers {
  piles = [null, null, null];
  moves = 0;
  push(disk, pile) {
    const top = this.piles[pile];
    if (top !== null && disk.size >= top.size) throw new Error("a large disk on a small one");
    disk.below = top;
    this.piles[pile] = disk;
  }
  pop(pile) {
    const top = this.piles[pile];
    this.piles[pile] = top.below;
    top.below = null;
    return top;
  }
  moveDisks(disks, from, to) {
    if (disks === 1) {
      this.push(this.pop(from), to);
      this.moves++;
      return;
    }
    const other = 3 - from - to;
    this.moveDisks(disks - 1, from, other);
    this.push(this.pop(from), to);
    this.moves++;
    this.moveDisks(disks - 1, other, to);
  }
}
function towers() {
  const t = new Towers();
  for (let size = 13; size >= 0; size--) t.push(new Disk(size), 0);
  t.moveDisks(13, 0, 1);
  return t.moves;
}

class Permute {
  count = 0;
  v = [0, 1, 2, 3, 4, 5];
  run(n) {
    this.count++;
    if (n !== 0) {
      const n1 = n - 1;
      this.run(n1);
      for (let i = n1; i >= 0; i--) {
        this.swap(n1, i);
        this.run(n1);
        this.swap(n1, i);
      }
    }
  }
  swap(i, j) {
    const v = this.v;
    const t = v[i];
    v[i] = v[j];
    v[j] = t;
  }
}
function permute() {
  const p = new Permute();
  p.run(6);
  return p.count;
}

function tree(depth, random, counter) {
  counter.count++;
  if (depth === 1) return new Array((random.next() % 10) + 1).fill(null);
  const nodes = new Array(4).fill(null);
  for (let i = 0; i < 4; i++) nodes[i] = tree(depth - 1, random, counter);
  return nodes;
}
function storage() {
  const counter = { count: 0 };
  tree(7, new Random(), counter);
  return counter.count;
}

class Cell {
  constructor(value, next) {
    this.value = value;
    this.next = next;
  }
}
function make(length) {
  return length === 0 ? null : new Cell(length, make(length - 1));
}
function isShorter(x, y) {
  let a = x;
  let b = y;
  while (b !== null) {
    if (a === null) return true;
    a = a.next;
    b = b.next;
  }
  return false;
}
function tail(x, y, z) {
  return isShorter(y, x) ? tail(tail(x.next, y, z), tail(y.next, z, x), tail(z.next, x, y)) : z;
}
function list() {
  let n = 0;
  for (let at = tail(make(15), make(10), make(6)); at !== null; at = at.next) n++;
  return n;
}

class Ball {
  constructor(random) {
    this.x = random.next() % 500;
    this.y = random.next() % 500;
    this.vx = (random.next() % 300) - 150;
    this.vy = (random.next() % 300) - 150;
  }
  bounce() {
    this.x += this.vx;
    this.y += this.vy;
    let bounced = false;
    if (this.x > 500) { this.x = 500; this.vx = 0 - Math.abs(this.vx); bounced = true; }
    if (this.x < 0) { this.x = 0; this.vx = Math.abs(this.vx); bounced = true; }
    if (this.y > 500) { this.y = 500; this.vy = 0 - Math.abs(this.vy); bounced = true; }
    if (this.y < 0) { this.y = 0; this.vy = Math.abs(this.vy); bounced = true; }
    return bounced;
  }
}
function bounce() {
  const random = new Random();
  const balls = [];
  for (let i = 0; i < 100; i++) balls.push(new Ball(random));
  let bounces = 0;
  for (let i = 0; i < 50; i++) for (const ball of balls) if (ball.bounce()) bounces++;
  return bounces;
}

const programs = { sieve, queens, towers, permute, storage, list, bounce };
const usual = { sieve: 3000, queens: 1500, towers: 600, permute: 1500, storage: 200, list: 3000, bounce: 2000 };
const which = process.argv[2] ?? "sieve";
const repetitions = Number(process.argv[3] ?? 1);
const rounds = Number(process.argv[4] ?? usual[which]);
for (let i = 0; i < repetitions; i++) {
  const start = process.hrtime.bigint();
  let result;
  for (let k = 0; k < rounds; k++) result = programs[which]();
  console.log(`w15-${which} node ${rounds} ${result} ${(Number(process.hrtime.bigint() - start) / 1e9).toFixed(6)}`);
}
