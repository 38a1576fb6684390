package org.ae4j.cli;

import static org.ae4j.cli.Run.ae;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetRequest;
import org.ae4j.core.Autoencoders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataExportCommandTest {
  private static final String SAMPLE = "fashion-mnist-sample";

  @TempDir private Path folder;

  @Test
  void writesFilesThatReadBackAsTheyWere() throws IOException {
    Path out = folder.resolve("photos");

    ae("data", "export", "--data", SAMPLE, "--limit=12", "--out", out).succeeds();

    Dataset sample = open(SAMPLE, Map.of());
    Dataset read = open(out.toString(), Map.of());
    assertThat(read.size()).isEqualTo(12);
    assertThat(read.shape()).isEqualTo(sample.shape());
    float[] expected = new float[784];
    float[] found = new float[784];
    // The files of a folder come class by class, with their names in the order of the sample.
    int row = 0;
    for (String kind : read.labelNames()) {
      try (Stream<Path> files = Files.list(out.resolve(kind))) {
        for (Path file : files.sorted().toList()) {
          String number = String.valueOf(file.getFileName()).replace(".png", "");
          sample.copyRow(Integer.parseInt(number), expected, 0);
          read.copyRow(row++, found, 0);
          assertThat(found).as(file.toString()).isEqualTo(expected);
        }
      }
    }
    assertThat(row).isEqualTo(12);
  }

  @Test
  void leavesAFolderThatIsNotEmptyAlone() throws IOException {
    Path kept = Files.writeString(folder.resolve("kept.txt"), "mine");

    ae("data", "export", "--data", SAMPLE, "--out", folder).fails(1, "is not an empty folder");

    assertThat(kept).hasContent("mine");
    assertThat(folder).isDirectoryContaining(path -> path.equals(kept));
  }

  @Test
  void refusesRowsThatAreNoImages() {
    Path table = Tables.write(folder.resolve("t.csv"), "a,b\n1,2\n");

    ae("data", "export", "--data", table, "--out", folder.resolve("x"))
        .fails(1, "expected images of one or three channels");
  }

  private static Dataset open(String source, Map<String, String> options) {
    return Autoencoders.load()
        .registry()
        .dataset(source)
        .open(new DatasetRequest(source, Optional.empty(), options))
        .train();
  }
}
