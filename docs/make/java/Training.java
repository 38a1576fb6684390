package org.ae4j.lesson;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetSplits;
import org.ae4j.api.EpochReport;
import org.ae4j.api.NumericalException;
import org.ae4j.api.TrainingConfig;
import org.ae4j.core.data.Datasets;

/** How training goes: epochs, few rows and many, rates, batches and optimizers. */
final class Training {
  private static final int LONG = 100;
  private static final int FEW = 500;
  private static final int EPOCHS = 10;

  private final DatasetSplits data = Lab.sample();
  private final Dataset test = Lab.test(data);
  private final StringBuilder figures = new StringBuilder();

  private Training() {}

  /** Does the parts that are named, or all: overfit, rates, batches, optimizers. */
  public static void main(String[] args) {
    String wanted = args.length == 0 ? "overfit rates batches optimizers" : String.join(" ", args);
    Training lab = new Training();
    if (wanted.contains("overfit")) {
      lab.overfit();
    }
    if (wanted.contains("rates")) {
      lab.rates();
    }
    if (wanted.contains("batches")) {
      lab.batches();
    }
    if (wanted.contains("optimizers")) {
      lab.optimizers();
    }
  }

  private void overfit() {
    Dataset few = Datasets.limit(data.train(), FEW);
    Dataset others = Datasets.limit(test, 1000);
    Chart chart = new Chart("error by epoch, with few rows", "epoch", "MSE").logX().logY();
    double[] x = new double[LONG];
    Arrays.setAll(x, i -> i + 1);
    figures.append(
        FEW
            + " training images, tested on 1 000\n"
            + "model | best epoch | its test MSE | last train MSE | last test MSE\n");
    for (int[] layers : new int[][] {{256, 128}, {16}}) {
      int code = layers.length == 1 ? 2 : 64;
      List<EpochReport> reports =
          Lab.curve(Lab.config(test).layers(layers).code(code), Lab.training(LONG, 1), few, others);
      double[] train = values(reports, EpochReport::trainLoss);
      double[] held = values(reports, report -> report.validationLoss().orElseThrow());
      String name = layers.length == 1 ? "small" : "large";
      chart.line(name + ", training", x, train).line(name + ", test", x, held);
      int best = 0;
      for (int i = 1; i < held.length; i++) {
        best = held[i] < held[best] ? i : best;
      }
      figures.append(
          String.format(
              Locale.ROOT,
              "| %s: %s, code %d | %d | %s | %s | %s |%n",
              name,
              Arrays.toString(layers),
              code,
              best + 1,
              Lab.digits(held[best], 4),
              Lab.digits(train[LONG - 1], 4),
              Lab.digits(held[LONG - 1], 4)));
    }
    List<EpochReport> many =
        Lab.curve(
            Lab.config(test).layers(256, 128).code(64),
            Lab.training(EPOCHS, 1),
            data.train(),
            others);
    EpochReport last = many.get(EPOCHS - 1);
    figures.append(
        String.format(
            Locale.ROOT,
            "large on 6 000 images, %d epochs: train %s, test %s%n",
            EPOCHS,
            Lab.digits(last.trainLoss(), 4),
            Lab.digits(last.validationLoss().orElseThrow(), 4)));
    Lab.figures("training-overfit", figures.toString());
    Lab.picture("overfitting.svg", chart.marks(1, 3, 10, 30, 100).svg());
  }

  private void rates() {
    double[] rates = {0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03};
    turn(
        "learning-rate",
        new Chart(
                "test error by learning rate",
                "learning rate of Adam",
                "test MSE after " + EPOCHS + " epochs")
            .logX()
            .logY()
            .marks(0.0001, 0.001, 0.01),
        rates,
        rate -> Lab.training(EPOCHS, 1).learningRate(rate));
  }

  private void batches() {
    double[] sizes = {16, 32, 64, 128, 256, 512};
    turn(
        "batch-size",
        new Chart(
                "test error by rows a step",
                "rows in a batch",
                "test MSE after " + EPOCHS + " epochs")
            .logX()
            .marks(sizes),
        sizes,
        size -> Lab.training(EPOCHS, 1).batchSize((int) size));
  }

  private void turn(
      String name,
      Chart chart,
      double[] values,
      java.util.function.DoubleFunction<TrainingConfig.Builder> training) {
    figures.setLength(0);
    double[] y = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      List<EpochReport> reports = reports(training.apply(values[i]));
      y[i] = reports.get(EPOCHS - 1).validationLoss().orElseThrow();
      figures.append(
          String.format(
              Locale.ROOT,
              "| %s | %s |%n",
              new java.math.BigDecimal(String.valueOf(values[i]))
                  .stripTrailingZeros()
                  .toPlainString(),
              Lab.digits(y[i], 4)));
    }
    Lab.figures("training-" + name, figures.toString());
    Lab.picture(name + ".svg", chart.line("test MSE", values, y).svg());
  }

  private void optimizers() {
    figures.setLength(0);
    Chart chart = new Chart("test error by optimizer", "epoch", "test MSE").logY();
    double[] x = new double[EPOCHS];
    Arrays.setAll(x, i -> i + 1);
    for (String text :
        List.of("adam at 0.001", "rmsprop at 0.001", "momentum(0.9) at 1", "sgd at 1")) {
      String[] parts = text.split(" at ");
      try {
        List<EpochReport> reports =
            reports(
                Lab.training(EPOCHS, 1)
                    .optimizer(parts[0])
                    .learningRate(Double.parseDouble(parts[1])));
        double[] y = values(reports, report -> report.validationLoss().orElseThrow());
        chart.line(parts[0], x, y);
        figures.append("| `" + text + "` | " + Lab.digits(y[EPOCHS - 1], 4) + " |\n");
      } catch (NumericalException e) {
        figures.append("| `" + text + "` | " + e.getMessage() + " |\n");
      }
    }
    Lab.figures("training-optimizers", figures.toString());
    Lab.picture("optimizers.svg", chart.marks(x).svg());
  }

  private List<EpochReport> reports(TrainingConfig.Builder training) {
    return Lab.curve(Lab.config(test), training, data.train(), test);
  }

  private static double[] values(List<EpochReport> reports, ToDoubleFunction<EpochReport> value) {
    return reports.stream().mapToDouble(value).toArray();
  }
}
