package org.ae4j.clustering;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.IntStream;
import org.ejml.data.FMatrixRMaj;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what {@code make_reference.py}, in {@code src/test/reference}, wrote. */
final class Reference {
  private static final String PATH = "/reference/clustering.json";

  private Reference() {}

  static JsonNode read() {
    try (InputStream in = Reference.class.getResourceAsStream(PATH)) {
      return JsonMapper.shared().readTree(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(PATH, e);
    }
  }

  static int[] ints(JsonNode node) {
    return IntStream.range(0, node.size()).map(i -> node.get(i).intValue()).toArray();
  }

  static FMatrixRMaj rows() {
    JsonNode rows = read().required("rows");
    FMatrixRMaj matrix = new FMatrixRMaj(rows.size(), rows.get(0).size());
    for (int i = 0; i < matrix.numRows * matrix.numCols; i++) {
      matrix.data[i] = rows.get(i / matrix.numCols).get(i % matrix.numCols).floatValue();
    }
    return matrix;
  }
}
