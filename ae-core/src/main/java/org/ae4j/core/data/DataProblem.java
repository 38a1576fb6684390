package org.ae4j.core.data;

import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.ae4j.api.DataException;

/** Makes the one-line messages of this package: file, place, found, expected, what to do. */
final class DataProblem {
  private static final int LONGEST_QUOTE = 60;

  private DataProblem() {}

  static DataException at(String file, String place, String found, String expected, String advice) {
    return new DataException(text(file, place, found, expected, advice));
  }

  static DataException at(
      String file, String place, String found, String expected, String advice, Throwable cause) {
    return new DataException(text(file, place, found, expected, advice), cause);
  }

  private static String text(
      String file, String place, String found, String expected, String advice) {
    return file + ": " + place + ": found " + found + ", expected " + expected + "; " + advice;
  }

  static DataException noFile(Path file) {
    return new DataException(
        file + ": found no such file, expected one that can be read; check the path");
  }

  static DataException unreadable(String file, Throwable cause) {
    return new DataException(
        file + ": cannot be read: " + oneLine(cause) + "; check the file and its permissions",
        cause);
  }

  /** Puts text from a file in quotes, on one line and cut to a readable length. */
  static String quote(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= LONGEST_QUOTE
        ? "'" + line + "'"
        : "'" + line.substring(0, LONGEST_QUOTE) + "...'";
  }

  static String oneLine(Throwable cause) {
    if (cause instanceof AccessDeniedException) {
      return "permission denied"; // Its message is the file's name alone.
    }
    String message = cause.getMessage();
    return message == null || message.isBlank()
        ? cause.getClass().getSimpleName()
        : message.replaceAll("\\s+", " ");
  }
}
