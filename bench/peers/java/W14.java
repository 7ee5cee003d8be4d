import java.util.concurrent.*;

class W14 {
  static int fib(int n) {
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
  } // workers = -Djdk.virtualThreadScheduler.parallelism

  public static void main(String[] a) throws Exception {
    int w = Bench.arg(a, 0, 2);
    Bench.run(
        "w14",
        w,
        Bench.arg(a, 1, 1),
        () -> {
          try (var ex = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer>[] f = new Future[8];
            for (int i = 0; i < 8; i++) f[i] = ex.submit(() -> fib(32));
            long s = 0;
            for (var x : f) s += x.get();
            return s;
          }
        });
  }
}
