class W5 {
  static int m;

  static int down(int k) {
    if (k > 1) return down(k - 1) + 0;
    for (int i = 0; i < m; i++) Thread.yield();
    return m;
  }

  public static void main(String[] a) throws Exception {
    int n = Bench.arg(a, 0, 10);
    m = Bench.arg(a, 1, 100000);
    Bench.run(
        "w5",
        n,
        Bench.arg(a, 2, 1),
        () ->
            Bench.go(
                () -> {
                  try {
                    return "" + down(n);
                  } catch (StackOverflowError e) {
                    return "SOE";
                  }
                }));
  }
}
