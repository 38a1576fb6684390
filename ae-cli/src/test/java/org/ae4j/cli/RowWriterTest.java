package org.ae4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.core.data.Datasets;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowWriterTest {
  @TempDir Path folder;

  @Test
  void quotesWhatCsvNeedsQuoted() throws IOException {
    Path file = folder.resolve("x.csv");

    RowWriter.write(file, List.of("a,b", "say \"x\""), rows(2), false, 1, Function.identity());

    assertThat(file).content().isEqualTo("\"a,b\",\"say \"\"x\"\"\"\n0.0,0.5\n1.0,1.5\n");
  }

  @Test
  void keepsTheOrderOfRowsOnManyThreads() throws IOException {
    Path file = folder.resolve("x.csv");

    RowWriter.write(file, List.of("x", "y"), rows(3000), false, 4, Function.identity());

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(3001);
    for (int row = 0; row < 3000; row++) {
      assertThat(lines.get(row + 1)).isEqualTo(row + ".0," + row + ".5");
    }
  }

  @Test
  void leavesNothingOfAFileThatFails() throws IOException {
    Path file = Files.writeString(folder.resolve("x.npy"), "before");

    assertThatThrownBy(
            () ->
                RowWriter.write(
                    file,
                    List.of("x", "y"),
                    rows(3000),
                    false,
                    2,
                    rows -> {
                      throw new IllegalStateException("in the middle");
                    }))
        .hasMessage("in the middle");

    assertThat(file).content().isEqualTo("before");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void takesTheFormatFromTheName() {
    assertThat(RowWriter.Format.of(Path.of("a.csv"))).isEqualTo(RowWriter.Format.CSV);
    assertThat(RowWriter.Format.of(Path.of("a.npy"))).isEqualTo(RowWriter.Format.NPY);
    assertThatThrownBy(() -> RowWriter.Format.of(Path.of("a.txt")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(".csv or .npy");
  }

  private static Dataset rows(int count) {
    FMatrixRMaj matrix = new FMatrixRMaj(count, 2);
    for (int row = 0; row < count; row++) {
      matrix.set(row, 0, row);
      matrix.set(row, 1, row + 0.5f);
    }
    return Datasets.ofMatrix(matrix);
  }
}
