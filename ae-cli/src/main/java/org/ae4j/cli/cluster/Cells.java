package org.ae4j.cli.cluster;

import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.ae4j.api.Dataset;
import org.ae4j.core.data.TableColumn;
import org.ae4j.core.data.TableSchema;

/** Prints features of rows as a reader of the table knows them; other rows as numbers. */
final class Cells {
  private final Optional<TableSchema> table;
  private final DoubleFunction<String> number;

  Cells(Dataset rows, DoubleFunction<String> number) {
    this.table = TableSchema.of(rows);
    this.number = number;
  }

  /** Prints the mean of a feature: of one that is 0 or 1, the share of the rows that have it. */
  String mean(int feature, double mean) {
    return table.isPresent() && isShare(table.get(), feature)
        ? String.format(Locale.ROOT, "%.1f %%", 100 * mean)
        : number.apply(mean);
  }

  /** Prints the cell that a feature belongs to, or nothing where it is missing. */
  String cell(int feature, float[] row) {
    if (table.isEmpty()) {
      return number.apply(row[feature]);
    }
    TableSchema schema = table.get();
    int column = column(schema, feature);
    return schema.isMissing(column, row, 0)
        ? ""
        : schema.columns().get(column).print(row, schema.start(column));
  }

  private static boolean isShare(TableSchema schema, int feature) {
    TableColumn column = schema.columns().get(column(schema, feature));
    boolean measured = column.kind().equals("number") || column.kind().equals("date");
    return !measured || feature == schema.start(column(schema, feature)) + column.values();
  }

  private static int column(TableSchema schema, int feature) {
    int column = schema.columns().size() - 1;
    while (schema.start(column) > feature) {
      column--;
    }
    return column;
  }
}
