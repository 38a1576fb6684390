package org.ae4j.variational;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what {@code make_reference.py}, in {@code src/test/reference}, wrote. */
final class ReferenceCases {
  private static final String PATH = "/reference/variational.json";

  private ReferenceCases() {}

  static List<Case> read() {
    try (InputStream in = ReferenceCases.class.getResourceAsStream(PATH)) {
      List<Case> cases = new ArrayList<>();
      for (JsonNode node : JsonMapper.shared().readTree(Objects.requireNonNull(in))) {
        Map<String, String> settings = new LinkedHashMap<>();
        node.required("settings")
            .properties()
            .forEach(e -> settings.put(e.getKey(), e.getValue().asString()));
        cases.add(
            new Case(
                node.required("name").asString(),
                settings,
                tensors(node.required("inputs")),
                tensors(node.required("expected"))));
      }
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(PATH, e);
    }
  }

  private static Map<String, double[]> tensors(JsonNode node) {
    Map<String, double[]> tensors = new LinkedHashMap<>();
    node.properties()
        .forEach(
            e -> {
              List<Double> values = new ArrayList<>();
              collect(e.getValue(), values);
              tensors.put(e.getKey(), values.stream().mapToDouble(Double::doubleValue).toArray());
            });
    return tensors;
  }

  private static void collect(JsonNode node, List<Double> values) {
    if (node.isArray()) {
      node.forEach(child -> collect(child, values));
    } else {
      values.add(node.doubleValue());
    }
  }

  /** One step: what goes in, and what must come out; tensors are row-major. */
  record Case(
      String name,
      Map<String, String> settings,
      Map<String, double[]> inputs,
      Map<String, double[]> expected) {

    double[] input(String key) {
      return Objects.requireNonNull(inputs.get(key), key);
    }

    double[] expected(String key) {
      return Objects.requireNonNull(expected.get(key), key);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
