package org.ae4j.kernels.vector;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class WarmUpTest {

  /** Its operands are small ones of its own, for tiles of any size. */
  @Test
  void staysWithinItsOperands() {
    assertThatCode(new VectorKernels()::warmUp).doesNotThrowAnyException();
  }
}
