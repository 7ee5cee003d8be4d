import java.util.concurrent.*;

class W9 {
  public static void main(String[] a) throws Exception {
    int n = Bench.arg(a, 0, 5000000), R = 503;
    Bench.run(
        "w9",
        n,
        Bench.arg(a, 1, 1),
        () -> {
          @SuppressWarnings("unchecked")
          ArrayBlockingQueue<Integer>[] ch = new ArrayBlockingQueue[R];
          for (int i = 0; i < R; i++) ch[i] = new ArrayBlockingQueue<>(1);
          var fin = new CompletableFuture<Integer>();
          Thread[] ts = new Thread[R];
          for (int i = 0; i < R; i++) {
            int k = i;
            ts[i] =
                Thread.startVirtualThread(
                    () -> {
                      var in = ch[k];
                      var out = ch[(k + 1) % R];
                      try {
                        for (; ; ) {
                          int t = in.take();
                          if (t == 0) {
                            fin.complete(k + 1);
                            return;
                          }
                          out.put(t - 1);
                        }
                      } catch (InterruptedException e) {
                      }
                    });
          }
          ch[0].put(n);
          int r = fin.get();
          for (Thread t : ts) t.interrupt();
          return r;
        });
  }
}
