package org.ae4j.manifold;

import org.ae4j.api.RandomStream;
import org.ae4j.core.Autoencoders;
import org.ejml.data.FMatrixRMaj;

/** Rows to map, and the engine to do it with. */
final class Samples {
  private Samples() {}

  static Autoencoders engine(int threads) {
    return Autoencoders.builder().kernels("reference").threads(threads).build();
  }

  /** Returns rows of normal numbers around so many centres, one after the other. */
  static FMatrixRMaj groups(int rows, int columns, int groups, long seed) {
    RandomStream centres = RandomStream.of(seed).named("centres");
    RandomStream noise = RandomStream.of(seed).named("noise");
    FMatrixRMaj matrix = new FMatrixRMaj(rows, columns);
    for (int i = 0; i < rows * columns; i++) {
      int group = i / columns * groups / rows;
      double centre = 6 * centres.normal((long) group * columns + i % columns);
      matrix.data[i] = (float) (centre + noise.normal(i));
    }
    return matrix;
  }

  static int[] labels(int rows, int groups) {
    int[] labels = new int[rows];
    java.util.Arrays.setAll(labels, i -> i * groups / rows);
    return labels;
  }

  static float[] plane(int points, double span, long seed) {
    RandomStream random = RandomStream.of(seed).named("plane");
    float[] places = new float[2 * points];
    for (int i = 0; i < places.length; i++) {
      places[i] = (float) (span * (random.uniform(i) - 0.5));
    }
    return places;
  }
}
