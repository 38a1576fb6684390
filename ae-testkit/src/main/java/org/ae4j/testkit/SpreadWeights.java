package org.ae4j.testkit;

import org.ae4j.api.LayerContext;
import org.ae4j.api.Parameter;
import org.ae4j.api.RandomStream;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.core.kernels.ReferenceKernels;

/** Gives every weight a value of its own, whatever the initializer, so that none is special. */
record SpreadWeights(Kernels kernels, RandomStream random) implements LayerContext {
  SpreadWeights(long seed) {
    this(new ReferenceKernels(), RandomStream.of(seed));
  }

  @Override
  public Parameter weights(String name, int rows, int columns, String initializer) {
    return spread(name, rows, columns, 0, 1 / Math.sqrt(rows));
  }

  /** Stays within a quarter of the value, so that a variance that starts at 1 remains one. */
  @Override
  public Parameter vector(String name, int size, float value) {
    return spread(name, 1, size, value, 0.25);
  }

  private Parameter spread(String name, int rows, int columns, double middle, double distance) {
    RandomStream stream = random.named(name);
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (middle + distance * (2 * stream.uniform(i) - 1));
    }
    return new Parameter(name, rows, columns, values);
  }
}
