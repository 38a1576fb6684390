package org.ae4j.core.layer;

import java.util.Arrays;
import org.ae4j.api.LayerContext;
import org.ae4j.api.Parameter;
import org.ae4j.api.RandomStream;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.core.kernels.ReferenceKernels;

/** Draws weights by name, with Glorot's for {@code auto}. */
record TestContext(Kernels kernels, RandomStream random) implements LayerContext {

  TestContext(long seed) {
    this(new ReferenceKernels(), RandomStream.of(seed));
  }

  @Override
  public Parameter weights(String name, int rows, int columns, String initializer) {
    float[] values = new float[rows * columns];
    String chosen = initializer.equals(Initializers.AUTO) ? "glorot_uniform" : initializer;
    Initializers.fill(chosen, values, rows, columns, random.named(name));
    return new Parameter(name, rows, columns, values);
  }

  @Override
  public Parameter vector(String name, int size, float value) {
    float[] values = new float[size];
    Arrays.fill(values, value);
    return new Parameter(name, 1, size, values);
  }
}
