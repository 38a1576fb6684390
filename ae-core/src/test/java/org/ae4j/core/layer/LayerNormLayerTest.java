package org.ae4j.core.layer;

import static org.ae4j.core.reference.Close.assertClose;

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
}
