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
  private static final int LONGEST_ROW = Integer.MAX_VALUE / 8;

  /**
   * Takes dimensions as rows of one value, rows of features, rows of grey images (height x width),
   * or rows of images (channels x height x width).
   */
  static RowLayout of(String file, long... dimensions) {
    if (dimensions.length < 1 || dimensions.length > 4) {
      throw DataProblem.at(
          file, "header", dimensions.length + " dimensions", "1 to 4 (rows first)", "reshape it");
    }
    for (long dimension : dimensions) {
      if (dimension < 1) {
        throw DataProblem.at(
            file, "header", "dimensions " + text(dimensions), "at least 1 each", "write it again");
      }
    }
    if (dimensions[0] > LONGEST_ARRAY) {
      throw DataProblem.at(
          file,
          "header",
          "dimensions " + text(dimensions),
          "at most " + LONGEST_ARRAY + " rows",
          "check the file, or split it");
    }
    long columns = 1;
    for (int i = 1; i < dimensions.length; i++) {
      columns = dimensions[i] > LONGEST_ROW ? Long.MAX_VALUE : columns * dimensions[i];
      if (columns > LONGEST_ROW) {
        throw DataProblem.at(
            file,
            "header",
            "dimensions " + text(dimensions),
            "rows of at most " + LONGEST_ROW + " values",
            "reshape it to shorter rows");
      }
    }
    int[] d = Arrays.stream(dimensions).mapToInt(Math::toIntExact).toArray();
    return new RowLayout(
        d[0],
        switch (d.length) {
          case 1 -> Shape.features(1);
          case 2 -> Shape.features(d[1]);
          case 3 -> Shape.image(1, d[1], d[2]);
          default -> Shape.image(d[1], d[2], d[3]);
        });
  }

  /** Returns how many values there are, at most some 2^59. */
  long values() {
    return (long) rows * shape.size();
  }

  /** Returns how many values there are, if one array can hold them. */
  int arrayLength(String file) {
    if (values() > LONGEST_ARRAY) {
      throw DataProblem.at(
          file,
          "header",
          rows + " rows of " + shape.size() + " values",
          "at most " + LONGEST_ARRAY + " values in all where a file is read into memory",
          "store it uncompressed, as unsigned bytes or 32-bit floats, or split it");
    }
    return (int) values();
  }

  private static String text(long[] dimensions) {
    return Arrays.stream(dimensions).mapToObj(Long::toString).collect(Collectors.joining("x"));
  }
}
