package org.ae4j.core.data;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DataException;

/**
 * The columns that a CSV file's header names, and the reading of their cells.
 *
 * @param label the index of the column of labels, or -1
 */
record CsvColumns(String file, List<String> names, int label) {
  private static final Pattern NOT_FINITE = Pattern.compile("(?i)[+-]?(nan|inf|infinity)");
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,18}");

  static CsvColumns of(String file, CsvRecord header, Optional<String> label) {
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
    int labelColumn = label.map(name -> find(file, names, name)).orElse(-1);
    if (labelColumn >= 0 && names.size() == 1) {
      throw DataProblem.at(
          file, "line 1", "only the labels", "columns of numbers too", "add columns");
    }
    return new CsvColumns(file, names, labelColumn);
  }

  private static int find(String file, List<String> names, String label) {
    int index = names.indexOf(label);
    if (index < 0) {
      throw new ConfigurationException(
          "data option label: got '"
              + label
              + "', expected a column of "
              + file
              + ": "
              + String.join(", ", names.subList(0, Math.min(20, names.size())))
              + (names.size() > 20 ? ", ..." : ""));
    }
    return index;
  }

  /** Returns the names of the columns of numbers. */
  List<String> features() {
    List<String> features = new ArrayList<>(names);
    if (label >= 0) {
      features.remove(label);
    }
    return features;
  }

  void requireAll(CsvRecord line) {
    if (line.getFieldCount() != names.size()) {
      boolean blank = line.getFieldCount() == 1 && line.getField(0).isBlank();
      throw DataProblem.at(
          file,
          "line " + line.getStartingLineNumber(),
          blank ? "a blank line" : line.getFieldCount() + " fields",
          names.size() + " fields as in the header",
          "correct the line, or name another delimiter (data option delimiter=C)");
    }
  }

  String text(CsvRecord line, int column) {
    String text = line.getField(column).strip();
    if (text.isEmpty()) {
      throw cell(line, column, "an empty cell", "a label", "fill it in, or remove the row");
    }
    return text;
  }

  float number(CsvRecord line, int column) {
    String text = line.getField(column).strip();
    if (text.isEmpty()) {
      throw cell(line, column, "an empty cell", "a number", "fill it in, or remove the row");
    }
    float value = parse(text);
    if (Float.isNaN(value) && !NOT_FINITE.matcher(text).matches()) {
      throw cell(
          line,
          column,
          DataProblem.quote(text),
          "a number such as -1.5e3",
          "correct it, remove the column, or name it as the labels (data option label=COLUMN)");
    }
    if (!Float.isFinite(value)) {
      throw cell(
          line,
          column,
          DataProblem.quote(text),
          "a finite number within +-3.4e38",
          "replace it, or remove the row");
    }
    return value;
  }

  /** Parses a decimal number; NaN if it is none, as Java's other forms (1f, 0x1p3) are not. */
  private static float parse(String text) {
    char last = text.charAt(text.length() - 1);
    boolean decimal = (last >= '0' && last <= '9') || last == '.';
    if (!decimal || text.indexOf('x') >= 0 || text.indexOf('X') >= 0) {
      return Float.NaN;
    }
    try {
      return Float.parseFloat(text);
    } catch (NumberFormatException e) {
      return Float.NaN;
    }
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

  private DataException cell(
      CsvRecord line, int column, String found, String expected, String advice) {
    String place =
        "line " + line.getStartingLineNumber() + ", column " + DataProblem.quote(names.get(column));
    return DataProblem.at(file, place, found, expected, advice);
  }
}
