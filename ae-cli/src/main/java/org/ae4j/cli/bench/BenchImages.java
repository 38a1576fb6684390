package org.ae4j.cli.bench;

import java.util.SplittableRandom;
import org.ae4j.core.data.ByteArrayDataset;

/** Images to measure with: as many random bytes as Fashion-MNIST has. */
public final class BenchImages {
  private static final int COUNT = 60_000;

  private BenchImages() {}

  /** Returns the same images each time. */
  public static ByteArrayDataset generate() {
    byte[] bytes = new byte[COUNT * BenchModel.INPUT.size()];
    new SplittableRandom(1).nextBytes(bytes);
    return new ByteArrayDataset("random images", BenchModel.INPUT, bytes);
  }
}
