// A script of everyday work: makes a log, takes it apart, sums it up, reports. Argument: lines of the log.
class Random {
  state = 42
  next(bound) {
    this.state = Number((BigInt(this.state) * 1103515245n + 12345n) & 0x7fffffffn)
    return (this.state >> 8) % bound
  }
  pick(items) { return items[this.next(items.length)] }
}

const methods = ["GET", "GET", "GET", "POST", "PUT", "DELETE"]
const paths = ["/", "/login", "/items", "/items/17", "/search?q=shoes", "/cart", "/cart/checkout", "/static/app.js"]
const agents = ["firefox", "chrome", "safari", "curl", "bot"]

function makeLine(random, i) {
  const method = random.pick(methods)
  const path = random.pick(paths)
  const status = random.next(50) === 0 ? 500 : random.next(20) === 0 ? 404 : 200
  const host = `10.0.${random.next(4)}.${random.next(250)}`
  const micros = 100 + random.next(5000) * (path.startsWith("/search") ? 7 : 1)
  return `${i} ${host} ${method} ${path} ${status} ${micros} "${random.pick(agents)}"`
}

function makeLog(count) {
  const random = new Random()
  const lines = []
  for (let i = 0; i < count; i++) {
    lines.push(makeLine(random, i))
    if (i % 997 === 0) lines.push(`garbage ${i}`)
  }
  return lines
}

class Entry {
  constructor(number, host, method, path, query, status, micros, agent) {
    Object.assign(this, { number, host, method, path, query, status, micros, agent })
  }
}
class Bad { constructor(line, why) { this.line = line; this.why = why } }

function parseLine(line) {
  const parts = line.split(" ")
  if (parts.length !== 7) return new Bad(line, `has ${parts.length} parts`)
  const [number, host, method, target, status, micros, agent] = parts
  const at = target.indexOf("?")
  const path = at < 0 ? target : target.slice(0, at)
  const query = at < 0 ? null : parseQuery(target.slice(at + 1))
  return new Entry(parseInt(number), host, method, path, query, parseInt(status), parseInt(micros), agent.slice(1, -1))
}

function parseQuery(text) {
  const query = new Map()
  for (const pair of text.split("&")) {
    const [key, value] = pair.split("=")
    query.set(key, value)
  }
  return query
}

class Stats {
  count = 0; total = 0; least = null; most = null; samples = []
  add(value) {
    this.count += 1
    this.total += value
    this.least = this.least === null || value < this.least ? value : this.least
    this.most = this.most === null || value > this.most ? value : this.most
    this.samples.push(value)
  }
  mean() { return this.count === 0 ? 0 : Math.trunc(this.total / this.count) }
  percentile(p) {
    const sorted = [...this.samples].sort((a, b) => a - b)
    return sorted[Math.min(sorted.length - 1, Math.trunc(sorted.length * p / 100))]
  }
}

class Summary { paths = new Map(); hosts = new Map(); agents = new Map(); statuses = new Map(); searches = new Map(); bad = [] }

function countIn(map, key) { map.set(key, (map.get(key) ?? 0) + 1) }

function addTo(summary, parsed) {
  if (parsed instanceof Bad) {
    summary.bad.push(`${parsed.line}: ${parsed.why}`)
    return
  }
  if (!summary.paths.has(parsed.path)) summary.paths.set(parsed.path, new Stats())
  summary.paths.get(parsed.path).add(parsed.micros)
  countIn(summary.hosts, parsed.host)
  countIn(summary.agents, parsed.agent)
  countIn(summary.statuses, parsed.status)
  if (parsed.query !== null) countIn(summary.searches, parsed.query.get("q") ?? "")
}

function top(map, count) {
  return [...map.entries()].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, count)
}

function bar(value, most, width) {
  const filled = Math.trunc(value * width / Math.max(most, 1))
  return "#".repeat(filled) + ".".repeat(width - filled)
}

function reportPaths(summary) {
  const most = Math.max(...[...summary.paths.values()].map(s => s.count))
  return [...summary.paths.entries()].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([path, s]) =>
    `${path.padEnd(20)} ${bar(s.count, most, 20)} ${s.count} ${s.mean()} ${s.percentile(50)} ${s.percentile(99)} ${s.most}`)
}

function reportCounts(title, map, count) { return [title, ...top(map, count).map(([key, n]) => `  ${key}: ${n}`)] }

function tokenize(text) { return text.replaceAll("(", " ( ").replaceAll(")", " ) ").split(" ").filter(t => t !== "") }

const levels = [["or"], ["and"], [">", "<"], ["+", "-"], ["*", "/"]]
class Parser {
  at = 0
  constructor(tokens) { this.tokens = tokens }
  peek() { return this.at < this.tokens.length ? this.tokens[this.at] : null }
  take() { const token = this.peek(); this.at += 1; return token }
  primary() {
    const token = this.take()
    if (token === "(") {
      const inner = this.binary(0)
      this.take()
      return inner
    }
    return "0" <= token && token <= "9999999" ? { kind: "num", value: parseInt(token) } : { kind: "name", name: token }
  }
  binary(level) {
    if (level === levels.length) return this.primary()
    let left = this.binary(level + 1)
    while (this.peek() !== null && levels[level].includes(this.peek())) {
      const op = this.take()
      left = { kind: "binary", op, left, right: this.binary(level + 1) }
    }
    return left
  }
}

function evaluate(expr, names) {
  if (expr.kind === "num") return expr.value
  if (expr.kind === "name") return names[expr.name]
  const a = evaluate(expr.left, names)
  const b = evaluate(expr.right, names)
  switch (expr.op) {
    case "+": return a + b
    case "-": return a - b
    case "*": return a * b
    case "/": return b === 0 ? 0 : Math.trunc(a / b)
    case ">": return a > b
    case "<": return a < b
    case "and": return a && b
    default: return a || b
  }
}

// A bounded channel, as small as one can be written.
class Channel {
  items = []; takers = []; givers = []; closed = false
  constructor(capacity) { this.capacity = capacity }
  async send(value) {
    while (this.items.length >= this.capacity) await new Promise(resolve => this.givers.push(resolve))
    this.items.push(value)
    this.takers.shift()?.()
  }
  async recv() {
    while (this.items.length === 0) {
      if (this.closed) return undefined
      await new Promise(resolve => this.takers.push(resolve))
    }
    const value = this.items.shift()
    this.givers.shift()?.()
    return value
  }
  close() { this.closed = true; for (const wake of this.takers.splice(0)) wake() }
}

async function parseAll(lines, out) {
  for (let line = await lines.recv(); line !== undefined; line = await lines.recv()) await out.send(parseLine(line))
}

async function read(log, lines) {
  for (const line of log) await lines.send(line)
  lines.close()
}

const count = parseInt(process.argv[2] ?? "20000")
const lines = new Channel(64)
const parsed = new Channel(64)
const parsers = [0, 1, 2].map(() => parseAll(lines, parsed))
read(makeLog(count), lines)
const closer = Promise.all(parsers).then(() => parsed.close())
const summary = new Summary()
for (let one = await parsed.recv(); one !== undefined; one = await parsed.recv()) addTo(summary, one)
await closer
summary.bad.sort()
for (const line of reportPaths(summary)) console.log(line)
for (const line of [...reportCounts("hosts", summary.hosts, 3), ...reportCounts("agents", summary.agents, 5)]) console.log(line)
console.log("bad", summary.bad.length, summary.bad[0])
const names = { errors: summary.statuses.get(500) ?? 0, missing: summary.statuses.get(404) ?? 0, all: count }
for (const rule of ["errors * 100 / all > 1", "(errors + missing) * 100 > all * 5 and errors < missing", "missing - errors * 2 + 10 * (3 + 4)"]) {
  console.log(rule, evaluate(new Parser(tokenize(rule)).binary(0), names))
}
