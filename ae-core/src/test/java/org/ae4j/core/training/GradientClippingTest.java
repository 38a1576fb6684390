package org.ae4j.core.training;

import static org.ae4j.core.reference.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.Batch;
import org.ae4j.api.LossBreakdown;
import org.ae4j.api.Network;
import org.ae4j.api.Parameter;
import org.ae4j.api.RandomStream;
import org.ae4j.api.Shape;
import org.ae4j.api.TrainingStep;
import org.ae4j.core.TestVariant;
import org.ae4j.core.kernels.ReferenceKernels;
import org.ae4j.core.network.NetworkBuilder;
import org.ae4j.core.network.WeightSource;
import org.ae4j.core.plugin.Registry;
import org.ae4j.core.reference.ReferenceCases;
import org.ae4j.core.reference.ReferenceCases.Case;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GradientClippingTest {

  static List<Case> reference() {
    return ReferenceCases.read("optimizers").stream()
        .filter(c -> c.settings().containsKey("clipNorm") || c.settings().containsKey("clipValue"))
        .toList();
  }

  /** The seven values are six weights and a bias, so that the norm spans two parameters. */
  @ParameterizedTest
  @MethodSource("reference")
  void matchesReference(Case c) {
    Registry registry = TestVariant.engine(1).registry();
    ReferenceKernels kernels = new ReferenceKernels();
    WeightSource zeros = (name, rows, columns, initializer) -> new float[rows * columns];
    NetworkBuilder builder = new NetworkBuilder(registry, kernels, zeros, RandomStream.of(1));
    Network network = builder.network("encoder", Shape.features(6), "dense(1)");
    GradientClipping clipping =
        new GradientClipping(c.number("clipNorm", 0), c.number("clipValue", 0));
    Given model = new Given(network);
    WeightUpdates weights =
        new WeightUpdates(model, registry.optimizer("sgd", kernels), clipping, kernels);
    model.set(c.input("start").floats());

    for (int threads = 1; threads <= 3; threads += 2) {
      try (Workers workers = new Workers(threads)) {
        model.set(c.input("start").floats());
        StepEngine engine = new StepEngine(model, 1, RandomKeys.of(1), weights, workers);
        Batch batch = new Batch(new FMatrixRMaj(1, 6), new FMatrixRMaj(1, 6));
        for (int step = 1; step <= c.input("gradients").rows(); step++) {
          model.gradient = c.input("gradients").row(step - 1).floats();
          engine.begin(true, 1, step, 1);
          model.computeGradients(batch, engine);
          weights.update(step, c.number("rate"), workers);

          assertClose("step " + step, model.get(), c.expected("weights").row(step - 1), 1e-6);
        }
      }
    }
  }

  @Test
  void leavesAGradientAloneWithoutBounds() {
    float[] gradient = {1e30f, -3, 0};

    new GradientClipping(0, 0).clip(gradient, 0, 3, 1);

    assertThat(gradient).containsExactly(1e30f, -3, 0);
  }

  @Test
  void clipsOnlyItsRangeAndKeepsNaN() {
    float[] gradient = {9, 9, Float.NaN, -9, 9};

    new GradientClipping(0, 2).clip(gradient, 1, 4, 0.5f);

    assertThat(gradient).containsExactly(9, 2, Float.NaN, -2, 9);
  }

  /** A model whose gradients are given. */
  private static final class Given implements Autoencoder {
    private final Network network;
    private float[] gradient = new float[0];

    Given(Network network) {
      this.network = network;
    }

    private List<Parameter> parameters() {
      return network.layers().get(0).parameters();
    }

    void set(float[] values) {
      System.arraycopy(values, 0, parameters().get(0).values(), 0, 6);
      parameters().get(1).values()[0] = values[6];
    }

    float[] get() {
      float[] values = new float[7];
      System.arraycopy(parameters().get(0).values(), 0, values, 0, 6);
      values[6] = parameters().get(1).values()[0];
      return values;
    }

    @Override
    public List<Network> networks() {
      return List.of(network);
    }

    @Override
    public int codeSize() {
      return 1;
    }

    @Override
    public FMatrixRMaj encode(FMatrixRMaj rows) {
      return network.apply(rows);
    }

    @Override
    public FMatrixRMaj decode(FMatrixRMaj codes) {
      throw new UnsupportedOperationException();
    }

    @Override
    public LossBreakdown computeGradients(Batch batch, TrainingStep step) {
      float[] weight = step.gradient(parameters().get(0));
      float[] bias = step.gradient(parameters().get(1));
      for (int i = 0; i < 6; i++) {
        weight[i] += gradient[i];
      }
      bias[0] += gradient[6];
      return step.losses();
    }
  }
}
