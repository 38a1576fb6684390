package org.ae4j.core.network;

import java.util.Arrays;
import org.ae4j.api.LayerContext;
import org.ae4j.api.Parameter;
import org.ae4j.api.RandomStream;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.core.layer.Initializers;

/**
 * Hands weights to one layer under full names.
 *
 * @param prefix network and position, for example {@code encoder.0.}
 * @param automatic the initializer that {@code auto} stands for here
 */
record NamedContext(
    String prefix, String automatic, Kernels kernels, WeightSource source, RandomStream random)
    implements LayerContext {

  @Override
  public Parameter weights(String name, int rows, int columns, String initializer) {
    return weights(name, rows, columns, rows, columns, initializer);
  }

  @Override
  public Parameter weights(
      String name, int rows, int columns, double fanIn, double fanOut, String initializer) {
    String full = prefix + name;
    String chosen = initializer.equals("auto") ? automatic : initializer;
    RandomStream stream = random.named(full);
    float[] values =
        source.values(
            full,
            rows,
            columns,
            array -> Initializers.fill(chosen, array, rows, columns, fanIn, fanOut, stream));
    return new Parameter(full, rows, columns, values);
  }

  @Override
  public Parameter vector(String name, int size, float value) {
    String full = prefix + name;
    float[] values = source.values(full, 1, size, array -> Arrays.fill(array, value));
    return new Parameter(full, 1, size, values);
  }
}
