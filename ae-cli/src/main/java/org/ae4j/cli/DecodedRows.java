package org.ae4j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.ValueRange;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.data.Datasets;
import org.ae4j.core.data.Preprocessing;
import org.ae4j.core.data.TableSchema;
import org.ae4j.pictures.ImageGrid;
import org.ejml.data.FMatrixRMaj;

/** Writes what a model decodes: a picture of all rows, or their numbers in the data's units. */
final class DecodedRows {
  static final String FORMATS = "A picture as .png, or rows in the data's units as .npy or .csv.";

  private DecodedRows() {}

  /** Refuses a file that could not be written, or images of what are none, before any work. */
  static void requireWritable(Path file, TrainedAutoencoder model) {
    OutputFiles.requireWritable(file);
    if (!isPicture(file)) {
      RowWriter.Format.of(file, ".csv, .npy or .png");
    } else if (!ImageGrid.canShow(model.inputShape())) {
      throw new ConfigurationException(
          "rows of " + model.inputShape() + " are no images; write .csv or .npy");
    }
  }

  private static boolean isPicture(Path file) {
    return file.toString().endsWith(".png");
  }

  /**
   * Decodes codes and writes the rows.
   *
   * @param columns images side by side
   */
  static void write(Path file, TrainedAutoencoder model, FMatrixRMaj codes, int columns) {
    FMatrixRMaj rows = model.decode(codes);
    int size = rows.numCols;
    if (isPicture(file)) {
      List<float[]> cells = new ArrayList<>();
      for (int row = 0; row < rows.numRows; row++) {
        cells.add(java.util.Arrays.copyOfRange(rows.data, row * size, (row + 1) * size));
      }
      OutputFiles.write(
          file, ImageGrid.png(cells, columns, model.inputShape(), range(model, rows)));
      return;
    }
    List<String> features = model.document().data().features();
    Optional<TableSchema> table = TableColumns.printed(model, file);
    List<String> names =
        table
            .map(TableColumns::names)
            .orElseGet(
                () ->
                    features.isEmpty()
                        ? IntStream.range(0, size).mapToObj(i -> "value_" + i).toList()
                        : features);
    RowWriter.write(file, names, Datasets.ofMatrix(rows), false, 1, Function.identity(), table);
  }

  /** Returns the values that are black and white: those that were scaled to 0 and 1, if any. */
  private static ValueRange range(TrainedAutoencoder model, FMatrixRMaj rows) {
    Preprocessing preprocessing = model.document().preprocessing();
    if (preprocessing.kind() == Preprocessing.Kind.UNIT && preprocessing.isUniform()) {
      float scale = preprocessing.scale()[0];
      float shift = preprocessing.shift()[0];
      return new ValueRange(-shift / scale, (1 - shift) / scale);
    }
    float least = Float.MAX_VALUE;
    float most = -Float.MAX_VALUE;
    for (int i = 0; i < rows.numRows * rows.numCols; i++) {
      least = Math.min(least, rows.data[i]);
      most = Math.max(most, rows.data[i]);
    }
    return new ValueRange(least, most > least ? most : least + 1);
  }
}
