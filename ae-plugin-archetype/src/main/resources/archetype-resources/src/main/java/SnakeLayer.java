package ${package};

import org.ae4j.api.Layer;
import org.ae4j.api.LayerCache;
import org.ae4j.api.Pass;
import org.ae4j.api.Shape;
import org.ejml.data.FMatrixRMaj;
import org.jspecify.annotations.Nullable;

final class SnakeLayer implements Layer {
  private final Shape shape;
  private final double frequency;

  SnakeLayer(Shape shape, double frequency) {
    this.shape = shape;
    this.frequency = frequency;
  }

  @Override
  public Shape inputShape() {
    return shape;
  }

  @Override
  public Shape outputShape() {
    return shape;
  }

  @Override
  public void forward(
      Pass pass, FMatrixRMaj in, FMatrixRMaj out, int fromRow, int toRow, LayerCache cache) {
    for (int i = fromRow * in.numCols; i < toRow * in.numCols; i++) {
      double sine = Math.sin(frequency * in.data[i]);
      out.data[i] = (float) (in.data[i] + sine * sine / frequency);
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
    if (gradIn == null) {
      return;
    }
    for (int i = fromRow * in.numCols; i < toRow * in.numCols; i++) {
      double slope = 1 + Math.sin(2 * frequency * in.data[i]);
      gradIn.data[i] = (float) (slope * gradOut.data[i]);
    }
  }
}
