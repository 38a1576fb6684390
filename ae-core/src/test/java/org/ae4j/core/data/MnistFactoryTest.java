package org.ae4j.core.data;

import static org.ae4j.core.data.DataFiles.bytes;
import static org.ae4j.core.data.DataFiles.gzip;
import static org.ae4j.core.data.DataFiles.idx;
import static org.ae4j.core.data.DataFiles.row;
import static org.ae4j.core.data.DataFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ae4j.api.ByteDataset;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DataException;
import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetRequest;
import org.ae4j.api.DatasetSplits;
import org.ae4j.api.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistFactoryTest {
  @TempDir Path folder;

  @Test
  void readsBothPartsWithLabelsAndClasses() {
    fill(folder);
    DatasetSplits splits = MnistFactory.fashionMnist(List.of()).open(in(folder));

    Dataset test = splits.test().orElseThrow();
    assertThat(splits.train()).isInstanceOf(ByteDataset.class);
    assertThat(splits.train().name()).isEqualTo("fashion-mnist");
    assertThat(splits.train().labels().orElseThrow()).containsExactly(9, 0);
    assertThat(splits.train().labelNames()).hasSize(10).startsWith("T-shirt/top");
    assertThat(row(splits.train(), 1)).containsExactly(3, 4);
    assertThat(test.size()).isEqualTo(1);
    assertThat(test.labels().orElseThrow()).containsExactly(5);
  }

  @Test
  void looksInTheGivenFolderAlone() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Path given = Files.createDirectory(folder.resolve("given"));
    fill(other);
    fill(given);
    write(given, "t10k-labels-idx1-ubyte.gz", gzip(idx(8, new int[] {1}, bytes(7))));
    MnistFactory factory = MnistFactory.mnist(List.of(folder.resolve("absent"), other));

    assertThat(testLabel(factory.open(in(given)))).isEqualTo(7);
    assertThat(testLabel(factory.open(DatasetRequest.of("mnist")))).isEqualTo(5);
    assertThatThrownBy(() -> factory.open(in(folder)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("looked in " + folder + " (has no train-images);");
  }

  @Test
  void saysWhereItLookedAndWhatToDo() {
    MnistFactory factory = MnistFactory.fashionMnist(List.of(Path.of("/absent/a"), folder));

    assertThatThrownBy(() -> factory.open(DatasetRequest.of("fashion-mnist")))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(
            "fashion-mnist: not found",
            "looked in /absent/a (absent), " + folder + " (has no train-images)",
            "apt install dataset-fashion-mnist",
            "ae data fetch fashion-mnist",
            "--data-dir DIR",
            "--data fashion-mnist-sample");
  }

  @Test
  void refusesIncompleteFolder() throws IOException {
    fill(folder);
    Files.delete(folder.resolve("t10k-labels-idx1-ubyte.gz"));

    assertThatThrownBy(() -> MnistFactory.mnist(List.of()).open(in(folder)))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(folder.toString(), "found no t10k-labels-idx1-ubyte");
  }

  @Test
  void refusesLabelsThatDoNotFit() {
    fill(folder);
    write(folder, "train-labels.idx1-ubyte", idx(8, new int[] {3}, bytes(1, 2, 3)));
    assertThatThrownBy(() -> MnistFactory.mnist(List.of()).open(in(folder)))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("train-labels", "found 3 labels", "2 rows");

    write(folder, "train-labels.idx1-ubyte", idx(8, new int[] {2}, bytes(1, 10)));
    assertThatThrownBy(() -> MnistFactory.mnist(List.of()).open(in(folder)))
        .hasMessageContainingAll("train-labels", "label of row 1", "found 10", "0 to 9");
  }

  @Test
  void refusesPartsOfDifferentShape() {
    fill(folder);
    write(
        folder, "t10k-images-idx3-ubyte.gz", gzip(idx(8, new int[] {1, 2, 2}, bytes(1, 2, 3, 4))));

    assertThatThrownBy(() -> MnistFactory.mnist(List.of()).open(in(folder)))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("t10k-images", "1x2x2", "1x1x2");
  }

  @Test
  void refusesOptionsAndForeignSources() {
    MnistFactory factory = MnistFactory.mnist();
    assertThatThrownBy(
            () -> factory.open(new DatasetRequest("mnist", Optional.empty(), Map.of("n", "1"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("mnist", "'n'", "known: none");
    assertThat(factory.recognizes("mnist")).isTrue();
    assertThat(factory.recognizes("fashion-mnist")).isFalse();
    assertThat(factory.description()).contains("MNIST");
  }

  @Test
  void idxFactoryReadsSuchAFolderEvenWithoutLabels() throws IOException {
    fill(folder);
    Files.delete(folder.resolve("train-labels.idx1-ubyte"));
    IdxFactory factory = new IdxFactory();

    assertThat(factory.recognizes(folder.toString())).isTrue();
    assertThat(new ImagesFactory().recognizes(folder.toString())).isFalse();
    DatasetSplits splits = factory.open(DatasetRequest.of(folder.toString()));
    assertThat(splits.train().labels()).isEmpty();
    assertThat(splits.test().orElseThrow().labels()).isPresent();
    assertThat(splits.train().name()).isEqualTo(folder.getFileName().toString());
  }

  @Test
  void readsTheFullSetWhereItIs() {
    MnistFactory factory = MnistFactory.fashionMnist();
    assumeTrue(MnistFiles.isIn(Path.of("/usr/share/datasets/fashion-mnist")));

    DatasetSplits splits = factory.open(DatasetRequest.of("fashion-mnist"));
    assertThat(splits.train().size()).isEqualTo(60_000);
    assertThat(splits.train().shape()).isEqualTo(Shape.image(1, 28, 28));
    assertThat(splits.test().orElseThrow().size()).isEqualTo(10_000);
    assertThat(splits.test().orElseThrow().labels().orElseThrow()).startsWith(9, 2, 1, 1, 6);
  }

  private static void fill(Path folder) {
    write(folder, "train-images-idx3-ubyte", idx(8, new int[] {2, 1, 2}, bytes(1, 2, 3, 4)));
    write(folder, "train-labels.idx1-ubyte", idx(8, new int[] {2}, bytes(9, 0)));
    write(folder, "t10k-images-idx3-ubyte.gz", gzip(idx(8, new int[] {1, 1, 2}, bytes(5, 6))));
    write(folder, "t10k-labels-idx1-ubyte.gz", gzip(idx(8, new int[] {1}, bytes(5))));
  }

  private static DatasetRequest in(Path directory) {
    return new DatasetRequest("mnist", Optional.of(directory), Map.of());
  }

  private static int testLabel(DatasetSplits splits) {
    return splits.test().orElseThrow().labels().orElseThrow()[0];
  }
}
