import java.util.Iterator;
import java.util.NoSuchElementException;

/** Java has no generators: the same by hand, as an iterator. */
class Gen {
  static Iterable<Long> count(long n) {
    return () ->
        new Iterator<>() {
          long i;

          public boolean hasNext() {
            return i < n;
          }

          public Long next() {
            if (i >= n) throw new NoSuchElementException();
            return i++;
          }
        };
  }

  static long total(long n) {
    long sum = 0;
    for (long x : count(n)) sum += x;
    return sum;
  }

  public static void main(String[] a) throws Exception {
    int n = Bench.arg(a, 0, 10000000);
    Bench.run("gen", n, Bench.arg(a, 1, 1), () -> total(n));
  }
}
