package bide.stdlib.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bide.interpreter.error.BideException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostPortTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:7000, 127.0.0.1, 7000",
    "localhost:0, localhost, 0",
    "example.org:65535, example.org, 65535",
    "[::1]:80, ::1, 80",
    "[fe80::1%eth0]:80, fe80::1%eth0, 80",
  })
  void reads_host_and_port(String text, String host, int port) {
    assertEquals(new HostPort(host, port), HostPort.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, the port is missing",
    "localhost:, the port is missing",
    "[::1], the port is missing",
    ":80, the host is missing",
    "a:b, the port `b` is not a number",
    "a:-1, the port `-1` is not a number",
    "a:65536, the port 65536 is out of range (0 to 65535)",
    "a:99999999999999999999, the port 99999999999999999999 is out of range (0 to 65535)",
    "::1:80, an IPv6 address needs brackets",
    "[::1:80, the bracket of the IPv6 address is not closed",
    "[localhost]:80, only an IPv6 address stands in brackets",
  })
  void says_what_is_wrong_with_an_address(String text, String reason) {
    BideException error = assertThrows(BideException.class, () -> HostPort.parse(text));
    assertEquals("ValueError", error.kind());
    assertEquals("`" + text + "` is no address: " + reason, error.text());
  }

  @Test
  void an_empty_address_has_no_port() {
    assertEquals(
        "`` is no address: the port is missing",
        assertThrows(BideException.class, () -> HostPort.parse("")).text());
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1:80",
    "::1, [::1]:80",
    "::, [::]:80",
    "2001:db8:0:0:1:0:0:1, [2001:db8::1:0:0:1]:80",
    "2001:db8:0:1:1:1:1:1, [2001:db8:0:1:1:1:1:1]:80",
    "1:0:0:0:0:0:0:0, [1::]:80",
  })
  void writes_addresses_short(String literal, String shown) throws UnknownHostException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(literal), 80);
    assertEquals(shown, HostPort.format(address));
  }
}
