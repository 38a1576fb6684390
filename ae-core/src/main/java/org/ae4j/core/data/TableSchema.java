package org.ae4j.core.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.core.data.Preprocessing.Kind;
import org.ae4j.core.tabular.ColumnGroup;
import org.ae4j.core.tabular.TableLayout;
import org.ejml.data.FMatrixRMaj;

/**
 * The columns of a table, and how their cells become the features of a row and back.
 *
 * <p>Features are in the units of the source, column after column in the schema's order; scaling is
 * the {@link Preprocessing}'s. Immutable and safe for concurrent use.
 */
public final class TableSchema {
  /** Texts of a missing cell where nothing else is said. */
  static final List<String> MISSING_TEXTS =
      List.of("", "NA", "N/A", "NaN", "nan", "null", "NULL", "?");

  private final List<TypedColumn> columns;
  private final Optional<String> label;
  private final List<String> ignored;
  private final Set<String> missingTexts;
  private final int[] starts;
  private final TableLayout layout;

  TableSchema(
      List<TypedColumn> columns,
      Optional<String> label,
      List<String> ignored,
      List<String> missingTexts) {
    this.columns = List.copyOf(columns);
    this.label = label;
    this.ignored = List.copyOf(ignored);
    this.missingTexts = new LinkedHashSet<>(missingTexts);
    this.starts = new int[columns.size() + 1];
    for (int i = 0; i < columns.size(); i++) {
      starts[i + 1] = starts[i] + columns.get(i).features();
    }
    this.layout = TableLayout.of(columns.stream().map(TypedColumn::group).toList());
  }

  /** Returns the schema of rows that came out of a table. */
  public static Optional<TableSchema> of(Dataset rows) {
    return rows instanceof TabularDataset table ? Optional.of(table.schema()) : Optional.empty();
  }

  /**
   * Reads a schema that says all of its columns, as {@link #toString} writes it.
   *
   * @throws org.ae4j.api.ModelFormatException if the text is not so
   */
  public static TableSchema parse(String json) {
    return SchemaText.parse(json, "schema").complete();
  }

  /** Returns the columns that become features, in their order. */
  public List<TableColumn> columns() {
    return List.copyOf(columns);
  }

  List<TypedColumn> typedColumns() {
    return columns;
  }

  /** Returns the column that holds labels, if there is one. */
  public Optional<String> label() {
    return label;
  }

  /** Returns the columns that are left out. */
  public List<String> ignored() {
    return ignored;
  }

  Set<String> missingTexts() {
    return missingTexts;
  }

  /** Returns where a column's features begin in a row; they are {@code features()} of it. */
  public int start(int column) {
    return starts[column];
  }

  /** Returns how many features a row has. */
  public int features() {
    return starts[columns.size()];
  }

  /** Returns a name for each feature. */
  public List<String> featureNames() {
    return columns.stream().flatMap(column -> column.featureNames().stream()).toList();
  }

  /** Tells whether each column is a number that is always there, so that features are the cells. */
  public boolean isPlain() {
    return layout.groups().size() == 1
        && layout.groups().get(0).kind() == ColumnGroup.Kind.N
        && features() == columns.size()
        && columns.get(0).weight() == 1
        && columns.stream().noneMatch(column -> column instanceof NumberColumn n && n.log());
  }

  /** Returns the text form of the loss that measures each column by its kind. */
  public String loss() {
    return isPlain() ? "mse" : layout.toString();
  }

  /**
   * Returns a row's cells, one a column, in the columns' own units and form.
   *
   * @param row features in the units of the source; where it says that a cell is missing, what
   *     would stand there
   */
  public List<String> print(float[] row, int offset) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      cells.add(columns.get(i).print(row, offset + starts[i]));
    }
    return cells;
  }

  /**
   * Tells whether a row says that the cell of a column is missing, or that it is of a category that
   * the schema does not know.
   */
  public boolean isMissing(int column, float[] row, int offset) {
    return columns.get(column).isMissing(row, offset + starts[column]);
  }

  /**
   * Writes by how much the cells of a reconstruction miss those of a row, one number a column: the
   * mean squared error of the cell's features, or -log of the probability that a category or a yes
   * or no got, in nats; 0 where the row's cell is missing.
   *
   * @param row scaled features
   * @param reconstruction scaled features, as long
   */
  public void errors(
      float[] row, int offset, float[] reconstruction, int reconstructionOffset, double[] errors) {
    for (int i = 0; i < columns.size(); i++) {
      errors[i] =
          isMissing(i, row, offset)
              ? 0
              : error(
                  columns.get(i).group().kind(),
                  columns.get(i).values(),
                  row,
                  offset + starts[i],
                  reconstruction,
                  reconstructionOffset + starts[i]);
    }
  }

  /**
   * Sets reconstructed features of missing cells to what the rows have, so that they cost nothing.
   */
  public void forgiveMissing(FMatrixRMaj rows, FMatrixRMaj restored) {
    for (int row = 0; row < rows.numRows; row++) {
      int at = row * rows.numCols;
      for (int i = 0; i < columns.size(); i++) {
        if (isMissing(i, rows.data, at)) {
          int from = at + starts[i];
          System.arraycopy(rows.data, from, restored.data, from, columns.get(i).values());
        }
      }
    }
  }

  private static double error(
      ColumnGroup.Kind kind, int values, float[] row, int at, float[] other, int otherAt) {
    double sum = 0;
    for (int i = 0; i < values; i++) {
      double wanted = row[at + i];
      double got = other[otherAt + i];
      sum +=
          switch (kind) {
            case N, D -> (wanted - got) * (wanted - got) / values;
            case B -> -Math.log(Math.max(wanted * got + (1 - wanted) * (1 - got), 1e-12));
            case C -> -wanted * Math.log(Math.max(got, 1e-12));
          };
    }
    return sum;
  }

  /** Writes the features of parsed cells, which may stand at the end of where these go. */
  void expand(float[] cells, int cellsAt, float[] out, int outAt) {
    for (int i = 0; i < columns.size(); i++) {
      TypedColumn column = columns.get(i);
      float cell = cells[cellsAt + i];
      column.expand(cell, out, outAt + starts[i]);
      if (column.missing()) {
        out[outAt + starts[i + 1] - 1] = cell == TypedColumn.MISSING ? 1 : 0;
      }
    }
  }

  /** Returns how each feature is scaled. */
  Kind[] scales(Kind general) {
    Kind[] kinds = new Kind[features()];
    Arrays.fill(kinds, Kind.NONE); // of the features that say what is missing
    for (int i = 0; i < columns.size(); i++) {
      for (int j = 0; j < columns.get(i).values(); j++) {
        kinds[starts[i] + j] = columns.get(i).scale(j).orElse(general);
      }
    }
    return kinds;
  }

  /** Returns for each feature the one that says that it is missing, or -1. */
  int[] maskedBy() {
    int[] masks = new int[features()];
    Arrays.fill(masks, -1);
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).missing()) {
        Arrays.fill(masks, starts[i], starts[i] + columns.get(i).values(), starts[i + 1] - 1);
      }
    }
    return masks;
  }

  /** Returns the index of a column among {@link #columns()}. */
  public int column(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new ConfigurationException(
        "unknown column '"
            + name
            + "' (known: "
            + String.join(", ", columns.stream().map(TableColumn::name).toList())
            + ")");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TableSchema that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return columns.hashCode();
  }

  /** Returns the schema as JSON, from which the same schema is read. */
  @Override
  public String toString() {
    return SchemaText.write(this);
  }
}
