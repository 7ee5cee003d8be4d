import java.nio.file.*;
import java.util.concurrent.*;

class Bench {
  static int arg(String[] a, int i, int d) {
    try {
      return Integer.parseInt(a[i]);
    } catch (Exception e) {
      return d;
    }
  }

  static void run(String w, int n, int reps, Callable<?> f) throws Exception {
    for (int i = 0; i < reps; i++) {
      long t = System.nanoTime();
      Object r = f.call();
      System.out.printf("%s java %d %s %.6f%n", w, n, r, (System.nanoTime() - t) / 1e9);
    }
  }

  static <T> T go(Callable<T> f) throws Exception {
    var ft = new FutureTask<T>(f);
    Thread.startVirtualThread(ft);
    return ft.get();
  }

  static long rss() throws Exception {
    for (String l : Files.readAllLines(Path.of("/proc/self/status")))
      if (l.startsWith("VmRSS:")) return Long.parseLong(l.replaceAll("\\D", "")) * 1024;
    return 0;
  }
}
