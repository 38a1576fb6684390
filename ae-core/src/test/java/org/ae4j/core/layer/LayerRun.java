package org.ae4j.core.layer;

import java.util.Arrays;
import org.ae4j.api.Layer;
import org.ae4j.api.LayerCache;
import org.ae4j.api.Pass;
import org.ae4j.api.RandomStream;
import org.ae4j.api.RowMixingLayer;
import org.ae4j.core.reference.ReferenceCases.Tensor;
import org.ejml.data.FMatrixRMaj;

/** Takes a layer forward and backward as the engine does, optionally in pieces. */
final class LayerRun {
  private final Layer layer;
  private final FMatrixRMaj in;
  private final Pass pass;
  private final LayerCache cache;
  private final FMatrixRMaj out;
  private final FMatrixRMaj gradOut;

  LayerRun(Layer layer, FMatrixRMaj in, Pass pass) {
    this.layer = layer;
    this.in = in;
    this.pass = pass;
    this.cache = new LayerCache(layer, in.numRows, true);
    this.out = new FMatrixRMaj(in.numRows, layer.outputShape().size());
    this.gradOut = out.createLike();
    layer.prepareInputGradients();
  }

  static FMatrixRMaj matrix(Tensor tensor) {
    return new FMatrixRMaj(tensor.rows(), tensor.columns(), true, tensor.floats());
  }

  /** Returns normal values, none nearer to 0 than 0.1, where some activations have a kink. */
  static FMatrixRMaj normal(int rows, int columns, long seed) {
    FMatrixRMaj matrix = new FMatrixRMaj(rows, columns);
    RandomStream random = RandomStream.of(seed);
    for (int i = 0; i < matrix.data.length; i++) {
      double value = random.normal(i);
      matrix.data[i] = (float) (value + Math.copySign(0.1, value));
    }
    return matrix;
  }

  /** Replaces every parameter by normal values, so that none is a special one. */
  static <L extends Layer> L scrambled(L layer, long seed) {
    for (int p = 0; p < layer.parameters().size(); p++) {
      float[] values = layer.parameters().get(p).values();
      System.arraycopy(normal(1, values.length, seed + p).data, 0, values, 0, values.length);
      layer.parameterChanged(p, 0, values.length);
    }
    return layer;
  }

  /** Returns the output rows, computed in pieces that end before the given rows. */
  FMatrixRMaj forward(int... cuts) {
    if (pass.training() && layer instanceof RowMixingLayer mixing) {
      int middle = mixing.units() / 2;
      mixing.gather(pass, in, middle, mixing.units(), cache);
      mixing.gather(pass, in, 0, middle, cache);
    }
    int from = 0;
    for (int to : ends(cuts)) {
      layer.forward(pass, in, out, from, to, cache);
      from = to;
    }
    return out;
  }

  /** Returns the gradient by the input, computed in pieces that end before the given rows. */
  FMatrixRMaj backward(FMatrixRMaj gradient, int... cuts) {
    gradOut.setTo(gradient);
    if (pass.training() && layer instanceof RowMixingLayer mixing) {
      int middle = mixing.units() / 2;
      mixing.gatherBackward(pass, in, gradOut, middle, mixing.units(), cache);
      mixing.gatherBackward(pass, in, gradOut, 0, middle, cache);
    }
    FMatrixRMaj gradIn = in.createLike();
    int from = 0;
    for (int to : ends(cuts)) {
      layer.backward(pass, in, out, gradOut, gradIn, from, to, cache);
      from = to;
    }
    return gradIn;
  }

  /** Returns the gradient of a parameter in one go. */
  float[] gradient(int index) {
    float[] gradient = new float[layer.parameters().get(index).size()];
    Arrays.fill(gradient, Float.NaN);
    addGradient(index, gradient, false, gradient.length);
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
}
