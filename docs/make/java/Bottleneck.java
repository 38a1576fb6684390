package org.ae4j.lesson;

import java.util.Locale;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetSplits;
import org.ae4j.api.RandomStream;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.data.Datasets;
import org.ae4j.core.latent.PrincipalComponents;
import org.ejml.data.FMatrixRMaj;

/**
 * What a narrow code is for: models beside principal components, and models without a bottleneck.
 */
final class Bottleneck {
  private static final int[] SIZES = {2, 8, 32};
  private static final int LINEAR_EPOCHS = 10;
  private static final int EPOCHS = 5;

  private final DatasetSplits data = Lab.sample();
  private final Dataset test = Lab.test(data);
  private final FMatrixRMaj clothes = Datasets.toMatrix(test);
  private final FMatrixRMaj shuffled = shuffled(clothes);
  private final FMatrixRMaj known =
      Datasets.toMatrix(Datasets.limit(data.train(), Neighbours.KNOWN));
  private final StringBuilder figures = new StringBuilder();

  private Bottleneck() {}

  public static void main(String[] args) {
    Bottleneck lab = new Bottleneck();
    lab.linear();
    lab.overcomplete();
    Lab.figures("bottleneck", lab.figures.toString());
  }

  private void linear() {
    FMatrixRMaj train = Datasets.toMatrix(data.train());
    PrincipalComponents axes = PrincipalComponents.fit(train, 32, Lab.ENGINE);
    figures.append(
        "code | principal components | linear | shared part of the space | with layers 128, 64\n");
    for (int size : SIZES) {
      TrainedAutoencoder linear =
          Lab.train(
              Lab.config(test).encoder("dense(" + size + ")").output("linear"),
              Lab.training(LINEAR_EPOCHS, 1).schedule("cosine"),
              data.train());
      TrainedAutoencoder deep =
          Lab.train(Lab.config(test).layers(128, 64).code(size), LINEAR_EPOCHS, 1, data.train());
      figures.append(
          String.format(
              Locale.ROOT,
              "| %d | %s | %s | %s | %s |%n",
              size,
              Lab.digits(componentsError(axes, size), 4),
              Lab.digits(Lab.error(linear, clothes), 4),
              Lab.digits(shared(axes, linear, size), 3),
              Lab.digits(Lab.error(deep, clothes), 4)));
    }
  }

  private double componentsError(PrincipalComponents all, int size) {
    FMatrixRMaj values = all.transform(clothes, Lab.ENGINE);
    for (int row = 0; row < values.numRows; row++) {
      for (int k = size; k < values.numCols; k++) {
        values.set(row, k, 0);
      }
    }
    FMatrixRMaj restored = all.invert(values, Lab.ENGINE);
    double sum = 0;
    for (int i = 0; i < restored.getNumElements(); i++) {
      double d = (restored.data[i] - clothes.data[i]) / 255.0;
      sum += d * d;
    }
    return sum / restored.getNumElements();
  }

  /**
   * Returns the mean squared cosine between two spaces: that of the first principal components, and
   * that of what a linear decoder can make of codes.
   */
  private static double shared(PrincipalComponents axes, TrainedAutoencoder linear, int size) {
    float[][] codes = new float[size + 1][size];
    for (int i = 0; i < size; i++) {
      codes[i + 1][i] = 1;
    }
    float[][] rows = linear.decode(codes);
    double[][] basis = new double[size][784];
    double sum = 0;
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < 784; k++) {
        basis[i][k] = rows[i + 1][k] - rows[0][k];
      }
      for (int j = 0; j < i; j++) {
        double along = dot(basis[i], basis[j]);
        for (int k = 0; k < 784; k++) {
          basis[i][k] -= along * basis[j][k];
        }
      }
      double length = Math.sqrt(dot(basis[i], basis[i]));
      for (int k = 0; k < 784; k++) {
        basis[i][k] /= length;
      }
      for (int axis = 0; axis < size; axis++) {
        double cosine = dot(basis[i], Lab.row(axes.axes(), axis));
        sum += cosine * cosine;
      }
    }
    return sum / size;
  }

  private static double dot(double[] left, double[] right) {
    double sum = 0;
    for (int k = 0; k < left.length; k++) {
      sum += left[k] * right[k];
    }
    return sum;
  }

  private void overcomplete() {
    figures.append(
        "\nmodel | test MSE | shuffled pixels | values of a code that are not 0 | 10-NN\n");
    add("code 32", Lab.config(test).layers(256).code(32));
    add("code 784", Lab.config(test).encoder("dense(784) relu"));
    add("code 784, L1", Lab.config(test).encoder("dense(784) relu").option("l1", "1e-4"));
    add(
        "code 784, masking",
        Lab.config(test).encoder("dense(784) relu").corruption("masking(0.5)"));
  }

  private void add(String name, AutoencoderConfig.Builder config) {
    TrainedAutoencoder model = Lab.train(config, EPOCHS, 1, data.train());
    FMatrixRMaj codes = model.encode(clothes);
    long active = 0;
    for (int i = 0; i < codes.getNumElements(); i++) {
      active += Math.abs(codes.data[i]) > 1e-3f ? 1 : 0;
    }
    double right =
        Neighbours.accuracy(
            model.encode(known),
            data.train().labels().orElseThrow(),
            codes,
            test.labels().orElseThrow());
    figures.append(
        String.format(
            Locale.ROOT,
            "| %s | %s | %s | %.0f | %s |%n",
            name,
            Lab.digits(Lab.error(model, clothes), 4),
            Lab.digits(Lab.error(model, shuffled), 4),
            (double) active / codes.numRows,
            Lab.digits(right, 3)));
  }

  /** Returns rows whose values stand in another order, the same one in each row. */
  private static FMatrixRMaj shuffled(FMatrixRMaj rows) {
    int[] order = new int[rows.numCols];
    java.util.Arrays.setAll(order, i -> i);
    RandomStream.of(1).named("pixels").permute(order);
    FMatrixRMaj other = new FMatrixRMaj(rows.numRows, rows.numCols);
    for (int row = 0; row < rows.numRows; row++) {
      for (int i = 0; i < order.length; i++) {
        other.set(row, i, rows.get(row, order[i]));
      }
    }
    return other;
  }
}
