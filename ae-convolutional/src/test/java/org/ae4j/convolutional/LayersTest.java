package org.ae4j.convolutional;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.ae4j.api.Layer;
import org.ae4j.api.Parameter;
import org.ae4j.api.Shape;
import org.ae4j.api.kernels.Activation;
import org.assertj.core.data.Offset;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Values and gradients of all layers. */
class LayersTest {
  private static final double TOLERANCE = 2e-6;

  static List<JsonNode> cases() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            LayersTest.class.getResourceAsStream("/reference/convolutional.json"))) {
      JsonNode cases = JsonMapper.builder().build().readTree(in).required("cases");
      return StreamSupport.stream(cases.spliterator(), false).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void matchesReference(JsonNode values) {
    String text = values.required("layer").asString();
    Shape input = Shape.parse(values.required("input").asString());
    Layer layer = LayerRun.build(text, input, Activation.LINEAR, 1);
    for (int p = 0; p < layer.parameters().size(); p++) {
      Parameter parameter = layer.parameters().get(p);
      float[] given = floats(values.required(parameter.name()));
      System.arraycopy(given, 0, parameter.values(), 0, given.length);
      layer.parameterChanged(p, 0, given.length);
    }
    LayerRun run = new LayerRun(layer, rows(values.required("x"), input));

    assertThat(LayerRun.parse(text)).hasToString(text);
    assertThat(layer.outputShape()).hasToString(values.required("output").asString());
    assertClose("out", run.forward().data, values.required("out"));
    FMatrixRMaj gradient = rows(values.required("gradOut"), layer.outputShape());
    assertClose("gradX", run.backward(gradient).data, values.required("gradX"));
    for (int p = 0; p < layer.parameters().size(); p++) {
      String name = layer.parameters().get(p).name();
      String key = "grad" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
      assertClose(key, run.gradient(p), values.required(key));
    }
  }

  private static FMatrixRMaj rows(JsonNode node, Shape shape) {
    return new FMatrixRMaj(node.size() / shape.size(), shape.size(), true, floats(node));
  }

  private static float[] floats(JsonNode node) {
    float[] floats = new float[node.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) node.get(i).doubleValue();
    }
    return floats;
  }

  private static void assertClose(String what, float[] actual, JsonNode expected) {
    double[] values = new double[expected.size()];
    Arrays.setAll(values, i -> expected.get(i).doubleValue());
    assertClose(what, actual, values, TOLERANCE);
  }

  private static void assertClose(
      String what, float[] actual, double[] expected, double tolerance) {
    assertThat(actual).as(what).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i])
          .as("%s[%d]", what, i)
          .isCloseTo(expected[i], Offset.offset(tolerance * (1 + Math.abs(expected[i]))));
    }
  }

  /** Maps of more positions than are worked on at once, too large for the contract. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          conv(2,5x3)                                        | 9x40x23
          conv(3,9)                                          | 40x500
          conv_transpose(9,3)                                | 2x40x40
          """)
  void piecesOfLargeMapsGiveTheSameBits(String text, String input) {
    Shape shape = Shape.parse(input);
    Layer layer = LayerRun.build(text, shape, Activation.TANH, 5);
    FMatrixRMaj in = LayerRun.normal(13, shape.size(), 6);
    FMatrixRMaj gradient = LayerRun.normal(13, layer.outputShape().size(), 7);
    LayerRun whole = new LayerRun(layer, in);
    LayerRun pieces = new LayerRun(layer, in);

    assertThat(pieces.forward(1, 4, 4, 11).data).containsExactly(whole.forward().data);
    assertThat(pieces.backward(gradient, 2, 12).data)
        .containsExactly(whole.backward(gradient).data);
    for (int p = 0; p < layer.parameters().size(); p++) {
      float[] parts = new float[layer.parameters().get(p).size()];
      pieces.addGradient(p, parts, false, layer.parameterGrain(p));
      assertThat(parts).containsExactly(whole.gradient(p));
    }
  }

  @ParameterizedTest
  @CsvSource({"'conv(3,5x3,stride=2)', 4x81x43", "'conv(3,9)', 40x900"})
  void largeMapsMatchAPlainLoop(String text, String input) {
    Shape shape = Shape.parse(input);
    Layer layer = LayerRun.build(text, shape, Activation.LINEAR, 15);
    ConvSpec spec = (ConvSpec) LayerRun.parse(text);
    Window window = spec.geometry().window(shape, layer.outputShape(), spec);
    FMatrixRMaj in = LayerRun.normal(2, shape.size(), 16);
    FMatrixRMaj gradient = LayerRun.normal(2, layer.outputShape().size(), 17);
    float[] weights = layer.parameters().get(0).values();
    double[] out = new double[gradient.getNumElements()];
    double[] gradIn = new double[in.getNumElements()];
    double[] gradWeights = new double[weights.length];
    for (int o = 0; o < out.length; o++) {
      int position = o % window.positions();
      int filter = o / window.positions() % window.filters();
      int image = o / window.mapSize() * shape.size();
      out[o] = layer.parameters().get(1).values()[filter];
      for (int k = 0; k < window.patch(); k++) {
        int i = index(window, position, k);
        if (i >= 0) {
          int w = k * window.filters() + filter;
          out[o] += (double) in.data[image + i] * weights[w];
          gradIn[image + i] += (double) gradient.data[o] * weights[w];
          gradWeights[w] += (double) gradient.data[o] * in.data[image + i];
        }
      }
    }
    LayerRun run = new LayerRun(layer, in);

    assertClose("out", run.forward().data, out, 1e-4);
    assertClose("gradient by input", run.backward(gradient).data, gradIn, 1e-4);
    assertClose("gradient by weights", run.gradient(0), gradWeights, 1e-4);
  }

  /** Returns which value of an image a position sees at a place of its patch, -1 for none. */
  private static int index(Window window, int position, int k) {
    int channel = k % window.channels();
    int kx = k / window.channels() % window.kernel().width();
    int ky = k / window.lineLength();
    int y = position / window.mapWidth() * window.stride().height() + ky - window.top();
    int x = position % window.mapWidth() * window.stride().width() + kx - window.left();
    boolean inside = y >= 0 && y < window.height() && x >= 0 && x < window.width();
    return inside ? (channel * window.height() + y) * window.width() + x : -1;
  }

  @Test
  void maxPoolLetsNanThrough() {
    Layer layer = LayerRun.build("max_pool(2)", Shape.sequence(1, 4), Activation.LINEAR, 14);
    FMatrixRMaj in = new FMatrixRMaj(1, 4, true, 1, Float.NaN, 3, 2);

    assertThat(new LayerRun(layer, in).forward().data).containsExactly(Float.NaN, 3);
  }
}
