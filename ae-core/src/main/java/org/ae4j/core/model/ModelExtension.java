package org.ae4j.core.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ae4j.api.ModelFormatException;

/**
 * What a model file holds beside the model, of somebody who builds on it: texts and vectors by
 * name. A file with an extension can be used wherever a model can.
 *
 * @param id whose it is, for example {@code anomaly}
 * @param texts a JSON object in the file's metadata, under {@code ae4j.} and the id
 * @param vectors float64 tensors, named by the id, a dot and their name; not to be written to
 */
public record ModelExtension(String id, Map<String, String> texts, Map<String, double[]> vectors) {

  public ModelExtension {
    texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    vectors = Collections.unmodifiableMap(new LinkedHashMap<>(vectors));
  }

  /**
   * Returns a text.
   *
   * @throws ModelFormatException if there is none of this name
   */
  public String text(String name) {
    return present("text", name, texts.get(name));
  }

  /**
   * Returns a vector.
   *
   * @throws ModelFormatException if there is none of this name and length
   */
  public double[] vector(String name, int length) {
    double[] values = vector(name);
    if (values.length != length) {
      throw new ModelFormatException(
          "the file's part '%s' has %d values in '%s', expected %d; write it again"
              .formatted(id, values.length, name, length));
    }
    return values;
  }

  /**
   * Returns a vector of whatever length it has.
   *
   * @throws ModelFormatException if there is none of this name
   */
  public double[] vector(String name) {
    return present("vector", name, vectors.get(name));
  }

  private <T> T present(String kind, String name, @org.jspecify.annotations.Nullable T value) {
    if (value == null) {
      throw new ModelFormatException(
          "the file's part '%s' has no %s '%s'; write it again".formatted(id, kind, name));
    }
    return value;
  }
}
