package org.ae4j.variational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.Parameter;
import org.ae4j.api.RandomStream;
import org.ae4j.api.Shape;
import org.ae4j.core.model.ModelTensors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares gradients with central differences of the loss, the noise held fixed. */
class VariationalGradientTest {
  private static final double H = 1e-2;
  private static final int ROWS = 5;
  private static final int FEATURES = 4;
  private static final int CODE = 2;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "bce; beta=1",
        "bce; beta=3 free_bits=0.05",
        "mse; sigma=0.7",
        "mse; sigma=learned beta=0.5",
        "cce; beta=1"
      })
  void matchesCentralDifferences(String loss, String options) {
    AutoencoderConfig.Builder builder =
        AutoencoderConfig.builder(Shape.features(FEATURES))
            .encoder("dense(3) tanh dense(" + CODE + ")")
            .scaling("none")
            .loss(loss);
    for (String option : options.split(" ")) {
      builder.option(
          option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
    }
    AutoencoderConfig config = builder.build();
    float[][] rows = random(1, ROWS, FEATURES, false);
    float[][] noise = random(2, ROWS, CODE, true);
    GivenStep.Result result = new GivenStep(config, rows, noise, Map.of(), 2).take();
    Map<String, float[]> weights = initialWeights(config, rows, noise);

    for (Map.Entry<String, float[]> gradient : result.gradients().entrySet()) {
      float[] values = Objects.requireNonNull(weights.get(gradient.getKey()));
      for (int i = 0; i < values.length; i += 5) {
        float value = values[i];
        values[i] = (float) (value + H);
        double above = new GivenStep(config, rows, noise, weights, 1).take().loss();
        values[i] = (float) (value - H);
        double below = new GivenStep(config, rows, noise, weights, 1).take().loss();
        values[i] = value;
        assertThat((double) gradient.getValue()[i])
            .as("%s[%d]", gradient.getKey(), i)
            .isCloseTo((above - below) / (2 * H), offset(2e-3));
      }
    }
  }

  private static Map<String, float[]> initialWeights(
      AutoencoderConfig config, float[][] rows, float[][] noise) {
    Map<String, float[]> weights = new HashMap<>();
    var model = new GivenStep(config, rows, noise, Map.of(), 1).model().model();
    for (Parameter parameter : ModelTensors.of(model)) {
      weights.put(parameter.name(), parameter.values().clone());
    }
    return weights;
  }

  private static float[][] random(long seed, int rows, int columns, boolean normal) {
    RandomStream stream = RandomStream.of(seed);
    float[][] values = new float[rows][columns];
    for (int i = 0; i < rows * columns; i++) {
      values[i / columns][i % columns] = (float) (normal ? stream.normal(i) : stream.uniform(i));
    }
    return values;
  }
}
