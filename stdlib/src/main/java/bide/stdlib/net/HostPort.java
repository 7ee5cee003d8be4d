package bide.stdlib.net;

import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * An address as scripts write it: {@code "127.0.0.1:7000"}, {@code "localhost:0"}, {@code
 * "[::1]:80"}.
 *
 * @param host a name or a literal address, an IPv6 one without its brackets
 * @param port 0 to {@value #MAX_PORT}
 */
record HostPort(String host, int port) {
  private static final int MAX_PORT = 65_535;
  private static final int IPV6_GROUPS = 8;

  /** Throws ValueError for what is no address, with the reason. */
  static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    int bracket = text.lastIndexOf(']');
    if (colon < 0 || bracket > colon) {
      throw invalid(text, "the port is missing")
          .withHelp(
              "write the host and the port: `\""
                  + (text.isEmpty() ? "127.0.0.1" : text)
                  + ":7000\"`");
    }
    String host = text.substring(0, colon);
    if (host.isEmpty()) {
      throw invalid(text, "the host is missing")
          .withHelp(
              "`\"0.0.0.0"
                  + text
                  + "\"` means all addresses of this machine, `\"127.0.0.1"
                  + text
                  + "\"` itself alone");
    }
    if (host.startsWith("[")) {
      if (bracket != colon - 1) {
        throw invalid(text, "the bracket of the IPv6 address is not closed");
      }
      host = host.substring(1, bracket);
      if (host.indexOf(':') < 0) {
        throw invalid(text, "only an IPv6 address stands in brackets");
      }
    } else if (host.indexOf(':') >= 0) {
      throw invalid(text, "an IPv6 address needs brackets").withHelp("as in `\"[::1]:7000\"`");
    }
    return new HostPort(host, port(text, text.substring(colon + 1)));
  }

  private static int port(String text, String digits) {
    if (digits.isEmpty()) {
      throw invalid(text, "the port is missing");
    }
    long port = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        throw invalid(text, "the port `" + digits + "` is not a number");
      }
      port = Math.min(port * 10 + c - '0', Integer.MAX_VALUE);
    }
    if (port > MAX_PORT) {
      throw invalid(text, "the port " + digits + " is out of range (0 to " + MAX_PORT + ")");
    }
    return (int) port;
  }

  private static BideException invalid(String text, String reason) {
    return Errors.value("`" + text + "` is no address: " + reason);
  }

  /** The inverse of {@link #parse}, for an address of the system. */
  static String format(InetSocketAddress address) {
    InetAddress host = address.getAddress();
    String text = host instanceof Inet6Address v6 ? "[" + shorten(v6) + "]" : host.getHostAddress();
    return text + ":" + address.getPort();
  }

  /**
   * As RFC 5952 has it: groups without leading zeros, the first longest run of zeros as {@code ::}.
   */
  private static String shorten(Inet6Address address) {
    byte[] bytes = address.getAddress();
    int[] groups = new int[IPV6_GROUPS];
    for (int i = 0; i < IPV6_GROUPS; i++) {
      groups[i] = (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
    }
    int runStart = -1;
    int runLength = 1; // a single zero stays
    for (int i = 0; i < IPV6_GROUPS; i++) {
      int end = i;
      while (end < IPV6_GROUPS && groups[end] == 0) {
        end++;
      }
      if (end - i > runLength) {
        runStart = i;
        runLength = end - i;
      }
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < IPV6_GROUPS; i++) {
      if (i == runStart) {
        out.append("::");
        i += runLength - 1;
      } else {
        if (!out.isEmpty() && out.charAt(out.length() - 1) != ':') {
          out.append(':');
        }
        out.append(Integer.toHexString(groups[i]));
      }
    }
    String scope = address.getHostAddress();
    int percent = scope.indexOf('%');
    return percent < 0 ? out.toString() : out.append(scope, percent, scope.length()).toString();
  }
}
