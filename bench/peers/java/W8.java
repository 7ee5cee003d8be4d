import java.util.concurrent.*;

class W8 {
  static ExecutorService ex = Executors.newVirtualThreadPerTaskExecutor();

  static Future<Long> sky(long num, long size) {
    return ex.submit(
        () -> {
          if (size == 1) return num;
          long c = size / 10;
          var t = new Future[10];
          for (int i = 0; i < 10; i++) t[i] = sky(num + i * c, c);
          long s = 0;
          for (var f : t) s += (Long) f.get();
          return s;
        });
  }

  public static void main(String[] a) throws Exception {
    int n = Bench.arg(a, 0, 1000000);
    Bench.run("w8", n, Bench.arg(a, 1, 1), () -> sky(0, n).get());
  }
}
