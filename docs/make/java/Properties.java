package org.ae4j.lesson;

import java.util.List;
import java.util.Locale;
import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetSplits;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.data.Datasets;
import org.ae4j.core.data.LabelClasses;
import org.ae4j.core.metrics.Psnr;
import org.ejml.data.FMatrixRMaj;

/** Autoencoders are for their data, lose something, and need no labels. */
final class Properties {
  private static final int EPOCHS = 10;
  private static final List<String> SHOES = List.of("5", "7", "9");

  private final DatasetSplits data = Lab.sample();
  private final Dataset test = Lab.test(data);
  private final FMatrixRMaj rows = Datasets.toMatrix(test);
  private final int[] classes = test.labels().orElseThrow();
  private final StringBuilder figures = new StringBuilder();

  private Properties() {}

  public static void main(String[] args) {
    Properties lab = new Properties();
    lab.specific();
    lab.lossy();
    lab.withoutLabels();
    Lab.figures("properties", lab.figures.toString());
  }

  private void specific() {
    Dataset shoes = LabelClasses.of(data.train(), SHOES).select(data.train());
    // As many rows and as many steps for both, so that only what they show differs.
    TrainedAutoencoder narrow = Lab.train(Lab.config(test), 3 * EPOCHS, 1, shoes);
    TrainedAutoencoder broad =
        Lab.train(Lab.config(test), 3 * EPOCHS, 1, Datasets.limit(data.train(), shoes.size()));
    double[] byNarrow = byClass(narrow);
    double[] byBroad = byClass(broad);
    figures
        .append(shoes.size())
        .append(" images each\nclass | trained on shoes | on all classes\n");
    for (int c = 0; c < byNarrow.length; c++) {
      figures.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s |%n",
              test.labelNames().get(c),
              Lab.digits(byNarrow[c], 4),
              Lab.digits(byBroad[c], 4)));
    }
    float[][] shown = Images.ofEachClass(test, 10);
    Lab.picture(
        "data-specific.png",
        new Images(10)
            .lines("originals", shown)
            .lines("by a model of shoes", narrow.reconstruct(shown))
            .lines("by a model of all classes", broad.reconstruct(shown))
            .png());
  }

  private double[] byClass(TrainedAutoencoder model) {
    double[] errors = model.errors(rows);
    double[] sums = new double[test.labelNames().size()];
    int[] counts = new int[sums.length];
    for (int row = 0; row < errors.length; row++) {
      sums[classes[row]] += errors[row];
      counts[classes[row]]++;
    }
    for (int c = 0; c < sums.length; c++) {
      sums[c] /= counts[c];
    }
    return sums;
  }

  private void lossy() {
    figures.append("\ncode | test MSE | PSNR | of the least error of an image\n");
    float[][] shown = Images.ofEachClass(test, 10);
    Images pictures = new Images(10).lines("originals: 784 values", shown);
    for (int size : new int[] {2, 8, 32, 64}) {
      TrainedAutoencoder model =
          Lab.train(Lab.config(test).layers(128, 64).code(size), EPOCHS, 1, data.train());
      double[] errors = model.errors(rows);
      double psnr = 0;
      double least = 1;
      for (double error : errors) {
        psnr += Psnr.of(error) / errors.length;
        least = Math.min(least, error);
      }
      figures.append(
          String.format(
              Locale.ROOT,
              "| %d | %s | %.1f dB | %s |%n",
              size,
              Lab.digits(Lab.mean(errors), 4),
              psnr,
              Lab.digits(least, 5)));
      pictures.lines("code of " + size, model.reconstruct(shown));
    }
    Lab.picture("lossy.png", pictures.png());
  }

  private void withoutLabels() {
    Dataset some = Datasets.limit(data.train(), Neighbours.KNOWN);
    FMatrixRMaj known = Datasets.toMatrix(some);
    TrainedAutoencoder trained = Lab.train(Lab.config(test), EPOCHS, 1, data.train());
    TrainedAutoencoder random =
        Lab.train(Lab.config(test), Lab.training(1, 1).learningRate(1e-12), some);
    figures.append("\n10 nearest of 6 000 labelled training images\n");
    add("784 pixels", known, rows);
    add("codes of 32 values", trained.encode(known), trained.encode(rows));
    add("codes by random weights", random.encode(known), random.encode(rows));
  }

  private void add(String name, FMatrixRMaj known, FMatrixRMaj asked) {
    double right = Neighbours.accuracy(known, data.train().labels().orElseThrow(), asked, classes);
    figures.append(String.format(Locale.ROOT, "| %s | %s |%n", name, Lab.digits(right, 3)));
  }
}
