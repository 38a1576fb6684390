package org.ae4j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ae4j.api.DatasetRequest;
import org.ae4j.api.DatasetSplits;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.data.CsvFactory;
import org.ae4j.core.data.Datasets;
import org.ae4j.core.data.LabelClasses;
import org.ae4j.core.data.TableSchema;
import picocli.CommandLine.Option;

/** Which rows a command works on; a model file remembers them as notes. */
final class DataOptions {
  /** The data that is always there. */
  private static final String SAMPLE = "fashion-mnist-sample";

  static final String LIMIT = "limit";
  private static final String DATA = "data";
  private static final String DIRECTORY = "data-dir";
  private static final String OPTION = "data-option.";
  private static final String CLASSES = "classes";

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
      description = "The folder that has the files of the data set; no other is searched.")
  private Optional<Path> directory = Optional.empty();

  @Option(
      names = "--data-option",
      paramLabel = "NAME=VALUE",
      description = "An option of the data's format, such as label=class or size=32x32.")
  private Map<String, String> options = new LinkedHashMap<>();

  @Option(names = "--limit", paramLabel = "N", description = "Use the first N rows only.")
  private Optional<Integer> limit = Optional.empty();

  @Option(
      names = "--classes",
      split = ",",
      paramLabel = "CLASS",
      description = "Use only the rows that are labelled so, by names or numbers from 0.")
  private List<String> classes = new ArrayList<>();

  DataOptions() {}

  /** Tells whether rows were named, in place of those that a model remembers. */
  boolean given() {
    return data.isPresent();
  }

  /** Returns how many rows to use, if not all. */
  Optional<Integer> limit() {
    return limit;
  }

  /** Returns what a model file should remember of the data, but for the limit. */
  Map<String, String> notes(Map<String, String> remembered) {
    Map<String, String> notes = new LinkedHashMap<>();
    if (data.isEmpty()) {
      notes.putAll(remembered);
    }
    data.ifPresent(source -> notes.put(DATA, source));
    notes.putIfAbsent(DATA, SAMPLE);
    directory.ifPresent(folder -> notes.put(DIRECTORY, folder.toString()));
    options.forEach((name, value) -> notes.put(OPTION + name, value));
    if (!classes.isEmpty()) {
      notes.put(CLASSES, String.join(",", classes));
    }
    return notes;
  }

  /** Has data that is a table read by a schema. */
  static void setSchema(Autoencoders engine, Map<String, String> notes, TableSchema schema) {
    String source = notes.getOrDefault(DATA, SAMPLE);
    if (engine.registry().dataset(source) instanceof CsvFactory) {
      notes.put(OPTION + "schema", schema.toString());
    }
  }

  /** Opens the data that notes tell of. */
  static DatasetSplits open(Autoencoders engine, Map<String, String> notes) {
    String source = notes.getOrDefault(DATA, SAMPLE);
    Map<String, String> options = new LinkedHashMap<>();
    notes.forEach(
        (name, value) -> {
          if (name.startsWith(OPTION)) {
            options.put(name.substring(OPTION.length()), value);
          }
        });
    Optional<Path> folder = Optional.ofNullable(notes.get(DIRECTORY)).map(Path::of);
    DatasetSplits splits =
        ofClasses(
            engine.registry().dataset(source).open(new DatasetRequest(source, folder, options)),
            Optional.ofNullable(notes.get(CLASSES)));
    Optional<Integer> rows = Optional.ofNullable(notes.get(LIMIT)).map(Integer::valueOf);
    return rows.isEmpty()
        ? splits
        : new DatasetSplits(
            Datasets.limit(splits.train(), rows.get()),
            splits.test().map(test -> Datasets.limit(test, rows.get())));
  }

  private static DatasetSplits ofClasses(DatasetSplits splits, Optional<String> classes) {
    if (classes.isEmpty()) {
      return splits;
    }
    LabelClasses wanted = LabelClasses.of(splits.train(), List.of(classes.get().split(",")));
    return new DatasetSplits(wanted.select(splits.train()), splits.test().map(wanted::select));
  }
}
