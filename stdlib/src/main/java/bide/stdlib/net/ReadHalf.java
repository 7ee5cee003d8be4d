package bide.stdlib.net;

import bide.interpreter.library.MethodTable;
import bide.interpreter.value.Region;
import bide.runtime.net.TcpStream;

/** Where a connection that was split is read. */
final class ReadHalf extends ConnectionObject {
  static {
    MethodTable.register(ReadHalf.class, reading());
    MethodTable.register(ReadHalf.class, closing());
  }

  ReadHalf(Region region, TcpStream stream, Runnable close) {
    super(region, stream, close);
  }

  @Override
  public String typeName() {
    return "TcpReader";
  }
}
