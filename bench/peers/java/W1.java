class W1 {
  public static void main(String[] a) {
    System.out.println("hello");
  }
}
