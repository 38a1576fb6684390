package org.ae4j.core.data;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.ae4j.api.Shape;

/**
 * How many rows an array in a file holds, and what a row means; checked before anything is
 * allocated.
 */
record RowLayout(int rows, Shape shape) {
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  /**
   * Takes dimensions as rows of one value, rows of features, rows of grey images (height x width),
   * or rows of images (channels x height x width).
   */
  static RowLayout of(String file, long... dimensions) {
    if (dimensions.length < 1 || dimensions.length > 4) {
      throw DataProblem.at(
          file, "header", dimensions.length + " dimensions", "1 to 4 (rows first)", "reshape it");
    }
    long product = 1;
    for (long dimension : dimensions) {
      if (dimension < 1) {
        throw DataProblem.at(
            file, "header", "dimensions " + text(dimensions), "at least 1 each", "write it again");
      }
      product = dimension > LONGEST_ARRAY ? Long.MAX_VALUE : product * dimension;
      if (product > LONGEST_ARRAY) {
        throw DataProblem.at(
            file,
            "header",
            "dimensions " + text(dimensions),
            "at most " + LONGEST_ARRAY + " values in all",
            "check the file, or split it");
      }
    }
    int[] d = Arrays.stream(dimensions).mapToInt(Math::toIntExact).toArray();
    if (product / d[0] > Integer.MAX_VALUE / 8) {
      throw DataProblem.at(
          file,
          "header",
          "rows of " + product / d[0] + " values",
          "at most " + Integer.MAX_VALUE / 8,
          "reshape it to shorter rows");
    }
    return new RowLayout(
        d[0],
        switch (d.length) {
          case 1 -> Shape.features(1);
          case 2 -> Shape.features(d[1]);
          case 3 -> Shape.image(1, d[1], d[2]);
          default -> Shape.image(d[1], d[2], d[3]);
        });
  }

  int values() {
    return rows * shape.size();
  }

  private static String text(long[] dimensions) {
    return Arrays.stream(dimensions).mapToObj(Long::toString).collect(Collectors.joining("x"));
  }
}
