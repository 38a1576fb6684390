package org.ae4j.core.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects a label a row, a number each. */
final class LabelTexts {
  private final Map<String, Integer> found = new HashMap<>();
  private int[] labels = new int[64];
  private int count;

  void add(long line, RowSource rows, String text, int column) {
    if (text.isEmpty()) {
      throw rows.problem(
          line,
          rows.columns().get(column),
          "an empty cell",
          "a label",
          "fill it in, or remove the row");
    }
    add(text);
  }

  void add(String text) {
    if (count == labels.length) {
      labels = Arrays.copyOf(labels, (int) Math.min(Integer.MAX_VALUE - 8, 2L * count));
    }
    labels[count++] = found.computeIfAbsent(text, absent -> found.size());
  }

  int size() {
    return count;
  }

  /** Returns the rows with their labels, which count the sorted texts. */
  DenseDataset attach(DenseDataset rows) {
    List<String> classes = CsvColumns.classes(List.copyOf(found.keySet()));
    int[] order = new int[classes.size()];
    for (int i = 0; i < order.length; i++) {
      order[found.getOrDefault(classes.get(i), 0)] = i;
    }
    int[] sorted = new int[count];
    Arrays.setAll(sorted, row -> order[labels[row]]);
    return rows.withLabels(sorted, classes);
  }
}
