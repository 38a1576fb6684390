package org.ae4j.bench;

import java.util.ServiceLoader;
import java.util.SplittableRandom;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.api.kernels.KernelsFactory;

/** What benchmarks of kernels begin with. */
final class NamedKernels {
  private NamedKernels() {}

  static Kernels load(String id) {
    for (AutoencoderPlugin plugin : ServiceLoader.load(AutoencoderPlugin.class)) {
      for (KernelsFactory factory : plugin.kernels()) {
        if (factory.id().equals(id)) {
          return factory.create();
        }
      }
    }
    throw new IllegalArgumentException("no kernels " + id);
  }

  /** Returns values from -1 to 1. */
  static float[] uniform(SplittableRandom random, int length) {
    float[] x = new float[length];
    for (int i = 0; i < length; i++) {
      x[i] = (float) random.nextDouble(-1, 1);
    }
    return x;
  }
}
