package bide.stdlib.net;

import bide.interpreter.library.MethodTable;
import bide.interpreter.value.Region;
import bide.runtime.net.TcpStream;

/** Where a connection that was split is written to. */
final class WriteHalf extends ConnectionObject {
  static {
    MethodTable.register(WriteHalf.class, writing());
    MethodTable.register(WriteHalf.class, closing());
  }

  WriteHalf(Region region, TcpStream stream, Runnable close) {
    super(region, stream, close);
  }

  @Override
  public String typeName() {
    return "TcpWriter";
  }
}
