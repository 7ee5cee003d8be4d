import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;

class W6 {
  public static void main(String[] a) throws Exception {
    int n = Bench.arg(a, 0, 1000000);
    if (a.length > 2 && a[2].equals("hold")) {
      System.gc();
      long before = Bench.rss();
      var gate = new CountDownLatch(1);
      var up = new LongAdder();
      Thread[] all = new Thread[n];
      Bench.run(
          "w6-hold",
          n,
          1,
          () -> {
            for (int i = 0; i < n; i++)
              all[i] =
                  Thread.startVirtualThread(
                      () -> {
                        up.increment();
                        try {
                          gate.await();
                        } catch (InterruptedException e) {
                        }
                      });
            while (up.sum() < n) Thread.sleep(1);
            long live0 = Bench.rss();
            System.gc();
            var rt = Runtime.getRuntime();
            long heap = rt.totalMemory() - rt.freeMemory();
            String r =
                String.format(
                    "%.1fB/task(heap-after-gc:%.1f)",
                    (live0 - before) / (double) n, heap / (double) n);
            gate.countDown();
            for (Thread t : all) t.join();
            return r;
          });
      return;
    }
    Bench.run(
        "w6",
        n,
        Bench.arg(a, 1, 1),
        () -> {
          var c = new AtomicLong();
          Thread[] all = new Thread[n];
          for (int i = 0; i < n; i++)
            all[i] =
                Thread.startVirtualThread(
                    () -> {
                      Thread.yield();
                      c.incrementAndGet();
                    });
          for (Thread t : all) t.join();
          return c.get();
        });
  }
}
