package org.ae4j.core.data;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The columns that a CSV file's header names. */
record CsvColumns(String file, List<String> names) {
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,18}");

  static CsvColumns of(String file, CsvRecord header) {
    List<String> names = header.getFields().stream().map(String::strip).toList();
    if (names.stream().anyMatch(name -> name.matches("(?s).*[\\p{Cntrl}\\uFFFD].*"))) {
      throw DataProblem.at(
          file, "line 1", "binary data", "text in UTF-8", "decompress or convert it");
    }
    if (names.size() == 1 && names.get(0).matches(".*\\S[;,\t|]\\S.*")) {
      throw DataProblem.at(
          file,
          "line 1",
          "one column, " + DataProblem.quote(names.get(0)),
          "columns parted by the delimiter",
          "name the one that the file has (data option delimiter=C)");
    }
    if (names.stream().noneMatch(name -> name.isEmpty() || Float.isNaN(parse(name)))) {
      throw DataProblem.at(
          file,
          "line 1",
          "only numbers (" + DataProblem.quote(String.join(",", names)) + ")",
          "the columns' names",
          "put a header above the rows");
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      String place = "line 1, column " + (i + 1);
      if (name.isEmpty()) {
        throw DataProblem.at(
            file, place, "no name", "one", "name it, or leave out an unnamed index column");
      }
      if (!seen.add(name)) {
        throw DataProblem.at(
            file, place, DataProblem.quote(name) + " again", "distinct names", "rename it");
      }
    }
    return new CsvColumns(file, names);
  }

  void requireAll(CsvRecord line) {
    if (line.getFieldCount() != names.size()) {
      boolean blank = line.getFieldCount() == 1 && line.getField(0).isBlank();
      throw DataProblem.at(
          file,
          "line " + line.getStartingLineNumber(),
          blank ? "a blank line" : count(line.getFieldCount()),
          count(names.size()) + " as in the header",
          "correct the line, or name another delimiter (data option delimiter=C)");
    }
  }

  private static String count(int fields) {
    return fields + (fields == 1 ? " field" : " fields");
  }

  /** Parses a decimal number; NaN if it is none, as Java's other forms (1f, 0x1p3) are not. */
  static float parse(String text) {
    if (!mayBeNumber(text)) {
      return Float.NaN;
    }
    try {
      return Float.parseFloat(text);
    } catch (NumberFormatException e) {
      return Float.NaN;
    }
  }

  /** Tells texts and dates from numbers without an exception for each, which would cost more. */
  private static boolean mayBeNumber(String text) {
    char before = 'e';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean sign = (c == '-' || c == '+') && (before == 'e' || before == 'E');
      if (!sign && (c < '0' || c > '9') && c != '.' && ((c != 'e' && c != 'E') || i == 0)) {
        return false;
      }
      before = c;
    }
    return !text.isEmpty();
  }

  /** Returns the distinct labels, by value if all are whole numbers, else by their text. */
  static List<String> classes(List<String> labels) {
    List<String> distinct = labels.stream().distinct().toList();
    Comparator<String> order = Comparator.naturalOrder();
    if (distinct.stream().allMatch(text -> INTEGER.matcher(text).matches())) {
      order = Comparator.<String>comparingLong(Long::parseLong).thenComparing(order);
    }
    return distinct.stream().sorted(order).toList();
  }
}
