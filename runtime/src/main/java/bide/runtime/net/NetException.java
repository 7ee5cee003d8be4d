package bide.runtime.net;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An operation on the network failed; {@link #kind} says how, for programs. */
public final class NetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong, in terms that do not depend on the system. */
  public enum Kind {
    /** This end was closed, before the operation or while it waited. */
    CLOSED,
    /** The peer broke the connection off. */
    RESET,
    REFUSED,
    UNREACHABLE,
    TIMED_OUT,
    ADDRESS_IN_USE,
    UNKNOWN_HOST,
    /** The stream ended before as much as was asked for had come. */
    UNEXPECTED_END,
    /** No delimiter within the maximum length. */
    TOO_LONG,
    /** The process, or the system, may have no more files open. */
    TOO_MANY_FILES,
    /** Another operation of the same direction is under way on this socket. */
    BUSY,
    OTHER
  }

  private final Kind kind;

  NetException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause, false, false);
    this.kind = kind;
  }

  NetException(Kind kind, String message) {
    this(kind, message, null);
  }

  public Kind kind() {
    return kind;
  }

  /**
   * @param what the operation and its object, as in "read from 127.0.0.1:80"
   */
  static NetException of(String what, Throwable e) {
    Kind kind = classify(e);
    String reason =
        switch (kind) {
          case CLOSED -> "the socket is closed";
          case RESET -> "the peer reset the connection";
          case REFUSED -> "connection refused";
          case UNKNOWN_HOST -> "unknown host";
          case ADDRESS_IN_USE -> "the address is in use";
          case TOO_MANY_FILES -> "too many open files";
          default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    return new NetException(kind, what + ": " + reason, e);
  }

  /** The system's own words, where Java has no class for the case. */
  private static Kind classify(Throwable e) {
    String message = e.getMessage() == null ? "" : e.getMessage().toLowerCase(Locale.ROOT);
    return switch (e) {
      case ClosedChannelException c -> Kind.CLOSED;
      case UnknownHostException u -> Kind.UNKNOWN_HOST;
      case UnresolvedAddressException u -> Kind.UNKNOWN_HOST;
      case NoRouteToHostException n -> Kind.UNREACHABLE;
      case ConnectException c when message.contains("refused") -> Kind.REFUSED;
      case BindException b when message.contains("in use") -> Kind.ADDRESS_IN_USE;
      case IOException i when message.contains("reset") || message.contains("broken pipe") ->
          Kind.RESET;
      case IOException i when OpenFiles.areTooMany(i) -> Kind.TOO_MANY_FILES;
      case IOException i when message.contains("timed out") -> Kind.TIMED_OUT;
      case IOException i when message.contains("unreachable") -> Kind.UNREACHABLE;
      default -> Kind.OTHER;
    };
  }
}
