package org.ae4j.core.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the values of an independent reference from {@code src/test/resources/reference}.
 *
 * <p>A file's {@code about} says which formulas and conventions hold. The files are written by
 * {@code make_reference.py}, in {@code src/test/reference}.
 */
public final class ReferenceCases {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private ReferenceCases() {}

  /** Returns the cases of a topic, for example {@code activations}, in the order of the file. */
  public static List<Case> read(String topic) {
    String path = "/reference/" + topic + ".json";
    try (InputStream in = ReferenceCases.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException("no reference values at " + path);
      }
      List<Case> cases = new ArrayList<>();
      for (JsonNode node : MAPPER.readTree(in).required("cases")) {
        cases.add(
            new Case(
                node.required("name").asString(),
                settings(node.required("settings")),
                tensors(node.required("inputs")),
                tensors(node.required("expected"))));
      }
      return List.copyOf(cases);
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }

  /** Returns the one case of a topic with that name. */
  public static Case read(String topic, String name) {
    List<Case> cases = read(topic);
    return cases.stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    topic
                        + " has no case '"
                        + name
                        + "', only "
                        + cases.stream().map(c -> "'" + c.name() + "'").toList()));
  }

  private static Map<String, String> settings(JsonNode node) {
    Map<String, String> settings = new LinkedHashMap<>();
    node.properties().forEach(e -> settings.put(e.getKey(), e.getValue().asString()));
    return settings;
  }

  private static Map<String, Tensor> tensors(JsonNode node) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    node.properties().forEach(e -> tensors.put(e.getKey(), tensor(e.getValue())));
    return tensors;
  }

  private static Tensor tensor(JsonNode node) {
    List<Integer> shape = new ArrayList<>();
    for (JsonNode n = node; n.isArray(); n = n.required(0)) {
      shape.add(n.size());
    }
    List<Double> values = new ArrayList<>();
    collect(node, values);
    return new Tensor(shape, values);
  }

  private static void collect(JsonNode node, List<Double> values) {
    if (node.isArray()) {
      node.forEach(child -> collect(child, values));
    } else {
      values.add(node.doubleValue());
    }
  }

  private static <T> T named(String what, String key, Map<String, T> map) {
    T value = map.get(key);
    if (value == null) {
      throw new IllegalArgumentException("no " + what + " '" + key + "', only " + map.keySet());
    }
    return value;
  }

  /**
   * One case: what goes in, and what must come out.
   *
   * @param inputs data, parameters and the upstream gradient, each exact as a float
   */
  public record Case(
      String name,
      Map<String, String> settings,
      Map<String, Tensor> inputs,
      Map<String, Tensor> expected) {

    /** Returns a setting that is a text, for example {@code function}. */
    public String text(String key) {
      return named("setting", key, settings);
    }

    /** Returns a setting that is a number. */
    public double number(String key) {
      return Double.parseDouble(text(key));
    }

    /** Returns a setting that is a number, or the given one where the case has none. */
    public double number(String key, double otherwise) {
      return settings.containsKey(key) ? number(key) : otherwise;
    }

    /** Returns a setting that is true or false. */
    public boolean flag(String key) {
      return Boolean.parseBoolean(text(key));
    }

    public Tensor input(String key) {
      return named("input", key, inputs);
    }

    public Tensor expected(String key) {
      return named("expected value", key, expected);
    }

    /** Returns the name, for a parameterized test's display. */
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * A number, a vector or a matrix.
   *
   * @param shape empty for a number, the length of a vector, rows and columns of a matrix
   * @param values row-major
   */
  public record Tensor(List<Integer> shape, List<Double> values) {

    public Tensor {
      shape = List.copyOf(shape);
      values = List.copyOf(values);
      int size = shape.stream().reduce(1, Math::multiplyExact);
      if (values.size() != size) {
        throw new IllegalArgumentException(values.size() + " values for shape " + shape);
      }
    }

    /** Returns the rows of a matrix; a vector, like a number, is one row. */
    public int rows() {
      return shape.size() < 2 ? 1 : shape.get(0);
    }

    /** Returns the columns of a matrix, or the length of a vector. */
    public int columns() {
      return shape.isEmpty() ? 1 : shape.get(shape.size() - 1);
    }

    /** Returns the value of a number. */
    public double scalar() {
      if (!shape.isEmpty()) {
        throw new IllegalStateException("not a number, but of shape " + shape);
      }
      return values.get(0);
    }

    /** Returns one row of a matrix as a vector. */
    public Tensor row(int index) {
      int columns = columns();
      return new Tensor(List.of(columns), values.subList(index * columns, (index + 1) * columns));
    }

    /** Returns the columns as rows. */
    public Tensor transposed() {
      List<Double> transposed = new ArrayList<>(values.size());
      for (int j = 0; j < columns(); j++) {
        for (int i = 0; i < rows(); i++) {
          transposed.add(values.get(i * columns() + j));
        }
      }
      return new Tensor(List.of(columns(), rows()), transposed);
    }

    /** Returns a new array of the values, row-major, rounded to floats. */
    public float[] floats() {
      float[] floats = new float[values.size()];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = values.get(i).floatValue();
      }
      return floats;
    }

    /** Returns a new array of the values, row-major. */
    public double[] doubles() {
      return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }
}
