package org.ae4j.cli;

import java.util.Locale;

/** How numbers and names are written for people. */
final class Text {
  private static final int WIDTH = 80;

  private Text() {}

  /** Writes a count with its noun, which must form its plural with an s: {@code 1,000 rows}. */
  static String count(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }

  /** Writes a loss or an error with six digits behind the point, a tiny one with an exponent. */
  static String loss(double value) {
    boolean plain = value == 0 || Math.abs(value) >= 1e-4;
    return String.format(Locale.ROOT, plain ? "%.6f" : "%.3e", value);
  }

  /** Puts a file's name into quotes where a shell needs them. */
  static String shell(Object file) {
    String name = file.toString();
    boolean plain = name.matches("[\\p{L}\\p{N}_./:@%+=-]+");
    return plain ? name : "'" + name.replace("'", "'\\''") + "'";
  }

  /** Breaks a text between words, so that with an indent no line is longer than a terminal's. */
  static String wrap(String text, int indent) {
    StringBuilder wrapped = new StringBuilder();
    int column = indent;
    for (String word : text.split(" ")) {
      if (column > indent && column + 1 + word.length() > WIDTH) {
        wrapped.append(System.lineSeparator()).append(" ".repeat(indent));
        column = indent;
      } else if (column > indent) {
        wrapped.append(' ');
        column++;
      }
      wrapped.append(word);
      column += word.length();
    }
    return wrapped.toString();
  }
}
