package org.ae4j.core.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ae4j.api.DataException;

/**
 * Makes data sets of tables: of CSV files, or of rows of texts by column.
 *
 * <p>What the columns are is inferred in a pass over all rows, which keeps none of them, or comes
 * from a schema.
 */
public final class Tables {
  private Tables() {}

  /**
   * Reads a CSV file with a header, in UTF-8 and parted by commas, and infers its columns.
   *
   * @throws DataException if the file cannot be read, or a cell is not as the rest of its column
   */
  public static TableDataset read(Path file) {
    return TableReader.read(csv(file), SchemaText.OPEN, Mapping.DEFAULT);
  }

  /**
   * Reads a CSV file by a schema, a trained model's for example; columns are found by their names,
   * and others passed over.
   *
   * @throws DataException if a column is not there
   */
  public static TableDataset read(Path file, TableSchema schema) {
    return TableReader.read(csv(file), schema, Mapping.DEFAULT);
  }

  private static CsvRows csv(Path file) {
    return CsvRows.open(PathForms.name(file), file, ',');
  }

  /**
   * Makes a table of rows and infers its columns.
   *
   * @param rows texts by column; where a row has no text of a column, the cell is missing
   * @throws DataException if there are no rows, or a cell is not as the rest of its column
   */
  public static TableDataset of(List<Map<String, String>> rows) {
    return TableReader.read(MapRows.of("rows", rows), SchemaText.OPEN, Mapping.DEFAULT);
  }

  /**
   * Makes a table of rows by a schema; other columns are passed over.
   *
   * @throws DataException if there is a column that no row has
   */
  public static TableDataset of(List<Map<String, String>> rows, TableSchema schema) {
    return TableReader.read(MapRows.of("rows", rows), schema, Mapping.DEFAULT);
  }
}
