package org.ae4j.core.data;

import java.util.List;

/** Turns numbers of a file into class indices. */
final class Labels {
  private static final int GREATEST = 1_000_000;

  private Labels() {}

  static int[] of(String file, float[] values) {
    int[] labels = new int[values.length];
    for (int row = 0; row < values.length; row++) {
      labels[row] = (int) values[row];
      if (labels[row] != values[row] || labels[row] < 0 || labels[row] > GREATEST) {
        throw DataProblem.at(
            file,
            "label of row " + row + " (from 0)",
            "" + values[row],
            "a whole number from 0 to " + GREATEST,
            "check the labels' file");
      }
    }
    return labels;
  }

  /** Returns the rows with the labels that {@code file} holds; messages name the file. */
  static DenseDataset attach(DenseDataset data, String file, int[] labels, List<String> classes) {
    Annotations.requireLabels(file, data.size(), labels, classes);
    return data.withLabels(labels, classes);
  }
}
