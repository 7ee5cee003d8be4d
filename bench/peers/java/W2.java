class W2 {
  static int fib(int n) {
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
  }

  public static void main(String[] a) throws Exception {
    int n = Bench.arg(a, 0, 35);
    Bench.run("w2", n, Bench.arg(a, 1, 1), () -> fib(n));
  }
}
