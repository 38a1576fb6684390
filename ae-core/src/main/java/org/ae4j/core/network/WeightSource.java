package org.ae4j.core.network;

import java.util.function.Consumer;

/** Where the values of new parameters come from: an initializer, or a model file. */
@FunctionalInterface
public interface WeightSource {

  /** Returns fresh arrays, filled by the layer's own initializer. */
  static WeightSource initialized() {
    return (name, rows, columns, initializer) -> {
      float[] values = new float[Math.multiplyExact(rows, columns)];
      initializer.accept(values);
      return values;
    };
  }

  /**
   * Returns the values of a parameter.
   *
   * @param name the full name, for example {@code encoder.0.weight}
   * @param initializer fills an array of {@code rows * columns} values where nothing is stored
   * @throws org.ae4j.api.ModelFormatException if a stored tensor has another shape; nothing was
   *     allocated for it
   */
  float[] values(String name, int rows, int columns, Consumer<float[]> initializer);
}
