package org.ae4j.core.network;

import java.util.List;
import org.ae4j.api.Layer;
import org.ae4j.api.Network;
import org.ae4j.api.Pass;
import org.ae4j.api.Shape;
import org.ae4j.api.ShapeException;
import org.ejml.data.FMatrixRMaj;

/** The engine's network: built layers, and how many of them run while training. */
public final class LayerStack implements Network {
  /**
   * Rows that go through all layers together outside of training, so that activations stay in
   * cache.
   */
  public static final int CHUNK = 64;

  private static final Pass INFERENCE =
      new Pass() {
        @Override
        public boolean training() {
          return false;
        }

        @Override
        public long randomKey() {
          return 0;
        }
      };

  private final String name;
  private final Shape inputShape;
  private final Shape outputShape;
  private final List<Layer> layers;
  private final int trainedLayers;

  /**
   * Makes a network.
   *
   * @param trainedLayers how many layers, from the first, run in a training step; the rest is
   *     contained in the loss
   */
  LayerStack(String name, Shape inputShape, List<Layer> layers, int trainedLayers) {
    this.name = name;
    this.inputShape = inputShape;
    this.layers = List.copyOf(layers);
    this.outputShape = layers.isEmpty() ? inputShape : layers.get(layers.size() - 1).outputShape();
    this.trainedLayers = trainedLayers;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Shape inputShape() {
    return inputShape;
  }

  @Override
  public Shape outputShape() {
    return outputShape;
  }

  @Override
  public List<Layer> layers() {
    return layers;
  }

  /**
   * Returns the layers that run in a training step: all but an activation that the loss contains.
   */
  public List<Layer> trainedLayers() {
    return layers.subList(0, trainedLayers);
  }

  @Override
  public FMatrixRMaj apply(FMatrixRMaj in) {
    return apply(layers, in);
  }

  @Override
  public FMatrixRMaj logits(FMatrixRMaj in) {
    return apply(trainedLayers(), in);
  }

  /**
   * Applies the network outside of training to the rows from {@code fromRow} to {@code toRow}
   * (exclusive).
   */
  public void apply(FMatrixRMaj in, FMatrixRMaj out, int fromRow, int toRow) {
    apply(layers, in, out, fromRow, toRow);
  }

  private FMatrixRMaj apply(List<Layer> some, FMatrixRMaj in) {
    if (in.numCols != inputShape.size()) {
      throw new ShapeException(
          name
              + " takes rows of "
              + inputShape.size()
              + " values ("
              + inputShape
              + "), got "
              + in.numCols);
    }
    FMatrixRMaj result = new FMatrixRMaj(in.numRows, outputShape.size());
    apply(some, in, result, 0, in.numRows);
    return result;
  }

  private void apply(List<Layer> some, FMatrixRMaj in, FMatrixRMaj out, int fromRow, int toRow) {
    int chunk = Math.max(1, Math.min(CHUNK, toRow - fromRow));
    int inputs = inputShape.size();
    int outputs = outputShape.size();
    boolean whole = fromRow == 0 && toRow == chunk && in.numRows == chunk;
    FMatrixRMaj input = whole ? in : new FMatrixRMaj(chunk, inputs);
    LayerBuffers buffers = new LayerBuffers(some, input, false);
    FMatrixRMaj[] values = buffers.values();
    for (int row = fromRow; row < toRow; row += chunk) {
      int rows = Math.min(chunk, toRow - row);
      if (!whole) {
        System.arraycopy(in.data, row * inputs, input.data, 0, rows * inputs);
      }
      for (int i = 0; i < some.size(); i++) {
        some.get(i).forward(INFERENCE, values[i], values[i + 1], 0, rows, buffers.cache(i));
      }
      System.arraycopy(values[some.size()].data, 0, out.data, row * outputs, rows * outputs);
    }
  }

  @Override
  public String toString() {
    return name + " " + inputShape + " -> " + outputShape;
  }
}
