package org.ae4j.core.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ae4j.api.DataException;
import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetSplits;

/** A folder of IDX files under MNIST's names: images and labels, to train on and to test on. */
final class MnistFiles {
  private static final List<String> FORMS = List.of("-ubyte", "-ubyte.gz");

  private MnistFiles() {}

  /** Tells whether the folder has the images to train on. */
  static boolean isIn(Path folder) {
    return find(folder, "train-images", 3).isPresent();
  }

  /**
   * Reads the images to train on, and what else there is.
   *
   * @param complete whether labels and test images must be there too
   * @param classes the names of the classes, or empty
   */
  static DatasetSplits read(String name, Path folder, List<String> classes, boolean complete) {
    Dataset train =
        part(name, folder, "train", classes, complete)
            .orElseThrow(() -> missing(folder, "train-images-idx3-ubyte"));
    Optional<Dataset> test = part(name, folder, "t10k", classes, complete);
    test.ifPresent(
        found -> {
          if (!found.shape().equals(train.shape())) {
            throw DataProblem.at(
                folder.toString(),
                "t10k-images",
                "images of " + found.shape(),
                train.shape() + " as in train-images",
                "check that the files belong together");
          }
        });
    return new DatasetSplits(train, test);
  }

  private static Optional<Dataset> part(
      String name, Path folder, String part, List<String> classes, boolean complete) {
    Optional<Path> images = find(folder, part + "-images", 3);
    Optional<Path> labels = find(folder, part + "-labels", 1);
    if (complete && images.isEmpty()) {
      throw missing(folder, part + "-images-idx3-ubyte");
    }
    if (complete && labels.isEmpty()) {
      throw missing(folder, part + "-labels-idx1-ubyte");
    }
    return images.map(
        file -> {
          DenseDataset data = IdxReader.read(name, file);
          return labels.map(path -> labelled(data, path, classes)).orElse(data);
        });
  }

  private static DenseDataset labelled(DenseDataset data, Path file, List<String> classes) {
    return Labels.attach(data, file.toString(), IdxReader.readLabels(file), classes);
  }

  private static Optional<Path> find(Path folder, String stem, int dimensions) {
    return FORMS.stream()
        .flatMap(
            form ->
                List.of("-", ".").stream()
                    .map(dash -> folder.resolve(stem + dash + "idx" + dimensions + form)))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static DataException missing(Path folder, String file) {
    return new DataException(
        folder + ": found no " + file + ", expected it here, plain or with .gz; add the file");
  }
}
