package org.ae4j.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.data.TableSchema;
import org.ae4j.pictures.ImageGrid;

/**
 * A file of what a model makes of rows: numbers, or a picture of some rows above what became of
 * them.
 */
record ReconstructedRows(Path file) {

  /** Refuses a file that could not be written, before any work. */
  static ReconstructedRows to(Path file) {
    OutputFiles.requireWritable(file);
    ReconstructedRows rows = new ReconstructedRows(file);
    if (!rows.isPicture()) {
      RowWriter.Format.of(file, ".csv, .npy or .png");
    }
    return rows;
  }

  boolean isPicture() {
    return file.toString().endsWith(".png");
  }

  void write(Autoencoders engine, TrainedAutoencoder trained, Dataset rows) {
    if (!isPicture()) {
      Optional<TableSchema> table = TableColumns.printed(trained, file);
      List<String> names = table.map(TableColumns::names).orElseGet(() -> names(rows));
      RowWriter.write(file, names, rows, false, engine.threads(), trained::reconstruct, table);
    } else if (ImageGrid.canShow(rows.shape())) {
      OutputFiles.write(file, ImageGrid.reconstructions(trained, rows));
    } else {
      throw new ConfigurationException(
          "rows of " + rows.shape() + " are no images; write .csv or .npy");
    }
  }

  private static List<String> names(Dataset rows) {
    return rows.featureNames().isEmpty()
        ? IntStream.range(0, rows.shape().size()).mapToObj(i -> "value_" + i).toList()
        : rows.featureNames();
  }
}
