package org.ae4j.core.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.ae4j.api.LayerCache;
import org.ae4j.api.Pass;
import org.ae4j.api.Shape;
import org.ae4j.api.ShapeException;
import org.ae4j.core.kernels.ReferenceKernels;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

class TableLayerTest {
  private static final TableSpec SPEC =
      new TableSpec(
          TableLayout.of(
              List.of(
                  new ColumnGroup(ColumnGroup.Kind.N, 1, false, 1),
                  new ColumnGroup(ColumnGroup.Kind.N, 1, false, 1),
                  new ColumnGroup(ColumnGroup.Kind.B, 1, false, 1),
                  new ColumnGroup(ColumnGroup.Kind.C, 3, false, 1),
                  new ColumnGroup(ColumnGroup.Kind.D, 2, true, 1))));
  private static final TableLayer LAYER =
      new TableLayer(new ReferenceKernels(), Shape.features(9), SPEC.layout());
  private static final FMatrixRMaj IN =
      new FMatrixRMaj(
          2, 9, true, 3, -4, 0.5f, 1, 2, 0, 0.1f, 0.2f, -1, 0, 0, -1, 0.3f, 0.1f, 0.7f, 5, 6, 2);

  private static final Pass PASS =
      new Pass() {
        @Override
        public boolean training() {
          return true;
        }

        @Override
        public long randomKey() {
          return 1;
        }
      };

  @Test
  void appliesToEachGroupItsActivation() {
    float[] out = forward(IN).data;

    assertThat(out[0]).isEqualTo(3);
    assertThat(out[1]).isEqualTo(-4);
    assertThat(out[2]).isCloseTo(0.62245935f, within(1e-6f));
    assertThat(out[3] + out[4] + out[5]).isCloseTo(1, within(1e-6f));
    assertThat(out[4] / out[3]).isCloseTo((float) Math.E, within(1e-5f));
    assertThat(out[6]).isEqualTo(0.1f);
    assertThat(out[8]).isCloseTo(0.26894143f, within(1e-6f));
    assertThat(SPEC).hasToString("table(2n,b,c3,d2?)");
  }

  @Test
  void hasTheGradientOfItsOutput() {
    FMatrixRMaj out = forward(IN);
    FMatrixRMaj weights = new FMatrixRMaj(2, 9);
    for (int i = 0; i < 18; i++) {
      weights.data[i] = (i % 5) - 1.7f;
    }
    FMatrixRMaj gradient = new FMatrixRMaj(2, 9);
    LAYER.backward(PASS, IN, out, weights.copy(), gradient, 0, 2, new LayerCache(LAYER, 2, true));

    for (int i = 0; i < 18; i++) {
      FMatrixRMaj up = IN.copy();
      FMatrixRMaj down = IN.copy();
      up.data[i] += 1f / 64;
      down.data[i] -= 1f / 64;
      double slope = (dot(forward(up), weights) - dot(forward(down), weights)) * 32;
      assertThat((double) gradient.data[i]).as("value %d", i).isCloseTo(slope, within(1e-3));
    }
  }

  @Test
  void refusesOtherRows() {
    assertThatThrownBy(() -> SPEC.outputShape(Shape.features(8)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("table(2n,b,c3,d2?)", "9 features, got 8");
  }

  private static FMatrixRMaj forward(FMatrixRMaj in) {
    FMatrixRMaj out = new FMatrixRMaj(2, 9);
    LAYER.forward(PASS, in, out, 0, 2, new LayerCache(LAYER, 2, true));
    return out;
  }

  private static double dot(FMatrixRMaj a, FMatrixRMaj b) {
    double sum = 0;
    for (int i = 0; i < 18; i++) {
      sum += (double) a.data[i] * b.data[i];
    }
    return sum;
  }
}
