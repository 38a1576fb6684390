package org.ae4j.kernels.vector;

/**
 * A matrix that lies in an array: element (i, j) is at {@code offset + i * outer + j * inner}.
 *
 * <p>Mutable and owned by a {@link Workspace}, so that a product needs neither an allocation nor
 * methods of 20 parameters.
 */
final class Operand {

  private static final float[] NONE = new float[0];

  float[] array = NONE;
  int offset;
  int outer;
  int inner;

  void set(float[] array, int offset, int outer, int inner) {
    this.array = array;
    this.offset = offset;
    this.outer = outer;
    this.inner = inner;
  }

  int at(int i, int j) {
    return offset + i * outer + j * inner;
  }

  void release() {
    array = NONE;
  }
}
