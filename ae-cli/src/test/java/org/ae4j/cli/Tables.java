package org.ae4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/** Small tables to train on. */
final class Tables {
  private Tables() {}

  /** Writes 40 rows in columns a, b, c, d and the label {@code class}. */
  static Path labelled(Path folder) {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder("a,b,c,d,class\n");
    for (int row = 0; row < 40; row++) {
      double x = random.nextGaussian();
      double y = random.nextGaussian();
      text.append(
          String.format(
              Locale.ROOT, "%.3f,%.3f,%.3f,%.3f,%s%n", x, y, x + y, x - y, x > 0 ? "up" : "down"));
    }
    return write(folder.resolve("labelled.csv"), text.toString());
  }

  /** Writes the same rows without the label. */
  static Path numbers(Path folder) {
    try {
      String text = Files.readString(labelled(folder)).replaceAll(",[a-z]+(\\R)", "$1");
      return write(folder.resolve("numbers.csv"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
