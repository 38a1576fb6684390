package org.ae4j.core.layer;

import org.ae4j.api.Parameter;
import org.ae4j.api.kernels.Activation;
import org.ae4j.api.kernels.Kernels;
import org.ejml.data.FMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a weight matrix, or of its transpose, in the order in which the kernels read it.
 *
 * <p>Takes no memory until {@link #allocate} is called, by one thread before others use it.
 */
final class PackedMatrix {
  private final Kernels kernels;
  private final Parameter source;
  private final boolean transposed;
  private final int depth;
  private final int width;
  private float @Nullable [] packed;

  PackedMatrix(Kernels kernels, Parameter source, boolean transposed) {
    this.kernels = kernels;
    this.source = source;
    this.transposed = transposed;
    this.depth = transposed ? source.columns() : source.rows();
    this.width = transposed ? source.rows() : source.columns();
  }

  void allocate() {
    if (packed == null) {
      packed = new float[kernels.packedLength(depth, width)];
      refresh(0, source.size());
    }
  }

  /**
   * Copies again what stands from {@code from} to {@code to} in the weights, whole rows, if there
   * is a copy.
   */
  void refresh(int from, int to) {
    int columns = source.columns();
    if (packed != null) {
      kernels.pack(
          transposed,
          depth,
          width,
          source.values(),
          0,
          columns,
          from / columns,
          to / columns,
          packed);
    }
  }

  /** Computes rows of out = f(in M + bias), where M is the packed matrix. */
  void multiply(
      FMatrixRMaj in,
      FMatrixRMaj out,
      int fromRow,
      int toRow,
      float @Nullable [] bias,
      Activation activation,
      float parameter) {
    float[] matrix = packed;
    if (matrix == null) {
      throw new IllegalStateException(
          "no copy of " + source + " for a backward pass; call prepareInputGradients() first");
    }
    kernels.multiplyPacked(
        toRow - fromRow,
        width,
        depth,
        in.data,
        fromRow * in.numCols,
        in.numCols,
        matrix,
        bias,
        activation,
        parameter,
        out.data,
        fromRow * out.numCols,
        out.numCols);
  }
}
