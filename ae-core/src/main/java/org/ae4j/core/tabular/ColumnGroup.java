package org.ae4j.core.tabular;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ae4j.api.ConfigurationException;

/**
 * The features of one column of a table, or of neighbouring columns of one number each.
 *
 * <p>The text form is {@code n} for a number, {@code 3n} for three columns of a number each, {@code
 * b} for a yes or no, {@code c5} for one of five categories, {@code d7} for seven numbers that
 * count as one column. A {@code ?} behind it says that a feature follows which is 1 where the cell
 * is missing; {@code *0.5} is the column's weight.
 *
 * @param kind what the features are
 * @param size how many features there are, without the one for missing cells
 * @param missing whether a feature for missing cells follows
 * @param weight of the column in a row's loss, at least 0
 */
public record ColumnGroup(Kind kind, int size, boolean missing, double weight) {
  static final String FORM = "n, 3n, b, c5 or d7, then ? for missing cells and *0.5 for a weight";

  private static final Pattern TEXT =
      Pattern.compile("(?:(\\d{1,6})?n|b|c(\\d{1,6})|d(\\d{1,6}))(\\?)?(?:\\*([0-9.e+-]{1,20}))?");
  private static final double MOST_WEIGHT = 1e6;

  /** What the features of a group are. */
  public enum Kind {
    /** Columns of a number each. */
    N,
    /** A yes or no: 1 or 0. */
    B,
    /** One of several categories: a 1 among zeros. */
    C,
    /** Several numbers that count as one column. */
    D
  }

  public ColumnGroup {
    boolean wellSized =
        size >= 1 && (kind != Kind.B || size == 1) && (!missing || kind != Kind.N || size == 1);
    if (!wellSized) {
      throw new ConfigurationException(
          "columns of kind "
              + kind.name().toLowerCase(Locale.ROOT)
              + ": got "
              + size
              + " features, expected at least 1, and 1 for b and n?");
    }
    if (!(weight >= 0 && weight <= MOST_WEIGHT)) {
      throw new ConfigurationException("a column's weight must be from 0 to 1e6, got " + weight);
    }
  }

  static ColumnGroup parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new ConfigurationException(
          "cannot read '" + text + "' as columns of a table: expected " + FORM);
    }
    Kind kind = kind(text);
    String size =
        switch (kind) {
          case N -> matcher.group(1);
          case B -> "1";
          case C -> matcher.group(2);
          case D -> matcher.group(3);
        };
    return new ColumnGroup(
        kind,
        size == null ? 1 : Integer.parseInt(size),
        matcher.group(4) != null,
        matcher.group(5) == null ? 1 : number(text, matcher.group(5)));
  }

  private static Kind kind(String text) {
    return switch (text.charAt(0)) {
      case 'b' -> Kind.B;
      case 'c' -> Kind.C;
      case 'd' -> Kind.D;
      default -> Kind.N;
    };
  }

  private static double number(String text, String weight) {
    try {
      return Double.parseDouble(weight);
    } catch (NumberFormatException e) {
      throw new ConfigurationException("cannot read the weight of '" + text + "'", e);
    }
  }

  /** Returns how many features there are in all. */
  public int features() {
    return missing ? size + 1 : size;
  }

  /** Returns how many columns of the table these are. */
  int columns() {
    return kind == Kind.N ? size : 1;
  }

  /** Tells whether another column of a number can join this group. */
  boolean joins(ColumnGroup next) {
    return kind == Kind.N
        && next.kind == Kind.N
        && !missing
        && !next.missing
        && weight == next.weight;
  }

  @Override
  public String toString() {
    String what =
        switch (kind) {
          case N -> size == 1 ? "n" : size + "n";
          case B -> "b";
          case C -> "c" + size;
          case D -> "d" + size;
        };
    return what + (missing ? "?" : "") + (weight == 1 ? "" : "*" + weight);
  }
}
