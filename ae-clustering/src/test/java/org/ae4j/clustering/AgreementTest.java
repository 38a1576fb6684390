package org.ae4j.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.data.Offset.offset;

import org.ae4j.api.ShapeException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AgreementTest {

  @Test
  void givesWhatTheReferenceGives() {
    for (JsonNode each : Reference.read().required("agreements")) {
      Agreement agreement =
          Agreement.of(
              Reference.ints(each.required("clusters")), Reference.ints(each.required("classes")));

      assertThat(agreement.accuracy())
          .isCloseTo(each.required("accuracy").doubleValue(), offset(1e-12));
      assertThat(agreement.purity())
          .isCloseTo(each.required("purity").doubleValue(), offset(1e-12));
      assertThat(agreement.nmi()).isCloseTo(each.required("nmi").doubleValue(), offset(1e-9));
      assertThat(agreement.ari()).isCloseTo(each.required("ari").doubleValue(), offset(1e-9));
    }
  }

  @Test
  void oneGroupOfEachIsPerfect() {
    Agreement agreement = Agreement.of(new int[3], new int[3]);

    assertThat(agreement.accuracy()).isEqualTo(1);
    assertThat(agreement.nmi()).isEqualTo(1);
    assertThat(agreement.ari()).isEqualTo(1);
  }

  @Test
  void saysWhichClassAClusterStandsFor() {
    Agreement agreement = Agreement.of(new int[] {0, 0, 1, 1, 2}, new int[] {1, 1, 0, 0, 0});

    assertThat(agreement.matching()).containsExactly(1, 0, -1);
  }

  @Test
  void refusesArraysOfAnotherLength() {
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> Agreement.of(new int[2], new int[3]))
        .withMessageContaining("got 2 and 3");
  }
}
