package org.ae4j.core.data;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DataException;
import org.jspecify.annotations.Nullable;

/** What is known about rows and features besides the values. */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copied where handed out
record Annotations(
    int @Nullable [] labels,
    List<String> labelNames,
    List<String> featureNames,
    List<String> rowNames) {
  static final Annotations NONE = new Annotations(null, List.of(), List.of(), List.of());

  Annotations {
    labelNames = List.copyOf(labelNames);
    featureNames = List.copyOf(featureNames);
    rowNames = List.copyOf(rowNames);
  }

  Annotations withLabels(String data, int rows, int[] newLabels, List<String> names) {
    requireLabels(data, rows, newLabels, names);
    return new Annotations(newLabels.clone(), names, featureNames, rowNames);
  }

  /** Refuses labels that are not one of the classes for each row; messages name the data. */
  static void requireLabels(String data, int rows, int[] newLabels, List<String> names) {
    if (newLabels.length != rows) {
      throw new DataException(
          data
              + ": found "
              + newLabels.length
              + " labels, expected one for each of "
              + rows
              + " rows; check that both files belong together");
    }
    for (int row = 0; row < rows; row++) {
      int label = newLabels[row];
      if (label < 0 || (!names.isEmpty() && label >= names.size())) {
        String range = names.isEmpty() ? "at least 0" : "0 to " + (names.size() - 1);
        throw DataProblem.at(
            data, "label of row " + row, "" + label, range, "check the labels' file");
      }
    }
  }

  Annotations withRowNames(String data, int rows, List<String> names) {
    if (names.size() != rows) {
      throw new DataException(
          data
              + ": found names of "
              + names.size()
              + " rows, expected one for each of "
              + rows
              + "; check that both belong together");
    }
    return new Annotations(labels, labelNames, featureNames, names);
  }

  Annotations withFeatureNames(int features, List<String> names) {
    if (names.size() != features || new HashSet<>(names).size() != features) {
      throw new ConfigurationException(
          "feature names: got "
              + names.size()
              + " ("
              + new HashSet<>(names).size()
              + " distinct), expected one distinct name for each of "
              + features
              + " features");
    }
    return new Annotations(labels, labelNames, names, rowNames);
  }

  Optional<int[]> labelsCopy() {
    int[] present = labels;
    return present == null ? Optional.empty() : Optional.of(present.clone());
  }
}
