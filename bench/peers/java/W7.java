import java.util.concurrent.*;

class W7 {
  public static void main(String[] a) throws Exception {
    int n = Bench.arg(a, 0, 1000000);
    Bench.run(
        "w7",
        n,
        Bench.arg(a, 1, 1),
        () -> {
          var x = new ArrayBlockingQueue<Integer>(1);
          var y = new ArrayBlockingQueue<Integer>(1);
          Thread t =
              Thread.startVirtualThread(
                  () -> {
                    try {
                      for (int i = 0; i < n; i++) y.put(x.take() + 1);
                    } catch (InterruptedException e) {
                    }
                  });
          int s =
              Bench.go(
                  () -> {
                    int r = 0;
                    for (int i = 0; i < n; i++) {
                      x.put(i);
                      r = y.take();
                    }
                    return r;
                  });
          t.join();
          return s;
        });
  }
}
