class W4 {
  static int down(int n) {
    if (n == 0) {
      Thread.yield();
      return 0;
    }
    return 1 + down(n - 1);
  }

  public static void main(String[] a) throws Exception {
    int n = Bench.arg(a, 0, 1000);
    Bench.run(
        "w4",
        n,
        Bench.arg(a, 1, 1),
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
