package org.ae4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ae4j.api.DataException;
import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetSplits;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.data.Datasets;
import org.ae4j.pictures.ImageGrid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "export",
    customSynopsis = "ae data export [OPTIONS]",
    description = "Write the images of a data set as PNG files, a folder for each class.",
    sortOptions = false,
    footer = {
      "",
      "Takes the training images. Labels become names of folders, as reading such a folder expects.",
      "",
      "Example:",
      "  ae data export --data fashion-mnist --limit 1000 --out photos"
    })
final class DataExportCommand implements Callable<Integer> {

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder to write, which must be new or empty. Default: images.")
  private Path out = Path.of("images");

  @Mixin(name = "Rows")
  private DataOptions data;

  @Mixin(name = "In general")
  private CommonOptions common;

  DataExportCommand() {}

  @Override
  public Integer call() {
    try (Output output = common.output()) {
      Autoencoders engine = common.engine(output);
      DatasetSplits splits = DataOptions.open(engine, data.notes(Map.of()));
      Dataset rows =
          data.limit().map(n -> Datasets.limit(splits.train(), n)).orElse(splits.train());
      if (!ImageGrid.canShow(rows.shape())) {
        throw new DataException(
            rows.name()
                + " has rows of "
                + rows.shape()
                + ", expected images of one or three channels");
      }
      try {
        write(rows);
      } catch (IOException e) {
        throw new DataException("cannot write to " + out + ": " + e, e);
      }
      output.line("images  %s in %s", Text.count(rows.size(), "file"), out);
      output.json(json -> json.put("images", rows.size()).put("folder", out.toString()));
    }
    return 0;
  }

  private void write(Dataset rows) throws IOException {
    if (Files.exists(out) && !isEmptyFolder(out)) {
      throw new DataException(out + " is not an empty folder; give --out the name of a new one");
    }
    Optional<int[]> labels = rows.labels();
    List<String> names = rows.labelNames();
    int digits = Integer.toString(rows.size() - 1).length();
    float[] row = new float[rows.shape().size()];
    for (int i = 0; i < rows.size(); i++) {
      Path folder = out;
      if (labels.isPresent()) {
        int label = labels.get()[i];
        folder = out.resolve(names.isEmpty() ? "class-" + label : fileName(names.get(label)));
      }
      Files.createDirectories(folder);
      rows.copyRow(i, row, 0);
      byte[] png = ImageGrid.sheet(List.of(row), 1, rows.shape(), rows.valueRange());
      Files.write(folder.resolve(String.format("%0" + digits + "d.png", i)), png);
    }
  }

  private static boolean isEmptyFolder(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (var files = Files.list(path)) {
      return files.findAny().isEmpty();
    }
  }

  private static String fileName(String label) {
    String name = label.replaceAll("[^\\p{L}\\p{N}._-]", "-");
    return name.startsWith(".") ? "-" + name : name;
  }
}
