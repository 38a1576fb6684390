package org.ae4j.convolutional;

import org.ae4j.api.kernels.Kernels;
import org.ae4j.kernels.vector.VectorKernels;

/** The layers once more, on the vector kernels. */
class VectorLayersTest extends LayersTest {
  @Override
  Kernels kernels() {
    return new VectorKernels();
  }
}
