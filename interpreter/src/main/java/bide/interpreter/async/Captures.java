package bide.interpreter.async;

import com.oracle.truffle.api.CompilerDirectives;

/**
 * The shapes of activations: one class per number of primitive and object captures, so that a small
 * frame is one object of 16 to 48 bytes. Between the sizes the next larger one serves. Larger
 * frames keep their captures in two arrays: rare, and cheaper than to generate a class at run time
 * (the first generated class of a process costs 75 ms).
 */
final class Captures {
  private Captures() {}

  /** A class of activations and how to make one. */
  interface Factory {
    Activation create(Layout layout);
  }

  /** Frames with more than this many primitive captures use arrays. */
  static final int MAX_PRIMITIVES = 3;

  /** Frames with more than this many object captures use arrays. */
  static final int MAX_OBJECTS = 4;

  private static final Factory[][] FACTORIES = {
    {P0O0::new, P0O1::new, P0O2::new, P0O4::new, P0O4::new},
    {P1O0::new, P1O1::new, P1O2::new, P1O4::new, P1O4::new},
    {P2O0::new, P2O1::new, P2O2::new, P2O4::new, P2O4::new},
    {P3O0::new, P3O1::new, P3O2::new, P3O4::new, P3O4::new},
  };

  static Factory factory(int primitives, int objects) {
    if (primitives <= MAX_PRIMITIVES && objects <= MAX_OBJECTS) {
      return FACTORIES[primitives][objects];
    }
    return layout -> new Arrays(layout, primitives, objects);
  }

  private static RuntimeException noCapture() {
    return CompilerDirectives.shouldNotReachHere("no such capture");
  }

  /** Any number of captures. */
  static final class Arrays extends Activation {
    private final long[] primitives;
    private final Object[] objects;

    Arrays(Layout layout, int primitives, int objects) {
      super(layout);
      this.primitives = new long[primitives];
      this.objects = new Object[objects];
    }

    @Override
    long primitive(int index) {
      return primitives[index];
    }

    @Override
    void primitive(int index, long bits) {
      primitives[index] = bits;
    }

    @Override
    Object object(int index) {
      return objects[index];
    }

    @Override
    void object(int index, Object value) {
      objects[index] = value;
    }
  }

  abstract static class Primitives0 extends Activation {
    Primitives0(Layout layout) {
      super(layout);
    }

    @Override
    long primitive(int index) {
      throw noCapture();
    }

    @Override
    void primitive(int index, long bits) {
      throw noCapture();
    }
  }

  abstract static class Primitives1 extends Activation {
    private long p0;

    Primitives1(Layout layout) {
      super(layout);
    }

    @Override
    long primitive(int index) {
      return switch (index) {
        case 0 -> p0;
        default -> throw noCapture();
      };
    }

    @Override
    void primitive(int index, long bits) {
      switch (index) {
        case 0 -> p0 = bits;
        default -> throw noCapture();
      }
    }
  }

  abstract static class Primitives2 extends Activation {
    private long p0;
    private long p1;

    Primitives2(Layout layout) {
      super(layout);
    }

    @Override
    long primitive(int index) {
      return switch (index) {
        case 0 -> p0;
        case 1 -> p1;
        default -> throw noCapture();
      };
    }

    @Override
    void primitive(int index, long bits) {
      switch (index) {
        case 0 -> p0 = bits;
        case 1 -> p1 = bits;
        default -> throw noCapture();
      }
    }
  }

  abstract static class Primitives3 extends Activation {
    private long p0;
    private long p1;
    private long p2;

    Primitives3(Layout layout) {
      super(layout);
    }

    @Override
    long primitive(int index) {
      return switch (index) {
        case 0 -> p0;
        case 1 -> p1;
        case 2 -> p2;
        default -> throw noCapture();
      };
    }

    @Override
    void primitive(int index, long bits) {
      switch (index) {
        case 0 -> p0 = bits;
        case 1 -> p1 = bits;
        case 2 -> p2 = bits;
        default -> throw noCapture();
      }
    }
  }

  static class P0O0 extends Primitives0 {
    P0O0(Layout layout) {
      super(layout);
    }

    @Override
    Object object(int index) {
      throw noCapture();
    }

    @Override
    void object(int index, Object value) {
      throw noCapture();
    }
  }

  static final class P0O1 extends Primitives0 {
    private Object o0;

    P0O1(Layout layout) {
      super(layout);
    }

    @Override
    Object object(int index) {
      return switch (index) {
        case 0 -> o0;
        default -> throw noCapture();
      };
    }

    @Override
    void object(int index, Object value) {
      switch (index) {
        case 0 -> o0 = value;
        default -> throw noCapture();
      }
    }
  }

  static final class P0O2 extends Primitives0 {
    private Object o0;
    private Object o1;

    P0O2(Layout layout) {
      super(layout);
    }

    @Override
    Object object(int index) {
      return switch (index) {
        case 0 -> o0;
        case 1 -> o1;
        default -> throw noCapture();
      };
    }

    @Override
    void object(int index, Object value) {
      switch (index) {
        case 0 -> o0 = value;
        case 1 -> o1 = value;
        default -> throw noCapture();
      }
    }
  }

  static final class P0O4 extends Primitives0 {
    private Object o0;
    private Object o1;
    private Object o2;
    private Object o3;

    P0O4(Layout layout) {
      super(layout);
    }

    @Override
    Object object(int index) {
      return switch (index) {
        case 0 -> o0;
        case 1 -> o1;
        case 2 -> o2;
        case 3 -> o3;
        default -> throw noCapture();
      };
    }

    @Override
    void object(int index, Object value) {
      switch (index) {
        case 0 -> o0 = value;
        case 1 -> o1 = value;
        case 2 -> o2 = value;
        case 3 -> o3 = value;
        default -> throw noCapture();
      }
    }
  }

  static final class P1O0 extends Primitives1 {
    P1O0(Layout layout) {
      super(layout);
    }

    @Override
    Object object(int index) {
      throw noCapture();
    }

    @Override
    void object(int index, Object value) {
      throw noCapture();
    }
  }

  static final class P1O1 extends Primitives1 {
    private Object o0;

    P1O1(Layout layout) {
      super(layout);
    }

    @Override
    Object object(int index) {
      return switch (index) {
        case 0 -> o0;
        default -> throw noCapture();
      };
    }

    @Override
    void object(int index, Object value) {
      switch (index) {
        case 0 -> o0 = value;
        default -> throw noCapture();
      }
    }
  }

  static final class P1O2 extends Primitives1 {
    private Object o0;
    private Object o1;

    P1O2(Layout layout) {
      super(layout);
    }

    @Override
    Object object(int index) {
      return switch (index) {
        case 0 -> o0;
        case 1 -> o1;
        default -> throw noCapture();
      };
    }

    @Override
    void object(int index, Object value) {
      switch (index) {
        case 0 -> o0 = value;
        case 1 -> o1 = value;
        default -> throw noCapture();
      }
    }
  }

  static final class P1O4 extends Primitives1 {
    private Object o0;
    private Object o1;
    private Object o2;
    private Object o3;

    P1O4(Layout layout) {
      super(layout);
    }

    @Override
    Object object(int index) {
      return switch (index) {
        case 0 -> o0;
        case 1 -> o1;
        case 2 -> o2;
        case 3 -> o3;
        default -> throw noCapture();
      };
    }

    @Override
    void object(int index, Object value) {
      switch (index) {
        case 0 -> o0 = value;
        case 1 -> o1 = value;
        case 2 -> o2 = value;
        case 3 -> o3 = value;
        default -> throw noCapture();
      }
    }
  }

  static final class P2O0 extends Primitives2 {
    P2O0(Layout layout) {
      super(layout);
    }

    @Override
    Object object(int index) {
      throw noCapture();
    }

    @Override
    void object(int index, Object value) {
      throw noCapture();
    }
  }

  static final class P2O1 extends Primitives2 {
    private Object o0;

    P2O1(Layout layout) {
      super(layout);
    }

    @Override
    Object object(int index) {
      return switch (index) {
        case 0 -> o0;
        default -> throw noCapture();
      };
    }

    @Override
    void object(int index, Object value) {
      switch (index) {
        case 0 -> o0 = value;
        default -> throw noCapture();
      }
    }
  }

  static final class P2O2 extends Primitives2 {
    private Object o0;
    private Object o1;

    P2O2(Layout layout) {
      super(layout);
    }

    @Override
    Object object(int index) {
      return switch (index) {
        case 0 -> o0;
        case 1 -> o1;
        default -> throw noCapture();
      };
    }

    @Override
    void object(int index, Object value) {
      switch (index) {
        case 0 -> o0 = value;
        case 1 -> o1 = value;
        default -> throw noCapture();
      }
    }
  }

  static final class P2O4 extends Primitives2 {
    private Object o0;
    private Object o1;
    private Object o2;
    private Object o3;

    P2O4(Layout layout) {
      super(layout);
    }

    @Override
    Object object(int index) {
      return switch (index) {
        case 0 -> o0;
        case 1 -> o1;
        case 2 -> o2;
        case 3 -> o3;
        default -> throw noCapture();
      };
    }

    @Override
    void object(int index, Object value) {
      switch (index) {
        case 0 -> o0 = value;
        case 1 -> o1 = value;
        case 2 -> o2 = value;
        case 3 -> o3 = value;
        default -> throw noCapture();
      }
    }
  }

  static final class P3O0 extends Primitives3 {
    P3O0(Layout layout) {
      super(layout);
    }

    @Override
    Object object(int index) {
      throw noCapture();
    }

    @Override
    void object(int index, Object value) {
      throw noCapture();
    }
  }

  static final class P3O1 extends Primitives3 {
    private Object o0;

    P3O1(Layout layout) {
      super(layout);
    }

    @Override
    Object object(int index) {
      return switch (index) {
        case 0 -> o0;
        default -> throw noCapture();
      };
    }

    @Override
    void object(int index, Object value) {
      switch (index) {
        case 0 -> o0 = value;
        default -> throw noCapture();
      }
    }
  }

  static final class P3O2 extends Primitives3 {
    private Object o0;
    private Object o1;

    P3O2(Layout layout) {
      super(layout);
    }

    @Override
    Object object(int index) {
      return switch (index) {
        case 0 -> o0;
        case 1 -> o1;
        default -> throw noCapture();
      };
    }

    @Override
    void object(int index, Object value) {
      switch (index) {
        case 0 -> o0 = value;
        case 1 -> o1 = value;
        default -> throw noCapture();
      }
    }
  }

  static final class P3O4 extends Primitives3 {
    private Object o0;
    private Object o1;
    private Object o2;
    private Object o3;

    P3O4(Layout layout) {
      super(layout);
    }

    @Override
    Object object(int index) {
      return switch (index) {
        case 0 -> o0;
        case 1 -> o1;
        case 2 -> o2;
        case 3 -> o3;
        default -> throw noCapture();
      };
    }

    @Override
    void object(int index, Object value) {
      switch (index) {
        case 0 -> o0 = value;
        case 1 -> o1 = value;
        case 2 -> o2 = value;
        case 3 -> o3 = value;
        default -> throw noCapture();
      }
    }
  }
}
