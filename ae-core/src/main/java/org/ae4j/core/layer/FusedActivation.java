package org.ae4j.core.layer;

import org.ae4j.api.ConfigurationException;
import org.ae4j.api.kernels.Activation;
import org.ae4j.api.kernels.Kernels;
import org.ejml.data.FMatrixRMaj;

/** What layers that apply an activation to their own output have in common. */
final class FusedActivation {
  private FusedActivation() {}

  /** Refuses an activation whose derivative needs the input, which a fused layer does not keep. */
  static void require(Activation activation) {
    if (!activation.derivativeFromOutput()) {
      throw new ConfigurationException(
          activation
              + " cannot be merged into the layer before it, because its derivative needs its"
              + " input; make it a layer of its own");
    }
  }

  /** Multiplies rows of a gradient by the derivative at the output, in place. */
  static void backward(
      Kernels kernels,
      Activation activation,
      float parameter,
      FMatrixRMaj out,
      FMatrixRMaj gradOut,
      int fromRow,
      int toRow) {
    if (activation == Activation.LINEAR) {
      return;
    }
    int columns = gradOut.numCols;
    int start = fromRow * columns;
    kernels.activateBackward(
        activation,
        parameter,
        (toRow - fromRow) * columns,
        out.data,
        start,
        gradOut.data,
        start,
        gradOut.data,
        start);
  }
}
