package org.ae4j.lesson;

import java.util.Locale;
import java.util.function.IntFunction;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetSplits;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.data.Datasets;
import org.ejml.data.FMatrixRMaj;

/** Turns one hyperparameter at a time: size of the code, number of layers, nodes in a layer. */
final class Hyperparameters {
  private static final int EPOCHS = 10;

  private final DatasetSplits data = Lab.sample();
  private final Dataset test = Lab.test(data);
  private final FMatrixRMaj rows = Datasets.toMatrix(test);

  private Hyperparameters() {}

  /** Turns those that are named, or all: code, layers, nodes. */
  public static void main(String[] args) {
    Hyperparameters lab = new Hyperparameters();
    String wanted = args.length == 0 ? "code layers nodes" : String.join(" ", args);
    if (wanted.contains("code")) {
      lab.turn(
          "code-size",
          new Chart("test error by size of the code", "values in a code", "test MSE").logX().logY(),
          new int[] {1, 2, 4, 8, 16, 32, 64},
          size -> lab.config().layers(128, 64).code(size));
    }
    if (wanted.contains("layers")) {
      lab.turn(
          "layer-count",
          new Chart("test error by number of layers", "layers of the encoder", "test MSE"),
          new int[] {1, 2, 3, 4},
          count -> lab.config().encoder("dense(128) relu ".repeat(count - 1) + "dense(32)"));
    }
    if (wanted.contains("nodes")) {
      lab.turn(
          "layer-nodes",
          new Chart("test error by nodes in a layer", "nodes in each of two layers", "test MSE")
              .logX(),
          new int[] {16, 32, 64, 128, 256},
          nodes -> lab.config().layers(nodes, nodes).code(32));
    }
  }

  private AutoencoderConfig.Builder config() {
    return Lab.config(test);
  }

  private void turn(
      String name, Chart chart, int[] values, IntFunction<AutoencoderConfig.Builder> config) {
    StringBuilder figures = new StringBuilder(EPOCHS + " epochs, seeds: " + Lab.SEEDS + "\n");
    double[] x = new double[values.length];
    double[][] y = new double[values.length][Lab.SEEDS];
    for (int i = 0; i < values.length; i++) {
      x[i] = values[i];
      long weights = 0;
      for (int seed = 0; seed < Lab.SEEDS; seed++) {
        TrainedAutoencoder model =
            Lab.train(config.apply(values[i]), EPOCHS, seed + 1, data.train());
        y[i][seed] = Lab.error(model, rows);
        weights = model.parameterCount();
      }
      figures.append(
          String.format(
              Locale.ROOT, "| %d | %,d | %s |%n", values[i], weights, Lab.range(4, y[i])));
    }
    Lab.figures(name, figures.toString());
    Lab.picture(name + ".svg", chart.marks(x).line("test MSE", x, y).svg());
  }
}
