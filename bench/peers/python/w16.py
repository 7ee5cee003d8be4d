# A script of everyday work: makes a log, takes it apart, sums it up, reports. Argument: lines of the log.
import asyncio
import sys


class Random:
    def __init__(self):
        self.state = 42

    def next(self, bound):
        self.state = (self.state * 1103515245 + 12345) & 0x7FFFFFFF
        return (self.state >> 8) % bound

    def pick(self, items):
        return items[self.next(len(items))]


METHODS = ["GET", "GET", "GET", "POST", "PUT", "DELETE"]
PATHS = ["/", "/login", "/items", "/items/17", "/search?q=shoes", "/cart", "/cart/checkout", "/static/app.js"]
AGENTS = ["firefox", "chrome", "safari", "curl", "bot"]


def make_line(random, i):
    method = random.pick(METHODS)
    path = random.pick(PATHS)
    status = 500 if random.next(50) == 0 else 404 if random.next(20) == 0 else 200
    host = f"10.0.{random.next(4)}.{random.next(250)}"
    micros = 100 + random.next(5000) * (7 if path.startswith("/search") else 1)
    return f'{i} {host} {method} {path} {status} {micros} "{random.pick(AGENTS)}"'


def make_log(count):
    random = Random()
    lines = []
    for i in range(count):
        lines.append(make_line(random, i))
        if i % 997 == 0:
            lines.append(f"garbage {i}")
    return lines


class Entry:
    def __init__(self, number, host, method, path, query, status, micros, agent):
        self.number, self.host, self.method, self.path = number, host, method, path
        self.query, self.status, self.micros, self.agent = query, status, micros, agent


class Bad:
    def __init__(self, line, why):
        self.line, self.why = line, why


def parse_line(line):
    parts = line.split(" ")
    if len(parts) != 7:
        return Bad(line, f"has {len(parts)} parts")
    number, host, method, target, status, micros, agent = parts
    at = target.find("?")
    path = target if at < 0 else target[:at]
    query = None if at < 0 else parse_query(target[at + 1 :])
    return Entry(int(number), host, method, path, query, int(status), int(micros), agent[1:-1])


def parse_query(text):
    query = {}
    for pair in text.split("&"):
        key, value = pair.split("=")
        query[key] = value
    return query


class Stats:
    def __init__(self):
        self.count, self.total, self.least, self.most, self.samples = 0, 0, None, None, []

    def add(self, value):
        self.count += 1
        self.total += value
        self.least = value if self.least is None or value < self.least else self.least
        self.most = value if self.most is None or value > self.most else self.most
        self.samples.append(value)

    def mean(self):
        return 0 if self.count == 0 else self.total // self.count

    def percentile(self, p):
        ordered = sorted(self.samples)
        return ordered[min(len(ordered) - 1, len(ordered) * p // 100)]


class Summary:
    def __init__(self):
        self.paths, self.hosts, self.agents, self.statuses, self.searches, self.bad = {}, {}, {}, {}, {}, []


def count_in(counts, key):
    counts[key] = counts.get(key, 0) + 1


def add_to(summary, parsed):
    if isinstance(parsed, Bad):
        summary.bad.append(f"{parsed.line}: {parsed.why}")
        return
    if parsed.path not in summary.paths:
        summary.paths[parsed.path] = Stats()
    summary.paths[parsed.path].add(parsed.micros)
    count_in(summary.hosts, parsed.host)
    count_in(summary.agents, parsed.agent)
    count_in(summary.statuses, parsed.status)
    if parsed.query is not None:
        count_in(summary.searches, parsed.query.get("q", ""))


def top(counts, count):
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:count]


def bar(value, most, width):
    filled = value * width // max(most, 1)
    return "#" * filled + "." * (width - filled)


def report_paths(summary):
    most = max(s.count for s in summary.paths.values())
    lines = []
    for path, s in sorted(summary.paths.items()):
        name = path + " " * (20 - len(path))
        lines.append(f"{name} {bar(s.count, most, 20)} {s.count} {s.mean()} {s.percentile(50)} {s.percentile(99)} {s.most}")
    return lines


def report_counts(title, counts, count):
    return [title] + [f"  {key}: {n}" for key, n in top(counts, count)]


def tokenize(text):
    return [t for t in text.replace("(", " ( ").replace(")", " ) ").split(" ") if t != ""]


LEVELS = [["or"], ["and"], [">", "<"], ["+", "-"], ["*", "/"]]


class Parser:
    def __init__(self, tokens):
        self.tokens, self.at = tokens, 0

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self):
        token = self.peek()
        self.at += 1
        return token

    def primary(self):
        token = self.take()
        if token == "(":
            inner = self.binary(0)
            self.take()
            return inner
        return ("num", int(token)) if "0" <= token <= "9999999" else ("name", token)

    def binary(self, level):
        if level == len(LEVELS):
            return self.primary()
        left = self.binary(level + 1)
        while self.peek() is not None and self.peek() in LEVELS[level]:
            op = self.take()
            left = ("binary", op, left, self.binary(level + 1))
        return left


def evaluate(expr, names):
    if expr[0] == "num":
        return expr[1]
    if expr[0] == "name":
        return names[expr[1]]
    op, a, b = expr[1], evaluate(expr[2], names), evaluate(expr[3], names)
    if op == "+":
        return a + b
    if op == "-":
        return a - b
    if op == "*":
        return a * b
    if op == "/":
        return 0 if b == 0 else a // b
    if op == ">":
        return a > b
    if op == "<":
        return a < b
    return a and b if op == "and" else a or b


END = object()


async def parse_all(lines, out):
    while (line := await lines.get()) is not END:
        await out.put(parse_line(line))
    await lines.put(END)


async def read(log, lines):
    for line in log:
        await lines.put(line)
    await lines.put(END)


async def close(parsers, parsed):
    await asyncio.gather(*parsers)
    await parsed.put(END)


async def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20000
    lines, parsed = asyncio.Queue(64), asyncio.Queue(64)
    parsers = [asyncio.create_task(parse_all(lines, parsed)) for _ in range(3)]
    reader = asyncio.create_task(read(make_log(count), lines))
    closer = asyncio.create_task(close(parsers, parsed))
    summary = Summary()
    while (one := await parsed.get()) is not END:
        add_to(summary, one)
    await asyncio.gather(reader, closer)
    summary.bad.sort()
    for line in report_paths(summary):
        print(line)
    for line in report_counts("hosts", summary.hosts, 3) + report_counts("agents", summary.agents, 5):
        print(line)
    print("bad", len(summary.bad), summary.bad[0])
    names = {"errors": summary.statuses.get(500, 0), "missing": summary.statuses.get(404, 0), "all": count}
    for rule in [
        "errors * 100 / all > 1",
        "(errors + missing) * 100 > all * 5 and errors < missing",
        "missing - errors * 2 + 10 * (3 + 4)",
    ]:
        value = evaluate(Parser(tokenize(rule)).binary(0), names)
        print(rule, str(value).lower() if isinstance(value, bool) else value)


asyncio.run(main())
