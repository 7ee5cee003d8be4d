from lib import *

import math

SM = 4 * math.pi * math.pi
DP = 365.24


class Body:
    __slots__ = ("x", "y", "z", "vx", "vy", "vz", "mass")

    def __init__(s, *a):
        s.x, s.y, s.z, s.vx, s.vy, s.vz, s.mass = a


def nbody(steps):
    b = [
        Body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, SM),
        Body(
            4.84143144246472090,
            -1.16032004402742839,
            -0.103622044471123109,
            0.00166007664274403694 * DP,
            0.00769901118419740425 * DP,
            -0.0000690460016972063023 * DP,
            0.000954791938424326609 * SM,
        ),
        Body(
            8.34336671824457987,
            4.12479856412430479,
            -0.403523417114321381,
            -0.00276742510726411021 * DP,
            0.00499852801234917238 * DP,
            0.0000230417297573763929 * DP,
            0.000285885980666130812 * SM,
        ),
        Body(
            12.8943695621391310,
            -15.1111514016986312,
            -0.223307578892655734,
            0.00296460137564761618 * DP,
            0.00237847173959480950 * DP,
            -0.0000296589568540237556 * DP,
            0.0000436624404335156298 * SM,
        ),
        Body(
            15.3796971148509165,
            -25.9193146099879641,
            0.179258772950371181,
            0.00268067772490389322 * DP,
            0.00162824170038242295 * DP,
            -0.0000951592254519715870 * DP,
            0.0000515138902046611451 * SM,
        ),
    ]
    px = sum(o.vx * o.mass for o in b)
    py = sum(o.vy * o.mass for o in b)
    pz = sum(o.vz * o.mass for o in b)
    b[0].vx = -px / SM
    b[0].vy = -py / SM
    b[0].vz = -pz / SM
    dt = 0.01
    N = len(b)
    sqrt = math.sqrt
    pairs = [(b[i], b[j]) for i in range(N) for j in range(i + 1, N)]
    for _ in range(steps):
        for p, q in pairs:
            dx = p.x - q.x
            dy = p.y - q.y
            dz = p.z - q.z
            d2 = dx * dx + dy * dy + dz * dz
            mag = dt / (d2 * sqrt(d2))
            qm = q.mass * mag
            pm = p.mass * mag
            p.vx -= dx * qm
            p.vy -= dy * qm
            p.vz -= dz * qm
            q.vx += dx * pm
            q.vy += dy * pm
            q.vz += dz * pm
        for p in b:
            p.x += dt * p.vx
            p.y += dt * p.vy
            p.z += dt * p.vz
    e = 0.0
    for i, p in enumerate(b):
        e += 0.5 * p.mass * (p.vx**2 + p.vy**2 + p.vz**2)
        for q in b[i + 1 :]:
            e -= p.mass * q.mass / sqrt((p.x - q.x) ** 2 + (p.y - q.y) ** 2 + (p.z - q.z) ** 2)
    return "%.9f" % e


def mandel(n):
    total = 0
    for y in range(n):
        ci = 2 * y / n - 1
        for x in range(n):
            cr = 2 * x / n - 1.5
            zr = zi = 0.0
            i = 0
            while i < 200:
                r2 = zr * zr
                i2 = zi * zi
                if r2 + i2 > 4:
                    break
                zi = 2 * zr * zi + ci
                zr = r2 - i2 + cr
                i += 1
            total += i
    return total


def sieve(n):
    a = bytearray(n + 1)
    c = 0
    for i in range(2, n + 1):
        if not a[i]:
            c += 1
            for j in range(i * i, n + 1, i):
                a[j] = 1
    return c


def words(n):
    x = 42
    parts = []
    for _ in range(n):
        x = x * 16807 % 2147483647
        parts.append("w%d " % (x % 50000))
    s = "".join(parts)
    m = {}
    st = 0
    while True:
        e = s.find(" ", st)
        if e < 0:
            break
        w = s[st:e]
        m[w] = m.get(w, 0) + 1
        st = e + 1
    return "%d:%d" % (len(m), max(m.values()))


w = sarg(0, "nbody")
f, d = dict(nbody=(nbody, 5000000), mandel=(mandel, 1000), sieve=(sieve, 10000000), words=(words, 5000000))[w]
n = arg(2, d)
bench("w2b-" + w, n, arg(1, 1), lambda: f(n))
