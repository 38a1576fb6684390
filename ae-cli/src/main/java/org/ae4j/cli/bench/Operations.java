package org.ae4j.cli.bench;

import org.ae4j.api.Autoencoder;
import org.ae4j.api.Layer;
import org.ae4j.api.Network;
import org.ae4j.api.Parameter;
import org.ae4j.api.Shape;

/**
 * Counts the floating-point operations of matrix products and convolutions, two for each
 * multiply-add.
 *
 * <p>Biases, activations, loss and optimizer are not counted, so that what is reached can be held
 * against the speed of matrix products. A kernel counts at the border of an image as anywhere.
 */
public final class Operations {
  private Operations() {}

  /**
   * Returns the operations of training on one row: forward, by the weights, and by the inputs but
   * for those of the first layer that has weights.
   */
  public static long ofTraining(Autoencoder model) {
    long sum = 0;
    boolean first = true;
    for (Network network : model.networks()) {
      for (Layer layer : network.layers()) {
        long products = 2 * multiplyAdds(layer);
        sum += products * (first ? 2 : 3);
        first &= products == 0;
      }
    }
    return sum;
  }

  /** Returns how often the layer multiplies a weight by an input value and adds, for one row. */
  static long multiplyAdds(Layer layer) {
    long weights = 0;
    for (Parameter parameter : layer.parameters()) {
      // A vector is a bias or a scale.
      weights += parameter.rows() > 1 ? parameter.size() : 0;
    }
    // A convolution uses its weights at each position of its map: its output, or, where it is
    // transposed, its input. A dense layer has no positions on its one side and so uses them once.
    return weights * Math.min(positions(layer.inputShape()), positions(layer.outputShape()));
  }

  private static int positions(Shape shape) {
    return shape.rank() == 1 ? 1 : shape.size() / shape.dimension(0);
  }
}
