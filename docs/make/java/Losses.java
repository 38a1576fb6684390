package org.ae4j.lesson;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetSplits;
import org.ae4j.api.NumericalException;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.data.Datasets;
import org.ejml.data.FMatrixRMaj;

/** The same model with different losses, each measured by all of them. */
final class Losses {
  private static final int EPOCHS = 10;
  private static final double EDGE = 1e-6;

  private Losses() {}

  private static double squared(double target, double value) {
    return (target - value) * (target - value);
  }

  private static double absolute(double target, double value) {
    return Math.abs(target - value);
  }

  private static double crossEntropy(double target, double value) {
    double p = Math.max(EDGE, Math.min(1 - EDGE, value));
    return -target * Math.log(p) - (1 - target) * Math.log(1 - p);
  }

  public static void main(String[] args) {
    Lab.picture("losses-white.svg", functions(1));
    Lab.picture("losses-grey.svg", functions(0.3));
    DatasetSplits data = Lab.sample();
    Dataset test = Lab.test(data);
    FMatrixRMaj rows = Datasets.toMatrix(test);
    float[][] shown = Images.ofEachClass(test, 10);
    Images pictures = new Images(10).lines("originals", shown);
    StringBuilder figures =
        new StringBuilder("trained with | MSE | MAE | cross-entropy | pixels below 0.01\n");
    for (String loss : List.of("mse", "bce", "mae", "huber(0.1)")) {
      double[][] results = new double[4][Lab.SEEDS];
      for (int i = 0; i < Lab.SEEDS; i++) {
        TrainedAutoencoder model =
            Lab.train(
                Lab.config(test).layers(128, 64).code(32).loss(loss), EPOCHS, i + 1, data.train());
        FMatrixRMaj restored = model.reconstruct(rows);
        results[0][i] = measure(rows, restored, Losses::squared);
        results[1][i] = measure(rows, restored, Losses::absolute);
        results[2][i] = measure(rows, restored, Losses::crossEntropy);
        results[3][i] = measure(rows, restored, (target, value) -> value < 0.01 ? 1 : 0);
        if (i == 0) {
          pictures.lines(loss, model.reconstruct(shown));
        }
      }
      figures.append("| `").append(loss).append("` |");
      for (int k = 0; k < 4; k++) {
        figures.append(' ').append(Lab.range(k == 0 ? 4 : 3, results[k])).append(" |");
      }
      figures.append('\n');
    }
    figures.append("pixels below 0.01 in the images: ");
    figures.append(Lab.digits(measure(rows, rows, (target, value) -> target < 0.01 ? 1 : 0), 3));
    figures.append("\ncross-entropy of the images with themselves: ");
    figures.append(Lab.digits(measure(rows, rows, Losses::crossEntropy), 3));
    figures.append("\n\nreduction, optimizer, rate | test MSE after 2 epochs\n");
    for (String how : List.of("adam 0.001", "sgd 0.1", "sgd 10", "sgd 0.01")) {
      for (String reduction : List.of("mean", "sum")) {
        String[] parts = how.split(" ");
        String result;
        try {
          TrainedAutoencoder model =
              Lab.train(
                  Lab.config(test).loss("mse(reduction=" + reduction + ")"),
                  Lab.training(2, 1).optimizer(parts[0]).learningRate(Double.parseDouble(parts[1])),
                  data.train());
          result = Lab.digits(Lab.error(model, rows), 4);
        } catch (NumericalException e) {
          result = e.getMessage();
        }
        figures.append(String.format(Locale.ROOT, "| %s | %s | %s |%n", reduction, how, result));
      }
    }
    Lab.figures("losses", figures.toString());
    Lab.picture("losses.png", pictures.png());
  }

  private static double measure(FMatrixRMaj rows, FMatrixRMaj restored, DoubleBinaryOperator loss) {
    double sum = 0;
    for (int i = 0; i < rows.getNumElements(); i++) {
      sum += loss.applyAsDouble(rows.data[i] / 255.0, restored.data[i] / 255.0);
    }
    return sum / rows.getNumElements();
  }

  private static String functions(double target) {
    int points = 99;
    double[] x = new double[points];
    double[][] y = new double[3][points];
    for (int i = 0; i < points; i++) {
      x[i] = (i + 1) / 100.0;
      y[0][i] = squared(target, x[i]);
      y[1][i] = absolute(target, x[i]);
      y[2][i] = crossEntropy(target, x[i]);
    }
    return new Chart(
            "losses of a pixel of " + target,
            "what the model says, where the pixel is "
                + (target == 1 ? "1" : Double.toString(target)),
            "loss of the pixel")
        .line("squared", x, y[0])
        .line("absolute", x, y[1])
        .line("cross-entropy", x, y[2])
        .svg();
  }
}
