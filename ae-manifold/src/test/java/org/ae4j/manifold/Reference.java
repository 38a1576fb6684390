package org.ae4j.manifold;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.ejml.data.FMatrixRMaj;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What scikit-learn and NumPy make of 120 rows; {@code make_reference.py} wrote it. */
final class Reference {
  private static final JsonNode JSON = read();

  private Reference() {}

  private static JsonNode read() {
    try (InputStream in =
        Objects.requireNonNull(Reference.class.getResourceAsStream("/reference/manifold.json"))) {
      return JsonMapper.shared().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static double number(String name) {
    return JSON.get(name).asDouble();
  }

  static FMatrixRMaj matrix(String name) {
    JsonNode rows = JSON.get(name);
    FMatrixRMaj matrix = new FMatrixRMaj(rows.size(), rows.get(0).size());
    for (int row = 0; row < matrix.numRows; row++) {
      for (int column = 0; column < matrix.numCols; column++) {
        matrix.set(row, column, (float) rows.get(row).get(column).asDouble());
      }
    }
    return matrix;
  }

  static double[] vector(String name) {
    JsonNode values = JSON.get(name);
    double[] vector = new double[values.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = values.get(i).asDouble();
    }
    return vector;
  }
}
