package org.ae4j.convolutional;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ae4j.api.Layer;
import org.ae4j.api.LayerCache;
import org.ae4j.api.Shape;
import org.ae4j.api.kernels.Activation;
import org.ae4j.core.network.LayerBuffers;
import org.ae4j.kernels.vector.VectorKernels;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Neighbours that exchange blocks of rows compute the bits of neighbours that exchange rows. */
class BlocksTest {
  /** What a run leaves: the output, the gradient by the input, and those by the parameters. */
  private record Results(float[] out, float[] gradIn, List<float[]> gradients) {}

  @ParameterizedTest
  @CsvSource({
    "1,  5, RELU",
    "1, 16, SIGMOID",
    "3, 37, RELU",
    "4, 16, SIGMOID",
    "4, 50, RELU",
    "2, 33, TANH"
  })
  void sameBits(int channels, int rows, Activation activation) {
    List<Layer> layers = layers(Shape.image(channels, 17, 16), activation);
    int inputs = layers.get(0).inputShape().size();
    LayerBuffers linked = new LayerBuffers(layers, new FMatrixRMaj(rows, inputs), true);
    FMatrixRMaj[] separate = new FMatrixRMaj[layers.size() + 1];
    LayerCache[] caches = new LayerCache[layers.size()];
    LayerCache[] linkedCaches = new LayerCache[layers.size()];
    separate[0] = new FMatrixRMaj(rows, inputs);
    for (int i = 0; i < layers.size(); i++) {
      separate[i + 1] = new FMatrixRMaj(rows, layers.get(i).outputShape().size());
      caches[i] = new LayerCache(layers.get(i), rows, true);
      linkedCaches[i] = linked.cache(i);
    }

    Results expected = run(layers, separate, caches, rows);
    Results blocks = run(layers, linked.values(), linkedCaches, rows);
    assertThat(linked.inBlocks()).isTrue();
    same(blocks, expected);
    // A smaller batch afterwards finds other rows' values in the lanes after its last row.
    same(
        run(layers, linked.values(), linkedCaches, rows - 3),
        run(layers, separate, caches, rows - 3));
  }

  private static void same(Results actual, Results expected) {
    assertThat(actual.out()).containsExactly(expected.out());
    assertThat(actual.gradIn()).containsExactly(expected.gradIn());
    for (int i = 0; i < expected.gradients().size(); i++) {
      assertThat(actual.gradients().get(i))
          .as("%d", i)
          .containsExactly(expected.gradients().get(i));
    }
  }

  /** Images of 4 channels stand without zeros around them, those of 6 with them. */
  private static List<Layer> layers(Shape input, Activation activation) {
    List<Layer> layers = new ArrayList<>();
    Shape shape = input;
    for (String text :
        List.of(
            "conv(4,3)",
            "conv(6,3,stride=2)",
            "conv(8,2)",
            "conv_transpose(4,3)",
            "conv_transpose(2,5,stride=2)")) {
      Layer layer = LayerRun.build(new VectorKernels(), text, shape, activation, layers.size());
      layers.add(layer);
      shape = layer.outputShape();
    }
    return layers;
  }

  private static Results run(
      List<Layer> layers, FMatrixRMaj[] values, LayerCache[] caches, int rows) {
    int count = layers.size();
    FMatrixRMaj[] gradients = new FMatrixRMaj[count + 1];
    for (int i = 0; i <= count; i++) {
      values[i].numRows = rows;
      gradients[i] = new FMatrixRMaj(1, values[i].data.length);
      Arrays.fill(gradients[i].data, Float.NaN);
      gradients[i].numRows = rows;
      gradients[i].numCols = values[i].numCols;
    }
    copy(LayerRun.normal(rows, values[0].numCols, 1), values[0]);
    copy(LayerRun.normal(rows, values[count].numCols, 2), gradients[count]);
    for (int i = 0; i < count; i++) {
      layers.get(i).forward(LayerRun.TRAINING, values[i], values[i + 1], 0, rows, caches[i]);
    }
    float[] out = Arrays.copyOf(values[count].data, rows * values[count].numCols);
    for (int i = count - 1; i >= 0; i--) {
      Layer layer = layers.get(i);
      layer.prepareInputGradients();
      layer.backward(
          LayerRun.TRAINING,
          values[i],
          values[i + 1],
          gradients[i + 1],
          gradients[i],
          0,
          rows,
          caches[i]);
    }
    List<float[]> ofParameters = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      for (int p = 0; p < layers.get(i).parameters().size(); p++) {
        float[] gradient = new float[layers.get(i).parameters().get(p).size()];
        layers
            .get(i)
            .parameterGradient(
                p, values[i], gradients[i + 1], caches[i], 0, gradient.length, gradient, 0, false);
        ofParameters.add(gradient);
      }
    }
    float[] gradIn = Arrays.copyOf(gradients[0].data, rows * values[0].numCols);
    return new Results(out, gradIn, ofParameters);
  }

  private static void copy(FMatrixRMaj from, FMatrixRMaj to) {
    System.arraycopy(from.data, 0, to.data, 0, from.numRows * from.numCols);
  }
}
