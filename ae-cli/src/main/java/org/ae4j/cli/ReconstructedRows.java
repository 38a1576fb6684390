package org.ae4j.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;

/**
 * A file of what a model makes of rows: numbers, or a picture of some rows above what became of
 * them.
 *
 * @param file where
 * @param format of numbers, or empty for a picture
 */
record ReconstructedRows(Path file, Optional<RowWriter.Format> format) {

  /** Takes the format from the file's name; refuses a file that could not be written. */
  static ReconstructedRows to(Path file) {
    OutputFiles.requireWritable(file);
    return new ReconstructedRows(
        file,
        file.toString().endsWith(".png")
            ? Optional.empty()
            : Optional.of(RowWriter.Format.of(file)));
  }

  boolean isPicture() {
    return format.isEmpty();
  }

  void write(Autoencoders engine, TrainedAutoencoder trained, Dataset rows) {
    if (format.isPresent()) {
      writeNumbers(engine, trained, rows, format.get());
    } else if (ImageGrid.canShow(rows.shape())) {
      OutputFiles.write(file, ImageGrid.reconstructions(trained, rows));
    } else {
      throw new ConfigurationException(
          "rows of " + rows.shape() + " are no images; write .csv or .npy");
    }
  }

  private void writeNumbers(
      Autoencoders engine, TrainedAutoencoder trained, Dataset rows, RowWriter.Format wanted) {
    List<String> names =
        rows.featureNames().isEmpty()
            ? IntStream.range(0, rows.shape().size()).mapToObj(i -> "value_" + i).toList()
            : rows.featureNames();
    RowWriter.write(
        file,
        wanted,
        rows.size(),
        names,
        Optional.empty(),
        List.of(),
        writer ->
            Chunks.of(rows, engine.threads())
                .forEach(trained::reconstruct, (first, some) -> writer.add(some)));
  }
}
