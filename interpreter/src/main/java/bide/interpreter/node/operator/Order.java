package bide.interpreter.node.operator;

/**
 * Which way an ordering operator looks. Each has its own class, so that compiled code sees the one
 * test.
 */
public enum Order {
  LESS {
    @Override
    boolean test(long left, long right) {
      return left < right;
    }

    @Override
    boolean test(double left, double right) {
      return left < right;
    }
  },
  LESS_OR_EQUAL {
    @Override
    boolean test(long left, long right) {
      return left <= right;
    }

    @Override
    boolean test(double left, double right) {
      return left <= right;
    }
  },
  GREATER {
    @Override
    boolean test(long left, long right) {
      return left > right;
    }

    @Override
    boolean test(double left, double right) {
      return left > right;
    }
  },
  GREATER_OR_EQUAL {
    @Override
    boolean test(long left, long right) {
      return left >= right;
    }

    @Override
    boolean test(double left, double right) {
      return left >= right;
    }
  };

  abstract boolean test(long left, long right);

  abstract boolean test(double left, double right);
}
