package org.ae4j.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetRequest;
import org.ae4j.api.DatasetSplits;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.data.Datasets;
import picocli.CommandLine.Option;

/** Which rows a command works on; a model file remembers them as notes. */
final class DataOptions {
  /** The data that is always there. */
  private static final String SAMPLE = "fashion-mnist-sample";

  @Option(
      names = "--data",
      paramLabel = "SOURCE",
      description =
          "A data set by name ('ae data' lists them), or a file or folder: IDX, CSV, .npy, images."
              + " Default: "
              + SAMPLE
              + ", or what the model was trained on.")
  private Optional<String> data = Optional.empty();

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "A folder with the data set's files.")
  private Optional<Path> directory = Optional.empty();

  @Option(
      names = "--data-option",
      paramLabel = "NAME=VALUE",
      description = "An option of the data's format, for example label=class or size=32x32.")
  private Map<String, String> options = new LinkedHashMap<>();

  @Option(names = "--limit", paramLabel = "N", description = "Use the first N rows only.")
  private Optional<Integer> limit = Optional.empty();

  DataOptions() {}

  /** Returns what a model file should remember of the data. */
  Map<String, String> notes(Map<String, String> remembered) {
    if (data.isEmpty() && remembered.containsKey("data")) {
      return remembered;
    }
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put("data", data.orElse(SAMPLE));
    directory.ifPresent(folder -> notes.put("data-dir", folder.toString()));
    options.forEach((name, value) -> notes.put("data-option." + name, value));
    limit.ifPresent(rows -> notes.put("limit", rows.toString()));
    return notes;
  }

  /** Opens the data that notes tell of, with what the command line says in addition. */
  DatasetSplits open(Autoencoders engine, Map<String, String> notes) {
    String source = notes.getOrDefault("data", SAMPLE);
    Map<String, String> all = new LinkedHashMap<>();
    notes.forEach(
        (name, value) -> {
          if (name.startsWith("data-option.")) {
            all.put(name.substring("data-option.".length()), value);
          }
        });
    all.putAll(options);
    Optional<Path> folder =
        directory.or(() -> Optional.ofNullable(notes.get("data-dir")).map(Path::of));
    DatasetSplits splits =
        engine.registry().dataset(source).open(new DatasetRequest(source, folder, all));
    Optional<Integer> rows =
        limit.or(() -> Optional.ofNullable(notes.get("limit")).map(Integer::valueOf));
    return rows.isEmpty()
        ? splits
        : new DatasetSplits(
            Datasets.limit(splits.train(), rows.get()),
            splits.test().map(test -> Datasets.limit(test, rows.get())));
  }

  /** Returns rows apart from training: the source's own test rows, or a part of it by seed. */
  static DatasetSplits withTest(DatasetSplits splits, double fraction, long seed) {
    if (splits.test().isPresent() || fraction == 0) {
      return splits;
    }
    List<Dataset> parts = Datasets.split(splits.train(), seed, 1 - fraction, fraction);
    return new DatasetSplits(parts.get(0), Optional.of(parts.get(1)));
  }
}
