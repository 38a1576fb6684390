package org.ae4j.lesson;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetRequest;
import org.ae4j.api.DatasetSplits;
import org.ae4j.api.EpochReport;
import org.ae4j.api.TrainingConfig;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.TrainingSession;
import org.ae4j.core.model.DataDescription;
import org.ae4j.core.model.ModelDocument;
import org.ejml.data.FMatrixRMaj;

/**
 * What the experiments of the lesson share: the engine, the data, training, and figures to quote.
 */
final class Lab {
  static final Autoencoders ENGINE = Autoencoders.load();

  /** Trainings of each setting where luck matters, with seeds from 1 on. */
  static final int SEEDS = Integer.getInteger("lesson.seeds", 1);

  private static final Path DOCS = Path.of("docs");

  /** Models that were trained; without this folder all are trained anew. */
  private static final Path MODELS = DOCS.resolve("make/target/models");

  private Lab() {}

  /** Opens the sample of Fashion-MNIST that is in the box: 6 000 training and 1 000 test images. */
  static DatasetSplits sample() {
    return open("fashion-mnist-sample");
  }

  static DatasetSplits open(String name) {
    return ENGINE.registry().dataset(name).open(DatasetRequest.of(name));
  }

  static Dataset test(DatasetSplits data) {
    return data.test().orElseThrow();
  }

  static AutoencoderConfig.Builder config(Dataset rows) {
    return AutoencoderConfig.builder(rows.shape());
  }

  /** Returns settings with small batches, so that few rows make many steps. */
  static TrainingConfig.Builder training(int epochs, long seed) {
    return TrainingConfig.builder().epochs(epochs).seed(seed).batchSize(32);
  }

  static TrainedAutoencoder train(
      AutoencoderConfig.Builder config, int epochs, long seed, Dataset rows) {
    return train(config, training(epochs, seed), rows);
  }

  /** Trains, or reads the model where the same was trained before. */
  static TrainedAutoencoder train(
      AutoencoderConfig.Builder config, TrainingConfig.Builder training, Dataset rows) {
    return train(ENGINE.prepare(config.build(), training.build(), rows), "");
  }

  /** Trains, and returns a report an epoch, with the loss of other rows as that of validation. */
  static List<EpochReport> curve(
      AutoencoderConfig.Builder config,
      TrainingConfig.Builder training,
      Dataset rows,
      Dataset others) {
    TrainingSession session = ENGINE.prepare(config.build(), training.build(), rows);
    String heldOut = DataDescription.of(others).toString();
    return train(session.validation(others), heldOut).document().history();
  }

  private static TrainedAutoencoder train(TrainingSession session, String heldOut) {
    ModelDocument document = session.document();
    String what = document.config() + "\n" + document.training() + "\n" + document.data() + heldOut;
    Path file = MODELS.resolve(UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)) + "");
    if (Files.exists(file)) {
      return ENGINE.read(file);
    }
    System.err.println(
        "training " + document.config().encoder() + ", seed " + document.training().seed());
    TrainedAutoencoder model = session.run();
    model.save(file);
    return model;
  }

  /** Returns the mean squared error of scaled rows, over rows and columns. */
  static double error(TrainedAutoencoder model, FMatrixRMaj rows) {
    double sum = 0;
    for (double error : model.errors(rows)) {
      sum += error;
    }
    return sum / rows.numRows;
  }

  static double[] row(FMatrixRMaj rows, int row) {
    double[] values = new double[rows.numCols];
    for (int i = 0; i < values.length; i++) {
      values[i] = rows.get(row, i);
    }
    return values;
  }

  static double mean(double... values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Writes an error as the pages do: .0123. */
  static String digits(double value, int digits) {
    String text = String.format(Locale.ROOT, "%." + digits + "f", value);
    return text.startsWith("0.") ? text.substring(1) : text;
  }

  /** Writes the mean of some seeds and, where they differ, the least and the greatest. */
  static String range(int digits, double... seeds) {
    String least = digits(Arrays.stream(seeds).min().orElseThrow(), digits);
    String most = digits(Arrays.stream(seeds).max().orElseThrow(), digits);
    String mean = digits(mean(seeds), digits);
    return least.equals(most) ? mean : mean + " (" + least + "-" + most + ")";
  }

  /** Writes figures that a page quotes, and prints them. */
  static void figures(String name, String text) {
    System.out.println(text);
    write(DOCS.resolve("make/figures/" + name + ".txt"), text.getBytes(StandardCharsets.UTF_8));
  }

  static void picture(String name, String svg) {
    write(DOCS.resolve("pictures/" + name), svg.getBytes(StandardCharsets.UTF_8));
  }

  static void picture(String name, byte[] png) {
    write(DOCS.resolve("pictures/" + name), png);
  }

  private static void write(Path file, byte[] content) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
