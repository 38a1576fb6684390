package org.ae4j.cli;

import java.nio.file.Path;
import java.util.Map;
import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetSplits;
import org.ae4j.api.ShapeException;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import picocli.CommandLine.Mixin;
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
      defaultValue = "TEST",
      description =
          "Rows to use: test (those kept apart from training, or else all) or train. Default: test.")
  private Split split;

  @Mixin private DataOptions data;

  ModelOptions() {}

  /** Which rows of a data set. */
  enum Split {
    TEST,
    TRAIN
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
  Dataset rows(Autoencoders engine, TrainedAutoencoder trained) {
    Map<String, String> remembered = trained.document().notes();
    Map<String, String> notes = data.notes(remembered);
    DatasetSplits splits = data.open(engine, notes);
    if (notes.equals(remembered)) {
      double part = Double.parseDouble(notes.getOrDefault("test", "0"));
      splits = DataOptions.withTest(splits, part, trained.document().training().seed());
    }
    Dataset rows = split == Split.TRAIN ? splits.train() : splits.test().orElse(splits.train());
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
    return rows;
  }
}
