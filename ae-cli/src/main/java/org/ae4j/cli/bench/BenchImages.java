package org.ae4j.cli.bench;

import java.util.SplittableRandom;
import org.ae4j.core.data.ByteArrayDataset;

/** Images to measure with: as many random bytes as Fashion-MNIST has. */
public final class BenchImages {
  private static final int COUNT = 60_000;

  private BenchImages() {}

  /** Returns the same images for the same seed. */
  public static ByteArrayDataset generate(long seed) {
    byte[] bytes = new byte[COUNT * BenchModel.INPUT.size()];
    new SplittableRandom(seed).nextBytes(bytes);
    return new ByteArrayDataset("random images", BenchModel.INPUT, bytes);
  }
}
