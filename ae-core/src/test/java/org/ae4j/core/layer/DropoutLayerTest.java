package org.ae4j.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.ae4j.api.Layer;
import org.ae4j.api.Shape;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutLayerTest {
  private static final int ROWS = 200;
  private static final int COLUMNS = 100;

  private static Layer layer(double rate) {
    return new DropoutSpec(rate).build(Shape.features(COLUMNS), new TestContext(1));
  }

  private static FMatrixRMaj ones() {
    FMatrixRMaj ones = new FMatrixRMaj(ROWS, COLUMNS);
    Arrays.fill(ones.data, 1f);
    return ones;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.5, 0.9})
  void keepsTheMeanAndDropsTheRate(double rate) {
    float[] out = new LayerRun(layer(rate), ones(), TestPass.TRAINING).forward().data;

    double dropped = 0;
    for (float value : out) {
      assertThat(value).isIn(0f, (float) (1 / (1 - rate)));
      dropped += value == 0 ? 1 : 0;
    }
    // Five standard deviations of the share of 20 000 independent values.
    double deviation = Math.sqrt(rate * (1 - rate) / out.length);
    assertThat(dropped / out.length).isCloseTo(rate, within(5 * deviation));
  }

  @Test
  void changesNothingOutsideOfTraining() {
    FMatrixRMaj in = LayerRun.normal(ROWS, COLUMNS, 2);
    LayerRun run = new LayerRun(layer(0.5), in, TestPass.EVALUATION);

    assertThat(run.forward().data).containsExactly(in.data);
    assertThat(run.backward(in).data).containsExactly(in.data);
  }

  @Test
  void goesBackThroughWhatItKept() {
    LayerRun run = new LayerRun(layer(0.3), ones(), TestPass.TRAINING);

    assertThat(run.forward().data).containsExactly(run.backward(ones()).data);
  }

  @Test
  void dropsOthersUnderAnotherKey() {
    float[] one = new LayerRun(layer(0.5), ones(), new TestPass(true, 1)).forward().data;
    float[] other = new LayerRun(layer(0.5), ones(), new TestPass(true, 2)).forward().data;

    int same = 0;
    for (int i = 0; i < one.length; i++) {
      same += one[i] == other[i] ? 1 : 0;
    }
    assertThat((double) same / one.length).isCloseTo(0.5, within(0.02));
  }
}
