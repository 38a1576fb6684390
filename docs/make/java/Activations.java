package org.ae4j.lesson;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetSplits;
import org.ae4j.api.EpochReport;
import org.ae4j.api.kernels.Activation;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.data.Datasets;
import org.ejml.data.FMatrixRMaj;

/** Activations as curves, and what each does to training. */
final class Activations {
  private static final int EPOCHS = 10;

  private final DatasetSplits data = Lab.sample();
  private final Dataset test = Lab.test(data);
  private final FMatrixRMaj rows = Datasets.toMatrix(test);
  private final StringBuilder figures = new StringBuilder();

  private Activations() {}

  /** Does the parts that are named, or all: functions, hidden, code, output. */
  public static void main(String[] args) {
    String wanted = args.length == 0 ? "functions hidden code output" : String.join(" ", args);
    if (wanted.contains("functions")) {
      Lab.picture("activations.svg", functions());
    }
    Activations lab = new Activations();
    if (wanted.contains("hidden")) {
      lab.hidden();
    }
    if (wanted.contains("code")) {
      lab.code();
    }
    if (wanted.contains("output")) {
      lab.output();
    }
  }

  private static String functions() {
    double[] x = new double[121];
    Arrays.setAll(x, i -> -3 + i * 0.05);
    Chart chart = new Chart("activations from -3 to 3", "what comes in", "what goes out");
    for (Activation f :
        List.of(
            Activation.RELU,
            Activation.SIGMOID,
            Activation.TANH,
            Activation.ELU,
            Activation.GELU)) {
      float[] values = new float[x.length];
      for (int i = 0; i < x.length; i++) {
        values[i] = (float) x[i];
      }
      Lab.ENGINE.kernels().activate(f, 1, values.length, values, 0, values, 0);
      double[] y = new double[x.length];
      Arrays.setAll(y, i -> values[i]);
      chart.line(f.name().toLowerCase(Locale.ROOT), x, y);
    }
    return chart.svg();
  }

  private void hidden() {
    Chart chart = new Chart("test error by activation", "epoch", "test MSE").logY();
    figures.append("hidden activation | test MSE after " + EPOCHS + " epochs\n");
    for (String id : List.of("relu", "gelu", "elu", "tanh", "sigmoid", "linear")) {
      double[][] curve = new double[EPOCHS][Lab.SEEDS];
      for (int seed = 0; seed < Lab.SEEDS; seed++) {
        List<EpochReport> reports =
            Lab.curve(
                Lab.config(test).layers(128, 96, 64).activation(id),
                Lab.training(EPOCHS, seed + 1),
                data.train(),
                test);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
          curve[epoch][seed] = reports.get(epoch).validationLoss().orElseThrow();
        }
      }
      double[] x = new double[EPOCHS];
      Arrays.setAll(x, i -> i + 1);
      chart.line(id, x, curve);
      figures.append("| `" + id + "` | " + Lab.range(4, curve[EPOCHS - 1]) + " |\n");
    }
    double[] epochs = new double[EPOCHS];
    Arrays.setAll(epochs, i -> i + 1);
    Lab.figures("activations-hidden", figures.toString());
    Lab.picture("activations-hidden.svg", chart.marks(epochs).svg());
  }

  private void code() {
    figures.setLength(0);
    figures.append("code activation | test MSE | values that are 0 for every test image\n");
    for (String id : List.of("linear", "relu", "tanh", "sigmoid")) {
      double[] errors = new double[Lab.SEEDS];
      int[] dead = new int[Lab.SEEDS];
      for (int seed = 0; seed < Lab.SEEDS; seed++) {
        TrainedAutoencoder model =
            train(Lab.config(test).layers(128, 64).codeActivation(id), seed + 1);
        errors[seed] = Lab.error(model, rows);
        dead[seed] = dead(model.encode(rows));
      }
      figures.append(
          "| `" + id + "` | " + Lab.range(4, errors) + " | " + Arrays.toString(dead) + " |\n");
    }
    Lab.figures("activations-code", figures.toString());
  }

  private void output() {
    figures.setLength(0);
    figures.append("output activation | test MSE | least and greatest value of a reconstruction\n");
    for (String id : List.of("sigmoid", "linear", "relu", "tanh")) {
      double[] errors = new double[Lab.SEEDS];
      double least = 0;
      double most = 0;
      for (int seed = 0; seed < Lab.SEEDS; seed++) {
        TrainedAutoencoder model = train(Lab.config(test).layers(128, 64).output(id), seed + 1);
        errors[seed] = Lab.error(model, rows);
        FMatrixRMaj restored = model.reconstruct(rows);
        least = Double.MAX_VALUE;
        most = -Double.MAX_VALUE;
        for (float value : restored.data) {
          least = Math.min(least, value / 255);
          most = Math.max(most, value / 255);
        }
      }
      figures.append(
          String.format(
              Locale.ROOT, "| `%s` | %s | %.2f, %.2f |%n", id, Lab.range(4, errors), least, most));
    }
    Lab.figures("activations-output", figures.toString());
  }

  private TrainedAutoencoder train(AutoencoderConfig.Builder config, long seed) {
    return Lab.train(config, EPOCHS, seed, data.train());
  }

  /** Returns how many values of a code are 0 whatever the row is. */
  private static int dead(FMatrixRMaj codes) {
    int dead = 0;
    for (int unit = 0; unit < codes.numCols; unit++) {
      boolean alive = false;
      for (int row = 0; row < codes.numRows && !alive; row++) {
        alive = codes.get(row, unit) != 0;
      }
      dead += alive ? 0 : 1;
    }
    return dead;
  }
}
