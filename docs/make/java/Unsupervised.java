package org.ae4j.lesson;

import java.util.Locale;
import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetSplits;
import org.ae4j.clustering.Agreement;
import org.ae4j.clustering.KMeans;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.data.Datasets;
import org.ae4j.core.latent.PrincipalComponents;
import org.ejml.data.FMatrixRMaj;

/** Rows without labels, in groups and in two dimensions. */
final class Unsupervised {
  private static final int EPOCHS = 10;
  private static final int POINTS = 1000;

  private Unsupervised() {}

  public static void main(String[] args) {
    DatasetSplits data = Lab.sample();
    Dataset test = Lab.test(data);
    int[] classes = test.labels().orElseThrow();
    float[][] rows = new float[30][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new float[784];
      test.copyRow(i, rows[i], 0);
    }
    Lab.picture("unlabelled.png", new Images(10).lines("", rows).png());

    FMatrixRMaj pixels = Datasets.toMatrix(test);
    PrincipalComponents axes =
        PrincipalComponents.fit(Datasets.toMatrix(data.train()), 32, Lab.ENGINE);
    FMatrixRMaj components = axes.transform(pixels, Lab.ENGINE);
    TrainedAutoencoder wide =
        Lab.train(Lab.config(test).layers(128, 64).code(32), EPOCHS, 1, data.train());
    TrainedAutoencoder plane =
        Lab.train(Lab.config(test).layers(256, 128).code(2), EPOCHS, 1, data.train());
    FMatrixRMaj flat = plane.encode(pixels);
    Lab.figures(
        "unsupervised",
        "k-means, ten groups of 1 000 test images, seeds 1 to 3\n"
            + group("784 pixels", pixels, classes)
            + group("32 principal components", components, classes)
            + group("codes of 32 values", wide.encode(pixels), classes)
            + "\nnearest neighbours of two values\n"
            + nearest("principal components", columns(components, 2), classes)
            + nearest("codes", flat, classes));
    Lab.picture(
        "two-values.svg",
        new Scatter(test.labelNames())
            .panel("two principal components", columns(components, 2), classes, POINTS)
            .panel("codes of two values", flat, classes, POINTS)
            .svg());
  }

  private static String group(String name, FMatrixRMaj rows, int[] classes) {
    double[] accuracy = new double[3];
    double[] nmi = new double[3];
    for (int i = 0; i < 3; i++) {
      int[] labels = KMeans.of(10, i + 1).fit(rows, Lab.ENGINE).labels();
      Agreement agreement = Agreement.of(labels, classes);
      accuracy[i] = agreement.accuracy();
      nmi[i] = agreement.nmi();
    }
    return String.format(
        Locale.ROOT, "| %s | %s | %s |%n", name, Lab.range(3, accuracy), Lab.range(3, nmi));
  }

  private static String nearest(String name, FMatrixRMaj points, int[] classes) {
    double part = org.ae4j.manifold.MapQuality.accuracy(points, classes, 10, Lab.ENGINE);
    return String.format(Locale.ROOT, "| %s | %s |%n", name, Lab.digits(part, 3));
  }

  private static FMatrixRMaj columns(FMatrixRMaj rows, int count) {
    FMatrixRMaj part = new FMatrixRMaj(rows.numRows, count);
    for (int row = 0; row < rows.numRows; row++) {
      System.arraycopy(rows.data, row * rows.numCols, part.data, row * count, count);
    }
    return part;
  }
}
