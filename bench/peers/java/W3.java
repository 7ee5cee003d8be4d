import java.util.concurrent.*;

// every call is a virtual thread joined by its caller (blocking in place is the idiom; a plain call
// would be w2)
class W3 {
  static ExecutorService ex = Executors.newVirtualThreadPerTaskExecutor();

  static Future<Integer> afib(int n) {
    return ex.submit(
        () -> {
          if (n < 2) return n;
          return afib(n - 1).get() + afib(n - 2).get();
        });
  }

  public static void main(String[] a) throws Exception {
    int n = Bench.arg(a, 0, 27);
    Bench.run("w3", n, Bench.arg(a, 1, 1), () -> afib(n).get());
  }
}
