package org.ae4j.bench;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;

/**
 * Writes as many images as asked for into one IDX file, to train on data larger than memory.
 *
 * <p>Each is an image of Fashion-MNIST, shifted by up to two pixels and with noise of its own, so
 * that the file cannot be squeezed into a small one. It needs a JDK and nothing else: {@code java
 * BigImages.java FOLDER ROWS FILE}.
 */
public final class BigImages {
  private static final int SIDE = 28;
  private static final int PIXELS = SIDE * SIDE;
  private static final int FARTHEST = 2;

  private BigImages() {}

  /**
   * Writes the file.
   *
   * @param args the folder of Fashion-MNIST's gzip'd files; how many images; the file to write
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      throw new IllegalArgumentException("expected FOLDER ROWS FILE");
    }
    byte[] images = images(Path.of(args[0], "train-images-idx3-ubyte.gz"));
    int rows = Integer.parseInt(args[1]);
    SplittableRandom random = new SplittableRandom(1);
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(Files.newOutputStream(Path.of(args[2])), 1 << 20))) {
      for (int header : new int[] {0x0803, rows, SIDE, SIDE}) {
        out.writeInt(header);
      }
      byte[] image = new byte[PIXELS];
      for (int row = 0; row < rows; row++) {
        draw(images, random, image);
        out.write(image);
      }
    }
  }

  private static byte[] images(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
      in.skipNBytes(16);
      return in.readAllBytes();
    }
  }

  private static void draw(byte[] images, SplittableRandom random, byte[] out) {
    int start = random.nextInt(images.length / PIXELS) * PIXELS;
    int down = random.nextInt(-FARTHEST, FARTHEST + 1);
    int right = random.nextInt(-FARTHEST, FARTHEST + 1);
    long noise = 0;
    for (int i = 0; i < PIXELS; i++) {
      noise = i % 16 == 0 ? random.nextLong() : noise >>> 4;
      int y = i / SIDE - down;
      int x = i % SIDE - right;
      boolean inside = y >= 0 && y < SIDE && x >= 0 && x < SIDE;
      int value = inside ? images[start + y * SIDE + x] & 0xFF : 0;
      out[i] = (byte) Math.max(0, Math.min(255, value + (int) (noise & 15) - 7));
    }
  }
}
