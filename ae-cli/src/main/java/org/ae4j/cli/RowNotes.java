package org.ae4j.cli;

import java.util.List;
import java.util.Optional;
import org.ae4j.api.Dataset;

/** What is known of rows besides their values, as the last columns of a CSV file. */
final class RowNotes {
  private final Optional<int[]> labels;
  private final List<String> labelNames;
  private final List<String> files;

  RowNotes(Dataset rows) {
    labels = rows.labels();
    labelNames = rows.labelNames();
    files = rows.rowNames();
  }

  /** Returns the names of the columns, each after a comma. */
  String header() {
    return (labels.isPresent() ? ",label" : "") + (files.isEmpty() ? "" : ",file");
  }

  /** Returns the cells of a row, each after a comma. */
  String cells(int row) {
    String file = files.isEmpty() ? "" : "," + RowWriter.quoted(files.get(row));
    return labels.map(all -> "," + label(all[row])).orElse("") + file;
  }

  private String label(int label) {
    return labelNames.isEmpty() ? Integer.toString(label) : RowWriter.quoted(labelNames.get(label));
  }
}
