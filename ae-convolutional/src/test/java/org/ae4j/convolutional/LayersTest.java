package org.ae4j.convolutional;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import java.util.stream.StreamSupport;
import org.ae4j.api.Layer;
import org.ae4j.api.Parameter;
import org.ae4j.api.Shape;
import org.ae4j.api.kernels.Activation;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.core.kernels.ReferenceKernels;
import org.assertj.core.data.Offset;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Values and gradients of all layers. */
class LayersTest {
  private static final double TOLERANCE = 2e-6;

  /** Returns the kernels that the layers are built with. */
  Kernels kernels() {
    return new ReferenceKernels();
  }

  private Layer build(String text, Shape input, Activation activation, long seed) {
    return LayerRun.build(kernels(), text, input, activation, seed);
  }

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
    Layer layer = build(text, input, Activation.LINEAR, 1);
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          conv(2,3,stride=2)                                 | 3x5x4
          conv(2,2x3,padding=valid,bias=false)               | 1x4x5
          conv(3,3,stride=2)                                 | 2x7
          conv_transpose(2,3,stride=2,output_padding=1)      | 3x3x2
          conv_transpose(1,4,stride=3,padding=1)             | 2x3
          conv(6,3x2,stride=2x1)                             | 4x11x6
          conv(2,3)                                          | 3x5x7
          conv_transpose(4,2,stride=3)                       | 2x5x7
          avg_pool(3,stride=2)                               | 2x5x5
          upsample(2x3)                                      | 2x2x2
          """)
  void gradientsMatchDifferences(String text, String input) {
    Shape shape = Shape.parse(input);
    Layer layer = build(text, shape, Activation.TANH, 2);
    for (Parameter parameter : layer.parameters()) {
      for (int i = 0; i < parameter.size(); i++) {
        parameter.values()[i] *= 0.25f;
      }
    }
    FMatrixRMaj in = LayerRun.normal(3, shape.size(), 3);
    FMatrixRMaj weights = LayerRun.normal(3, layer.outputShape().size(), 4);
    DoubleSupplier value =
        () -> {
          refresh(layer);
          return dot(new LayerRun(layer, in).forward(), weights);
        };
    refresh(layer);
    LayerRun run = new LayerRun(layer, in);
    run.forward();
    float[] gradIn = run.backward(weights).data;

    assertClose("input", gradIn, differences(in.data, value), 1e-3);
    for (int p = 0; p < layer.parameters().size(); p++) {
      float[] values = layer.parameters().get(p).values();
      assertClose("parameter " + p, run.gradient(p), differences(values, value), 1e-3);
    }
  }

  private static void refresh(Layer layer) {
    for (int p = 0; p < layer.parameters().size(); p++) {
      layer.parameterChanged(p, 0, layer.parameters().get(p).size());
    }
  }

  /** Differences of five points, whose error is of the fourth order of their distance. */
  private static double[] differences(float[] variables, DoubleSupplier function) {
    float distance = 1f / 32;
    double[] differences = new double[variables.length];
    for (int i = 0; i < variables.length; i++) {
      float kept = variables[i];
      double[] values = new double[5];
      for (int k = 0; k < 5; k++) {
        variables[i] = kept + (k - 2) * distance;
        values[k] = function.getAsDouble();
      }
      variables[i] = kept;
      differences[i] = (values[0] - 8 * values[1] + 8 * values[3] - values[4]) / (12 * distance);
    }
    return differences;
  }

  private static double dot(FMatrixRMaj x, FMatrixRMaj y) {
    double sum = 0;
    for (int i = 0; i < x.getNumElements(); i++) {
      sum += (double) x.data[i] * y.data[i];
    }
    return sum;
  }

  /** Among them maps of more positions than are worked on at once. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          conv(5,3,stride=2)                                 | 3x9x8
          conv(5,3,stride=2)                                 | 3x13x12
          conv(6,3,stride=2)                                 | 8x13x12
          conv_transpose(3,3,stride=2,output_padding=1)      | 5x6x7
          conv(2,5x3)                                        | 9x40x23
          conv(3,9)                                          | 40x500
          conv_transpose(3,3,stride=2,output_padding=1)      | 5x4x5
          conv_transpose(9,3)                                | 2x40x40
          max_pool(2)                                        | 3x6x7
          avg_pool(3,stride=2)                               | 3x6x7
          upsample(2)                                        | 3x2x2
          """)
  void piecesGiveTheSameBits(String text, String input) {
    Shape shape = Shape.parse(input);
    Layer layer = build(text, shape, Activation.TANH, 5);
    FMatrixRMaj in = LayerRun.normal(37, shape.size(), 6);
    FMatrixRMaj gradient = LayerRun.normal(37, layer.outputShape().size(), 7);
    LayerRun whole = new LayerRun(layer, in);
    LayerRun pieces = new LayerRun(layer, in);

    assertThat(pieces.forward(1, 4, 4, 11, 32).data).isEqualTo(whole.forward().data);
    assertThat(pieces.backward(gradient, 2, 12, 33).data).isEqualTo(whole.backward(gradient).data);
    for (int p = 0; p < layer.parameters().size(); p++) {
      float[] parts = new float[layer.parameters().get(p).size()];
      pieces.addGradient(p, parts, false, layer.parameterGrain(p));
      assertThat(parts).isEqualTo(whole.gradient(p));
    }
  }

  /** Every row has a place of its own in a vector, where kernels work on many rows at once. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          conv(6,3,stride=2)                                 | 8x13x12
          conv(5,2,padding=valid)                            | 3x34
          conv_transpose(3,3,stride=2,output_padding=1)      | 5x6x7
          """)
  void batchGivesTheBitsOfItsRows(String text, String input) {
    Shape shape = Shape.parse(input);
    Layer layer = build(text, shape, Activation.TANH, 18);
    FMatrixRMaj in = LayerRun.normal(35, shape.size(), 19);
    FMatrixRMaj gradient = LayerRun.normal(35, layer.outputShape().size(), 20);
    LayerRun batch = new LayerRun(layer, in);
    FMatrixRMaj out = batch.forward();
    FMatrixRMaj gradIn = batch.backward(gradient);
    double[] sum = new double[layer.parameters().get(0).size()];
    for (int row = 0; row < in.numRows; row++) {
      LayerRun alone = new LayerRun(layer, row(in, row));

      assertThat(alone.forward().data).containsExactly(row(out, row).data);
      assertThat(alone.backward(row(gradient, row)).data).containsExactly(row(gradIn, row).data);
      float[] part = alone.gradient(0);
      Arrays.setAll(sum, i -> sum[i] + part[i]);
    }
    assertClose("gradient by weights", batch.gradient(0), sum, 1e-4);
  }

  private static FMatrixRMaj row(FMatrixRMaj matrix, int row) {
    int from = row * matrix.numCols;
    float[] values = Arrays.copyOfRange(matrix.data, from, from + matrix.numCols);
    return new FMatrixRMaj(1, matrix.numCols, true, values);
  }

  /** What a larger batch left behind must not count. */
  @Test
  void smallerBatchForgetsTheRowsOfTheLast() {
    Shape shape = Shape.image(4, 11, 12);
    Layer layer = build("conv(3,3,stride=2)", shape, Activation.LINEAR, 21);
    FMatrixRMaj in = LayerRun.normal(21, shape.size(), 22);
    FMatrixRMaj gradient = LayerRun.normal(21, layer.outputShape().size(), 23);
    LayerRun run = new LayerRun(layer, in);
    run.forward();
    run.backward(gradient);
    run.shrink(19);
    run.forward();
    FMatrixRMaj fewer = CommonOps_FDRM.extract(gradient, 0, 19, 0, gradient.numCols);
    run.backward(fewer);
    LayerRun fresh = new LayerRun(layer, CommonOps_FDRM.extract(in, 0, 19, 0, in.numCols));
    fresh.forward();
    fresh.backward(fewer);

    assertThat(run.gradient(0)).containsExactly(fresh.gradient(0));
    assertThat(run.gradient(1)).containsExactly(fresh.gradient(1));
  }

  @ParameterizedTest
  @CsvSource({"'conv(3,5x3,stride=2)', 4x81x43", "'conv(3,9)', 40x900"})
  void largeMapsMatchAPlainLoop(String text, String input) {
    Shape shape = Shape.parse(input);
    Layer layer = build(text, shape, Activation.LINEAR, 15);
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
  void buffersCanBeUsedAgain() {
    Shape shape = Shape.image(3, 13, 12);
    for (String text : List.of("conv(5,3,stride=2)", "conv_transpose(5,4,stride=3)")) {
      Layer layer = build(text, shape, Activation.RELU, 8);
      FMatrixRMaj in = LayerRun.normal(4, shape.size(), 9);
      FMatrixRMaj gradient = LayerRun.normal(4, layer.outputShape().size(), 10);
      LayerRun once = new LayerRun(layer, in);
      LayerRun twice = new LayerRun(layer, in);
      twice.forward();
      twice.backward(gradient);
      twice.gradient(0);

      assertThat(twice.forward().data).containsExactly(once.forward().data);
      assertThat(twice.backward(gradient).data).containsExactly(once.backward(gradient).data);
      assertThat(twice.gradient(0)).containsExactly(once.gradient(0));
      assertThat(twice.gradient(1)).containsExactly(once.gradient(1));
    }
  }

  @Test
  void addsToAGradientWhenTold() {
    Shape shape = Shape.image(2, 40, 20);
    Layer layer = build("conv(3,3)", shape, Activation.LINEAR, 11);
    LayerRun run = new LayerRun(layer, LayerRun.normal(3, shape.size(), 12));
    run.forward();
    run.backward(LayerRun.normal(3, layer.outputShape().size(), 13));
    for (int p = 0; p < 2; p++) {
      double[] expected = new double[layer.parameters().get(p).size()];
      float[] alone = run.gradient(p);
      Arrays.setAll(expected, i -> 10.0 + alone[i]);
      float[] added = new float[expected.length];
      Arrays.fill(added, 10f);
      run.addGradient(p, added, true, layer.parameterGrain(p));

      assertClose("gradient", added, expected, 1e-4);
    }
  }

  @Test
  void maxPoolLetsNanThrough() {
    Layer layer = build("max_pool(2)", Shape.sequence(1, 4), Activation.LINEAR, 14);
    FMatrixRMaj in = new FMatrixRMaj(1, 4, true, 1, Float.NaN, 3, 2);

    assertThat(new LayerRun(layer, in).forward().data).containsExactly(Float.NaN, 3);
  }
}
