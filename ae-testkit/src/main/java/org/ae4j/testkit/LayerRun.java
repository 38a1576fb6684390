package org.ae4j.testkit;

import java.util.Arrays;
import org.ae4j.api.Layer;
import org.ae4j.api.LayerCache;
import org.ae4j.api.Pass;
import org.ae4j.api.RowMixingLayer;
import org.ejml.data.FMatrixRMaj;

/** Takes a layer forward and backward as the engine does, with matrices that hold NaN at first. */
final class LayerRun {
  private final Layer layer;
  private final FMatrixRMaj in;
  private final Pass pass;
  private final int threads;
  private final LayerCache cache;
  private final FMatrixRMaj out;
  private final FMatrixRMaj gradOut;

  LayerRun(Layer layer, FMatrixRMaj in, Pass pass, int threads) {
    this.layer = layer;
    this.in = in;
    this.pass = pass;
    this.threads = threads;
    this.cache = new LayerCache(layer, in.numRows, true);
    this.out = Values.dirty(in.numRows, layer.outputShape().size());
    this.gradOut = out.createLike();
    if (pass.training()) {
      layer.prepareInputGradients();
    }
  }

  /** A pass with a fixed key. */
  record FixedPass(boolean training, long randomKey) implements Pass {
    static final FixedPass TRAINING = new FixedPass(true, 17);
    static final FixedPass EVALUATION = new FixedPass(false, 17);

    @Override
    public String toString() {
      return training ? "in training" : "outside of training";
    }
  }

  FMatrixRMaj forward() {
    if (pass.training() && layer instanceof RowMixingLayer mixing) {
      Parallel.split(
          mixing.units(), 1, threads, (from, to) -> mixing.gather(pass, in, from, to, cache));
    }
    Parallel.split(
        in.numRows, 1, threads, (from, to) -> layer.forward(pass, in, out, from, to, cache));
    return out;
  }

  FMatrixRMaj backward(FMatrixRMaj gradient) {
    gradOut.setTo(gradient);
    if (pass.training() && layer instanceof RowMixingLayer mixing) {
      Parallel.split(
          mixing.units(),
          1,
          threads,
          (from, to) -> mixing.gatherBackward(pass, in, gradOut, from, to, cache));
    }
    FMatrixRMaj gradIn = Values.dirty(in.numRows, in.numCols);
    Parallel.split(
        in.numRows,
        1,
        threads,
        (from, to) -> layer.backward(pass, in, out, gradOut, gradIn, from, to, cache));
    return gradIn;
  }

  float[] gradient(int index) {
    return addTo(index, Values.filled(layer.parameters().get(index).size(), Float.NaN), false);
  }

  float[] addTo(int index, float[] gradient, boolean accumulate) {
    Parallel.split(
        gradient.length,
        layer.parameterGrain(index),
        threads,
        (from, to) -> {
          float[] part = Arrays.copyOfRange(gradient, from, to);
          layer.parameterGradient(index, in, gradOut, cache, from, to, part, 0, accumulate);
          System.arraycopy(part, 0, gradient, from, part.length);
        });
    return gradient;
  }
}
