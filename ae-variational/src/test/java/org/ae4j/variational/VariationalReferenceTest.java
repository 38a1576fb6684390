package org.ae4j.variational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.Generative;
import org.ae4j.api.Shape;
import org.ae4j.core.TrainedAutoencoder;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares a whole training step with PyTorch's, in double precision. */
class VariationalReferenceTest {
  private static final int FEATURES = 6;
  private static final int CODE = 3;
  private static final double TOLERANCE = 2e-6;

  static List<ReferenceCases.Case> cases() {
    return ReferenceCases.read();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void stepsAsTheReferenceDoes(ReferenceCases.Case reference) {
    GivenStep.Result result = step(reference).take();

    reference
        .expected()
        .forEach(
            (name, expected) -> {
              if (name.startsWith("gradient of ")) {
                String weight = name.substring("gradient of ".length());
                assertClose(name, Objects.requireNonNull(result.gradients().get(weight)), expected);
              } else if (!name.equals("mean") && !name.equals("log_variance")) {
                assertThat(result.terms().get(name))
                    .as(name)
                    .isCloseTo(expected[0], offset(TOLERANCE * (1 + Math.abs(expected[0]))));
              }
            });
    assertThat(result.terms()).hasSize(reference.expected().containsKey("kl weighting") ? 3 : 2);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void encodesTheMeanOfThePosterior(ReferenceCases.Case reference) {
    TrainedAutoencoder model = step(reference).model();
    FMatrixRMaj rows = new FMatrixRMaj(rows(reference, "x", FEATURES));

    Generative.Posterior posterior = ((Generative) model.model()).posterior(rows);

    assertClose("mean", posterior.mean().data, reference.expected("mean"));
    assertClose("log variance", posterior.logVariance().data, reference.expected("log_variance"));
    assertThat(model.encode(rows).data).isEqualTo(posterior.mean().data);
  }

  private static GivenStep step(ReferenceCases.Case reference) {
    AutoencoderConfig.Builder config =
        AutoencoderConfig.builder(Shape.features(FEATURES)).scaling("none");
    reference
        .settings()
        .forEach(
            (name, value) -> {
              switch (name) {
                case "encoder" -> config.encoder(value);
                case "loss" -> config.loss(value);
                default -> config.option(name, value);
              }
            });
    Map<String, float[]> weights = new HashMap<>();
    reference.inputs().forEach((name, values) -> weights.put(name, floats(values)));
    return new GivenStep(
        config.build(), rows(reference, "x", FEATURES), rows(reference, "noise", CODE), weights, 1);
  }

  private static float[][] rows(ReferenceCases.Case reference, String name, int columns) {
    double[] values = reference.input(name);
    float[][] rows = new float[values.length / columns][columns];
    for (int i = 0; i < values.length; i++) {
      rows[i / columns][i % columns] = (float) values[i];
    }
    return rows;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private static void assertClose(String what, float[] actual, double[] expected) {
    assertThat(actual).as(what).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i])
          .as("%s[%d]", what, i)
          .isCloseTo(expected[i], offset(TOLERANCE * (1 + Math.abs(expected[i]))));
    }
  }
}
