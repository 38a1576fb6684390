package org.ae4j.convolutional;

import java.util.Arrays;
import org.ae4j.api.Arguments;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.Expression;
import org.ae4j.api.FusingLayerSpec;
import org.ae4j.api.Layer;
import org.ae4j.api.LayerCache;
import org.ae4j.api.LayerContext;
import org.ae4j.api.LayerSpec;
import org.ae4j.api.Parameter;
import org.ae4j.api.Pass;
import org.ae4j.api.RandomStream;
import org.ae4j.api.Shape;
import org.ae4j.api.kernels.Activation;
import org.ae4j.api.kernels.Kernels;
import org.ejml.data.FMatrixRMaj;

/** Takes a layer forward and backward as the engine does, optionally in pieces. */
final class LayerRun {
  private static final AutoencoderPlugin PLUGIN = new ConvolutionalPlugin();
  static final Pass TRAINING =
      new Pass() {
        @Override
        public boolean training() {
          return true;
        }

        @Override
        public long randomKey() {
          return 17;
        }
      };

  private final Layer layer;
  private final FMatrixRMaj in;
  private final LayerCache cache;
  private final FMatrixRMaj out;
  private final FMatrixRMaj gradOut;

  LayerRun(Layer layer, FMatrixRMaj in) {
    this.layer = layer;
    this.in = in;
    this.cache = new LayerCache(layer, in.numRows, true);
    this.out = new FMatrixRMaj(in.numRows, layer.outputShape().size());
    this.gradOut = out.createLike();
    layer.prepareInputGradients();
  }

  /** Reads a layer's text form with the plugin's factories. */
  static LayerSpec parse(String text) {
    Expression expression = Expression.parse(text);
    Arguments arguments = new Arguments(expression);
    LayerSpec spec =
        PLUGIN.layers().stream()
            .filter(factory -> factory.id().equals(expression.name()))
            .findFirst()
            .orElseThrow()
            .create(arguments);
    arguments.finish();
    return spec;
  }

  /** Builds a layer with normal weights and biases. */
  static Layer build(Kernels kernels, String text, Shape input, Activation activation, long seed) {
    LayerContext context = new RandomContext(kernels, RandomStream.of(seed));
    LayerSpec spec = parse(text);
    return spec instanceof FusingLayerSpec fusing
        ? fusing.build(input, context, activation, 0)
        : spec.build(input, context);
  }

  static FMatrixRMaj normal(int rows, int columns, long seed) {
    return new FMatrixRMaj(rows, columns, true, normal(rows * columns, RandomStream.of(seed)));
  }

  private static float[] normal(int count, RandomStream random) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.normal(i);
    }
    return values;
  }

  /** Goes on with the first rows only. */
  void shrink(int rows) {
    in.reshape(rows, in.numCols);
    out.reshape(rows, out.numCols);
    gradOut.reshape(rows, gradOut.numCols);
  }

  /** Returns the output rows, computed in pieces that end before the given rows. */
  FMatrixRMaj forward(int... cuts) {
    int from = 0;
    for (int to : ends(cuts)) {
      layer.forward(TRAINING, in, out, from, to, cache);
      from = to;
    }
    return out;
  }

  /** Returns the gradient by the input, computed in pieces that end before the given rows. */
  FMatrixRMaj backward(FMatrixRMaj gradient, int... cuts) {
    gradOut.setTo(gradient);
    FMatrixRMaj gradIn = in.createLike();
    Arrays.fill(gradIn.data, Float.NaN);
    int from = 0;
    for (int to : ends(cuts)) {
      layer.backward(TRAINING, in, out, gradOut, gradIn, from, to, cache);
      from = to;
    }
    return gradIn;
  }

  /** Returns the gradient of a parameter in one go. */
  float[] gradient(int index) {
    int size = layer.parameters().get(index).size();
    float[] gradient = new float[size];
    Arrays.fill(gradient, Float.NaN);
    addGradient(index, gradient, false, size);
    return gradient;
  }

  /** Computes a parameter's gradient in parts of a length, which is a multiple of the grain. */
  void addGradient(int index, float[] gradient, boolean accumulate, int length) {
    for (int from = 0; from < gradient.length; from += length) {
      int to = Math.min(from + length, gradient.length);
      layer.parameterGradient(index, in, gradOut, cache, from, to, gradient, from, accumulate);
    }
  }

  private int[] ends(int... cuts) {
    int[] ends = Arrays.copyOf(cuts, cuts.length + 1);
    ends[cuts.length] = in.numRows;
    return ends;
  }

  private record RandomContext(Kernels kernels, RandomStream random) implements LayerContext {
    @Override
    public Parameter weights(String name, int rows, int columns, String initializer) {
      return new Parameter(name, rows, columns, normal(rows * columns, random.named(name)));
    }

    @Override
    public Parameter vector(String name, int size, float value) {
      return weights(name, 1, size, "");
    }
  }
}
