import java.util.*;

class W2b {
  static final double PI = Math.PI, SM = 4 * PI * PI, DP = 365.24;

  static final class Body {
    double x, y, z, vx, vy, vz, mass;

    Body(double x, double y, double z, double vx, double vy, double vz, double m) {
      this.x = x;
      this.y = y;
      this.z = z;
      this.vx = vx;
      this.vy = vy;
      this.vz = vz;
      mass = m;
    }
  }

  static Object nbody(int steps) {
    Body[] b = {
      new Body(0, 0, 0, 0, 0, 0, SM),
      new Body(
          4.84143144246472090,
          -1.16032004402742839,
          -0.103622044471123109,
          0.00166007664274403694 * DP,
          0.00769901118419740425 * DP,
          -0.0000690460016972063023 * DP,
          0.000954791938424326609 * SM),
      new Body(
          8.34336671824457987,
          4.12479856412430479,
          -0.403523417114321381,
          -0.00276742510726411021 * DP,
          0.00499852801234917238 * DP,
          0.0000230417297573763929 * DP,
          0.000285885980666130812 * SM),
      new Body(
          12.8943695621391310,
          -15.1111514016986312,
          -0.223307578892655734,
          0.00296460137564761618 * DP,
          0.00237847173959480950 * DP,
          -0.0000296589568540237556 * DP,
          0.0000436624404335156298 * SM),
      new Body(
          15.3796971148509165,
          -25.9193146099879641,
          0.179258772950371181,
          0.00268067772490389322 * DP,
          0.00162824170038242295 * DP,
          -0.0000951592254519715870 * DP,
          0.0000515138902046611451 * SM)
    };
    double px = 0, py = 0, pz = 0;
    for (Body o : b) {
      px += o.vx * o.mass;
      py += o.vy * o.mass;
      pz += o.vz * o.mass;
    }
    b[0].vx = -px / SM;
    b[0].vy = -py / SM;
    b[0].vz = -pz / SM;
    double dt = 0.01;
    int N = b.length;
    for (int s = 0; s < steps; s++) {
      for (int i = 0; i < N; i++) {
        Body p = b[i];
        for (int j = i + 1; j < N; j++) {
          Body q = b[j];
          double dx = p.x - q.x,
              dy = p.y - q.y,
              dz = p.z - q.z,
              d2 = dx * dx + dy * dy + dz * dz,
              mag = dt / (d2 * Math.sqrt(d2));
          p.vx -= dx * q.mass * mag;
          p.vy -= dy * q.mass * mag;
          p.vz -= dz * q.mass * mag;
          q.vx += dx * p.mass * mag;
          q.vy += dy * p.mass * mag;
          q.vz += dz * p.mass * mag;
        }
      }
      for (Body p : b) {
        p.x += dt * p.vx;
        p.y += dt * p.vy;
        p.z += dt * p.vz;
      }
    }
    double e = 0;
    for (int i = 0; i < N; i++) {
      Body p = b[i];
      e += 0.5 * p.mass * (p.vx * p.vx + p.vy * p.vy + p.vz * p.vz);
      for (int j = i + 1; j < N; j++) {
        Body q = b[j];
        double dx = p.x - q.x, dy = p.y - q.y, dz = p.z - q.z;
        e -= p.mass * q.mass / Math.sqrt(dx * dx + dy * dy + dz * dz);
      }
    }
    return String.format("%.9f", e);
  }

  static Object mandel(int n) {
    int total = 0;
    for (int y = 0; y < n; y++)
      for (int x = 0; x < n; x++) {
        double cr = 2.0 * x / n - 1.5, ci = 2.0 * y / n - 1, zr = 0, zi = 0;
        int i = 0;
        while (i < 200) {
          double r2 = zr * zr, i2 = zi * zi;
          if (r2 + i2 > 4) break;
          zi = 2 * zr * zi + ci;
          zr = r2 - i2 + cr;
          i++;
        }
        total += i;
      }
    return total;
  }

  static Object sieve(int n) {
    boolean[] a = new boolean[n + 1];
    int c = 0;
    for (int i = 2; i <= n; i++)
      if (!a[i]) {
        c++;
        for (long j = (long) i * i; j <= n; j += i) a[(int) j] = true;
      }
    return c;
  }

  static Object words(int n) {
    var sb = new StringBuilder();
    long x = 42;
    for (int i = 0; i < n; i++) {
      x = x * 16807 % 2147483647;
      sb.append('w').append(x % 50000).append(' ');
    }
    String s = sb.toString();
    var m = new HashMap<String, Integer>();
    int st = 0;
    for (; ; ) {
      int e = s.indexOf(' ', st);
      if (e < 0) break;
      m.merge(s.substring(st, e), 1, Integer::sum);
      st = e + 1;
    }
    return m.size() + ":" + Collections.max(m.values());
  }

  public static void main(String[] a) throws Exception {
    String w = a.length > 0 ? a[0] : "nbody";
    int d =
        switch (w) {
          case "mandel" -> 1000;
          case "sieve" -> 10000000;
          default -> 5000000;
        };
    int n = Bench.arg(a, 2, d);
    Bench.run(
        "w2b-" + w,
        n,
        Bench.arg(a, 1, 1),
        () ->
            switch (w) {
              case "mandel" -> mandel(n);
              case "sieve" -> sieve(n);
              case "words" -> words(n);
              default -> nbody(n);
            });
  }
}
