package bide.interpreter.async;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/**
 * Errors of the system in the words of a user: Java's own messages often hold a path alone, or
 * nothing.
 */
final class IoMessages {
  private IoMessages() {}

  static String of(IOException e) {
    String detail = e.getMessage() == null ? "" : e.getMessage();
    return switch (e) {
      case NoSuchFileException x -> "no such file: " + detail;
      case FileAlreadyExistsException x -> "the file exists already: " + detail;
      case AccessDeniedException x -> "permission denied: " + detail;
      case NotDirectoryException x -> "not a directory: " + detail;
      case DirectoryNotEmptyException x -> "the directory is not empty: " + detail;
      case FileSystemException x when x.getReason() != null && x.getFile() != null ->
          lower(x.getReason()) + ": " + x.getFile();
      case FileSystemException x -> "the system refused: " + detail;
      case FileNotFoundException x -> "no such file: " + detail;
      case UnknownHostException x -> "unknown host: " + detail;
      case BindException x -> "cannot bind: " + lower(detail);
      case ConnectException x -> "cannot connect: " + lower(detail);
      default -> detail.isEmpty() ? e.getClass().getSimpleName() : lower(detail);
    };
  }

  private static String lower(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }
}
