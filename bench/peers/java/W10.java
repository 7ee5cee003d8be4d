import java.util.concurrent.atomic.*;

class W10 {
  public static void main(String[] a) throws Exception {
    int n = Bench.arg(a, 0, 200000);
    Bench.run(
        "w10",
        n,
        Bench.arg(a, 1, 1),
        () -> {
          long x = 42;
          var c = new AtomicLong();
          Thread[] all = new Thread[n];
          for (int i = 0; i < n; i++) {
            x = x * 16807 % 2147483647;
            long ms = 1 + x % 500;
            all[i] =
                Thread.startVirtualThread(
                    () -> {
                      try {
                        Thread.sleep(ms);
                      } catch (InterruptedException e) {
                      }
                      c.incrementAndGet();
                    });
          }
          for (Thread t : all) t.join();
          return c.get();
        });
  }
}
