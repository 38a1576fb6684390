package org.ae4j.core.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DataException;
import org.ae4j.api.Shape;

/**
 * A table whose cells were parsed: one float a cell is kept, and features are made of them when a
 * row is asked for.
 *
 * <p>Immutable and safe for concurrent reading.
 */
public final class TableDataset implements TabularDataset {
  private final TableSchema schema;
  private final DenseDataset cells;
  private final Shape shape;
  private final List<String> notices;

  TableDataset(TableSchema schema, DenseDataset cells, Shape shape, List<String> notices) {
    this.schema = schema;
    this.cells = cells;
    this.shape = shape;
    this.notices = List.copyOf(notices);
  }

  @Override
  public TableSchema schema() {
    return schema;
  }

  /**
   * Returns what somebody should know who relies on the rows, a line each: columns that were left
   * out, categories that no row had before, and the like.
   */
  public List<String> notices() {
    return notices;
  }

  /** Returns the same rows with another meaning, where each cell is a number. */
  TableDataset withShape(Shape other) {
    if (!schema.isPlain()) {
      throw new ConfigurationException(
          "data option shape is for tables of numbers without missing cells; leave it out");
    }
    return new TableDataset(schema, cells.withShape(other), other, notices);
  }

  /** Returns the same rows with the labels that stand in a column of another file. */
  TableDataset withLabels(Path file, String column) {
    LabelTexts labels = new LabelTexts();
    CsvColumn.read(file, column).forEach(labels::add);
    if (labels.size() != size()) {
      throw new DataException(
          "%s has %d lines below its header, %s has %d rows; give a line a row, in their order"
              .formatted(file, labels.size(), name(), size()));
    }
    return new TableDataset(schema, labels.attach(cells), shape, notices);
  }

  @Override
  public String name() {
    return cells.name();
  }

  @Override
  public int size() {
    return cells.size();
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public void copyRow(int row, float[] out, int offset) {
    // A column has at least one feature, so no cell at the end is overwritten before its turn.
    int at = offset + schema.features() - schema.typedColumns().size();
    cells.copyRow(row, out, at);
    schema.expand(out, at, out, offset);
  }

  @Override
  public void prefetch(int row) {
    cells.prefetch(row);
  }

  @Override
  public Optional<int[]> labels() {
    return cells.labels();
  }

  @Override
  public List<String> labelNames() {
    return cells.labelNames();
  }

  @Override
  public List<String> featureNames() {
    return schema.featureNames();
  }
}
