package org.ae4j.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ae4j.api.DataException;
import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetSplits;
import org.ae4j.api.ShapeException;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.data.Datasets;
import picocli.CommandLine.Option;

/** A trained model, and the rows to use it on. */
final class ModelOptions {
  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "The model file. Default: model.safetensors.")
  private Path model = Path.of("model.safetensors");

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      description =
          "test: the rows apart from training, or all where there are none; train; or all. Default:"
              + " test.")
  private Split split = Split.TEST;

  ModelOptions() {}

  /** Makes the options of a command that names its file otherwise. */
  ModelOptions(Path model, Split split) {
    this.model = model;
    this.split = split;
  }

  Path file() {
    return model;
  }

  TrainedAutoencoder read(Autoencoders engine) {
    return engine.read(model);
  }

  /**
   * Opens the rows that were asked for; without a word on data, those that the model was trained
   * and tested with.
   */
  Dataset rows(Autoencoders engine, TrainedAutoencoder trained, DataOptions data) {
    Dataset rows = open(engine, trained, data);
    requireFit(rows, trained);
    return rows;
  }

  /** Opens rows as {@link #rows} does, whether they fit the model or not. */
  Dataset open(Autoencoders engine, TrainedAutoencoder trained, DataOptions data) {
    DatasetSplits source;
    if (data.given()) {
      source = DataOptions.open(engine, notes(engine, trained, data, Map.of()));
    } else {
      Map<String, String> notes = notes(engine, trained, data, trained.document().notes());
      source = remembered(engine, notes);
      if (split != Split.ALL) {
        source = TrainingRows.withTest(source, notes, trained.document().training().seed());
      }
    }
    Dataset all = split.of(source);
    return data.limit().map(limit -> Datasets.limit(all, limit)).orElse(all);
  }

  /** Opens all rows that the model was trained, validated and tested with. */
  TrainingRows trainingRows(Autoencoders engine, TrainedAutoencoder trained, DataOptions data) {
    Map<String, String> notes = notes(engine, trained, data, trained.document().notes());
    return TrainingRows.of(remembered(engine, notes), notes, trained.document().training().seed());
  }

  private DatasetSplits remembered(Autoencoders engine, Map<String, String> notes) {
    try {
      return DataOptions.open(engine, notes);
    } catch (DataException e) {
      throw new DataException(
          "the rows that " + model + " was trained on: " + e.getMessage() + "; or give --data", e);
    }
  }

  /** Returns which rows are wanted; of a table, by the columns that the model knows. */
  private static Map<String, String> notes(
      Autoencoders engine,
      TrainedAutoencoder trained,
      DataOptions data,
      Map<String, String> remembered) {
    Map<String, String> notes = data.notes(remembered);
    trained.table().ifPresent(schema -> DataOptions.setSchema(engine, notes, schema));
    return notes;
  }

  private void requireFit(Dataset rows, TrainedAutoencoder trained) {
    if (rows.shape().size() != trained.inputShape().size()) {
      throw new ShapeException(
          model
              + " takes rows of "
              + trained.inputShape()
              + ", "
              + rows.name()
              + " has "
              + rows.shape()
              + "; give the kind of data that the model was trained on");
    }
    List<String> expected = trained.document().data().features();
    List<String> found = rows.featureNames();
    for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
      if (!expected.get(i).equals(found.get(i))) {
        throw new DataException(
            "%s: column %d: found '%s', expected '%s' as in the rows that %s was trained on; bring"
                    .formatted(rows.name(), i + 1, found.get(i), expected.get(i), model)
                + " the columns into the model's order");
      }
    }
  }
}
