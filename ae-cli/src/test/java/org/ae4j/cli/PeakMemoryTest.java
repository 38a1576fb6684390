package org.ae4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PeakMemoryTest {
  private static final int MEBIBYTE = 1 << 20;

  @Test
  void seesWhatWasTakenAndGivenBack() {
    byte[] much = new byte[64 * MEBIBYTE];
    Arrays.fill(much, (byte) 1);
    assertThat(much[much.length - 1]).isEqualTo((byte) 1);

    assertThat(PeakMemory.now().peakBytes()).isGreaterThan(64 * MEBIBYTE);
    assertThat(PeakMemory.pools().peakBytes()).isGreaterThan(64 * MEBIBYTE);
  }
}
