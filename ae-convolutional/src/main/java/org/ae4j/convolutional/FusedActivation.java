package org.ae4j.convolutional;

import org.ae4j.api.ConfigurationException;
import org.ae4j.api.kernels.Activation;
import org.ae4j.api.kernels.Kernels;
import org.ejml.data.FMatrixRMaj;

/**
 * The activation at a layer's end, which goes back from its output alone.
 *
 * @param parameter the activation's parameter, 0 where it has none
 */
record FusedActivation(Kernels kernels, Activation function, float parameter) {
  FusedActivation {
    if (!function.derivativeFromOutput()) {
      throw new ConfigurationException(
          function
              + " cannot be merged into the layer before it, because its derivative needs its"
              + " input; make it a layer of its own");
    }
  }

  /** Applies the function in place to rows, the first of which begins at {@code first}. */
  void forward(FMatrixRMaj out, int first, int fromRow, int toRow) {
    if (function != Activation.LINEAR) {
      int start = first + fromRow * out.numCols;
      int length = (toRow - fromRow) * out.numCols;
      kernels.activate(function, parameter, length, out.data, start, out.data, start);
    }
  }

  /** Multiplies rows of a gradient by the derivative at the output, in place. */
  void backward(FMatrixRMaj out, FMatrixRMaj gradOut, int first, int fromRow, int toRow) {
    if (function != Activation.LINEAR) {
      int start = first + fromRow * out.numCols;
      int length = (toRow - fromRow) * out.numCols;
      kernels.activateBackward(
          function, parameter, length, out.data, start, gradOut.data, start, gradOut.data, start);
    }
  }
}
