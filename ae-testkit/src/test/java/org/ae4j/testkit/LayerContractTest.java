package org.ae4j.testkit;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.Layer;
import org.ae4j.api.LayerCache;
import org.ae4j.api.LayerContext;
import org.ae4j.api.LayerSpec;
import org.ae4j.api.Parameter;
import org.ae4j.api.Pass;
import org.ae4j.api.Shape;
import org.ejml.data.FMatrixRMaj;
import org.jspecify.annotations.Nullable;

class LayerContractTest extends BrokenPromises {
  LayerContractTest() {
    super(LayerContract.class, Subject.class);
  }

  static class Subject extends LayerContract {
    @Override
    protected AutoencoderPlugin plugin() {
      return ToyPlugin.ofLayer(ScaleSpec::new);
    }

    @Override
    protected Stream<LayerExample> layers() {
      return Stream.of(LayerExample.of("toy(factor=3)", "2x2"));
    }
  }

  private record ScaleSpec(double factor) implements LayerSpec {
    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public Optional<LayerSpec> mirror(Shape input) {
      return Optional.of(this);
    }

    @Override
    public Layer build(Shape input, LayerContext context) {
      return new Scale(factor, input, context.weights("weight", 1, input.size(), "auto"));
    }

    @Override
    public String toString() {
      return ToyPlugin.text(factor);
    }
  }

  /** Multiplies each feature by a factor and a weight of its own. */
  private static final class Scale implements Layer {
    private final Shape shape;
    private final Parameter weight;
    private final float factor;

    /** Derived from the weights. */
    private final float[] scaled;

    Scale(double factor, Shape shape, Parameter weight) {
      this.factor = (float) factor;
      this.shape = shape;
      this.weight = weight;
      this.scaled = new float[weight.size()];
      scale(0, scaled.length);
    }

    private void scale(int from, int to) {
      for (int i = from; i < to; i++) {
        scaled[i] = factor * weight.values()[i];
      }
    }

    @Override
    public Shape inputShape() {
      return shape;
    }

    @Override
    public Shape outputShape() {
      return breaks("keepsItsShapes") ? shape.flat() : shape;
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(weight);
    }

    @Override
    public int cacheFloatsPerRow() {
      return 1;
    }

    @Override
    public void forward(
        Pass pass, FMatrixRMaj in, FMatrixRMaj out, int fromRow, int toRow, LayerCache cache) {
      for (int i = fromRow * in.numCols; i < toRow * in.numCols; i++) {
        float x = in.data[i];
        if (breaks("letsNanThrough") && Float.isNaN(x)) {
          x = 0;
        }
        if (breaks("threadsDoNotChangeABit")) {
          x += fromRow;
        }
        if (breaks("aBatchIsItsRows")) {
          x += in.numRows;
        }
        if (breaks("forgetsThePassBefore")) {
          x += cache.rows()[0];
        }
        out.data[i] = scaled[i % in.numCols] * x;
      }
      cache.rows()[fromRow] = 1;
      if (breaks("leavesItsInputAlone")) {
        in.data[fromRow] = 1;
      }
    }

    @Override
    public void backward(
        Pass pass,
        FMatrixRMaj in,
        FMatrixRMaj out,
        FMatrixRMaj gradOut,
        @Nullable FMatrixRMaj gradIn,
        int fromRow,
        int toRow,
        LayerCache cache) {
      float wrong = breaks("gradientsMatchDifferences") ? 1.02f : 1;
      for (int i = fromRow * in.numCols; i < toRow * in.numCols && gradIn != null; i++) {
        gradIn.data[i] = wrong * scaled[i % in.numCols] * gradOut.data[i];
      }
    }

    @Override
    public void parameterGradient(
        int index,
        FMatrixRMaj in,
        FMatrixRMaj gradOut,
        LayerCache cache,
        int from,
        int to,
        float[] gradient,
        int gradientOffset,
        boolean accumulate) {
      for (int i = from; i < to; i++) {
        float sum =
            accumulate && !breaks("addsToAGradientWhenTold")
                ? gradient[gradientOffset + i - from]
                : 0;
        for (int row = 0; row < in.numRows; row++) {
          sum += factor * in.get(row, i) * gradOut.get(row, i);
        }
        gradient[gradientOffset + i - from] = sum;
      }
    }

    @Override
    public int parameterGrain(int index) {
      return 1;
    }

    @Override
    public void parameterChanged(int index, int from, int to) {
      scale(from, breaks("noticesThatWeightsChanged") ? from : to);
    }
  }
}
