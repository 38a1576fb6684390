package org.ae4j.core.data;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the cells of one column are, gathered in one pass that keeps no rows. */
final class ColumnProfile {
  /** A text column of more than these is hardly one of categories unless somebody says so. */
  private static final int MOST_INFERRED = 100;

  /** More features than that of one column would leave nothing to the others. */
  private static final int MOST_CATEGORIES = 1000;

  private static final int MOST_TRACKED = 10_000;
  private static final int FEW_ROWS = 20;
  private static final char REPLACEMENT = '\uFFFD';
  private static final Pattern NOT_FINITE = Pattern.compile("(?i)[+-]?(inf|infinity)");
  private static final Pattern GROUPED =
      Pattern.compile(
          "[+-]?\\d[\\d.]*(?:,\\d+)+(?:\\.\\d+)?|[+-]?\\d{1,3}(?:[ '\u00A0\u202F]\\d{3})+(?:[.,]\\d+)?");

  private final ColumnSpec spec;
  private final DateText dates;
  private final boolean listed;
  private final Map<String, Integer> texts = new HashMap<>();
  private long present;
  private long missing;
  private long numbers;
  private long grouped;
  private long words;
  private long dated;
  private boolean overflowed;
  private boolean garbled;
  private boolean timed;
  private double sum;
  private double minutes;
  private double earliest = Double.POSITIVE_INFINITY;
  private float first = Float.NaN;
  private boolean varies;
  private long oddLine;
  private String odd = "";

  ColumnProfile(ColumnSpec spec) {
    this.spec = spec;
    this.dates = spec.dateText();
    this.listed = spec.kind().filter(CategoryColumn.KIND::equals).isPresent();
  }

  /** Tells whether a text is an infinite number, which is none to compute with. */
  static boolean isInfinite(String text) {
    return NOT_FINITE.matcher(text).matches();
  }

  void addMissing() {
    missing++;
  }

  void add(long line, String text) {
    present++;
    float number = CsvColumns.parse(text);
    if (Float.isNaN(number) && !isInfinite(text)) {
      addText(line, text);
    } else {
      numbers++;
      sum += Float.isFinite(number) ? number : 0;
      varies |= present > 1 && number != first;
      first = present == 1 ? number : first;
    }
    if (tracks()) {
      texts.merge(text, 1, Integer::sum);
      overflowed = texts.size() > MOST_TRACKED;
    }
  }

  private void addText(long line, String text) {
    garbled |= text.indexOf(REPLACEMENT) >= 0;
    double minute = dates.minutes(text);
    if (!Double.isNaN(minute)) {
      dated++;
      minutes += minute;
      earliest = Math.min(earliest, minute);
      timed |= minute % DateText.MINUTES_A_DAY != 0;
      return;
    }
    boolean group = isDigit(text.charAt(text.length() - 1)) && GROUPED.matcher(text).matches();
    if (oddLine == 0 || (group && grouped == 0)) {
      oddLine = line;
      odd = text;
    }
    grouped += group ? 1 : 0;
    words += Float.isNaN(BooleanColumn.of(text)) ? 0 : 1;
  }

  /** Tells whether texts are counted: of a column that is all numbers, only where told to. */
  private boolean tracks() {
    return !overflowed && (numbers < present || present <= FEW_ROWS || listed);
  }

  /**
   * Returns the kind that the cells have.
   *
   * @param rows says what {@code line} is in a message
   */
  String kind(RowSource rows) {
    if (present == 0) {
      return ColumnSpec.IGNORED;
    }
    if (numbers == present) {
      return NumberColumn.KIND;
    }
    if (dated == present) {
      return DateColumn.KIND;
    }
    if (2 * dated >= present && oddLine > 0) {
      throw rows.problem(
          oddLine,
          spec.name(),
          DataProblem.quote(odd),
          "a date such as 2024-03-31 or 2024-03-31 14:30",
          "correct it, leave the cell empty, or say what the column is in a schema");
    }
    if (2 * (numbers + grouped) >= present) {
      boolean commas = grouped > 0;
      throw rows.problem(
          oddLine,
          spec.name(),
          DataProblem.quote(odd) + (commas ? ", with a comma or a separator" : ""),
          "a number such as -1.5e3",
          commas
              ? "write numbers with a point and without separators of thousands"
              : "correct it, leave the cell empty, or say what the column is: a schema with"
                  + " kind category, or label="
                  + spec.name());
    }
    if (texts.size() == 1) {
      return ColumnSpec.IGNORED;
    }
    if (words == present - numbers && texts.size() == 2) {
      return BooleanColumn.KIND;
    }
    boolean unlike = present >= FEW_ROWS && 2L * texts.size() > present;
    return unlike || texts.size() > MOST_INFERRED ? ColumnSpec.IGNORED : CategoryColumn.KIND;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Refuses texts with the character that stands for bytes that are not UTF-8. */
  void requireLegible(RowSource rows) {
    if (garbled) {
      throw rows.headerProblem(
          "column " + DataProblem.quote(spec.name()) + " with bytes that are not UTF-8",
          "text in UTF-8",
          "convert the file, as with: iconv -f WINDOWS-1252 -t UTF-8");
    }
  }

  /** Says why a column whose kind nobody gave is left out. */
  String reason() {
    if (present == 0) {
      return "has no cell that is filled in";
    }
    return texts.size() == 1
        ? "is " + DataProblem.quote(texts.keySet().iterator().next()) + " in every row"
        : "has "
            + (overflowed ? "more than " + MOST_TRACKED : "" + texts.size())
            + " different texts in "
            + present
            + " rows; a schema with kind category keeps the "
            + MOST_CATEGORIES
            + " most frequent";
  }

  boolean hasMissing() {
    return missing > 0;
  }

  /** Tells whether it holds one number in all its rows. */
  boolean isConstantNumber() {
    return numbers == present && present > 1 && !varies;
  }

  double mean() {
    return numbers == 0 ? 0 : sum / numbers;
  }

  double meanDay() {
    return dated == 0 ? 0 : minutes / dated / DateText.MINUTES_A_DAY;
  }

  long firstDay() {
    return dated == 0 ? 0 : (long) Math.floor(earliest / DateText.MINUTES_A_DAY);
  }

  boolean timed() {
    return timed;
  }

  /** Returns the most frequent texts in their order. */
  List<String> categories() {
    return CsvColumns.classes(
        texts.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_CATEGORIES)
            .map(Map.Entry::getKey)
            .toList());
  }

  /** Returns the text of the column that means 1 or 0. */
  String word(float value, String otherwise) {
    return texts.keySet().stream()
        .filter(text -> BooleanColumn.of(text) == value)
        .sorted()
        .findFirst()
        .orElse(otherwise);
  }
}
