package org.ae4j.core.layer;

import static org.ae4j.core.reference.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.ae4j.api.Layer;
import org.ae4j.api.Shape;
import org.ae4j.core.reference.ReferenceCases;
import org.ae4j.core.reference.ReferenceCases.Case;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

class LayerNormLayerTest {
  /** A row with a mean ten times its deviation loses a digit when the mean is taken off. */
  private static final double TOLERANCE = 2e-6;

  private static Layer layer(double epsilon, int columns) {
    return LayerRun.scrambled(
        new LayerNormSpec(epsilon).build(Shape.features(columns), new TestContext(1)), 2);
  }

  @Test
  void matchesReference() {
    Case c = ReferenceCases.read("layernorm", "layernorm");
    FMatrixRMaj x = LayerRun.matrix(c.input("x"));
    Layer layer = layer(c.number("epsilon"), x.numCols);
    System.arraycopy(
        c.input("gamma").floats(), 0, layer.parameters().get(0).values(), 0, x.numCols);
    System.arraycopy(c.input("beta").floats(), 0, layer.parameters().get(1).values(), 0, x.numCols);
    LayerRun run = new LayerRun(layer, x, TestPass.TRAINING);

    assertClose("y", run.forward().data, c.expected("y"), TOLERANCE);
    FMatrixRMaj gradX = run.backward(LayerRun.matrix(c.input("gradOut")));
    assertClose("gradX", gradX.data, c.expected("gradX"), TOLERANCE);
    assertClose("gradGamma", run.gradient(0), c.expected("gradGamma"), TOLERANCE);
    assertClose("gradBeta", run.gradient(1), c.expected("gradBeta"), TOLERANCE);
  }

  @Test
  void gradientsMatchDifferences() {
    GradientCheck.check(layer(1e-5, 6), LayerRun.normal(4, 6, 3), TestPass.TRAINING);
  }

  @Test
  void piecesGiveTheSameBits() {
    Layer layer = layer(1e-5, 50);
    FMatrixRMaj in = LayerRun.normal(9, 50, 4);
    FMatrixRMaj gradient = LayerRun.normal(9, 50, 5);
    LayerRun whole = new LayerRun(layer, in, TestPass.TRAINING);
    LayerRun pieces = new LayerRun(layer, in, TestPass.TRAINING);

    assertThat(pieces.forward(2, 3).data).containsExactly(whole.forward().data);
    assertThat(pieces.backward(gradient, 5).data).containsExactly(whole.backward(gradient).data);
    for (int p = 0; p < 2; p++) {
      float[] parts = new float[50];
      pieces.addGradient(p, parts, false, layer.parameterGrain(p));
      assertThat(parts).containsExactly(whole.gradient(p));
    }
  }

  @Test
  void addsToAGradientWhenTold() {
    LayerRun run = new LayerRun(layer(1e-5, 5), LayerRun.normal(3, 5, 6), TestPass.TRAINING);
    run.forward();
    run.backward(LayerRun.normal(3, 5, 7));
    for (int p = 0; p < 2; p++) {
      float[] added = run.gradient(p);
      double[] expected = new double[5];
      Arrays.setAll(expected, i -> 2.0 * added[i]);
      run.addGradient(p, added, true, 5);

      assertClose("gradient", added, expected, TOLERANCE);
    }
  }
}
