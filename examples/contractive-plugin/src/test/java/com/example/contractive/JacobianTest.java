package com.example.contractive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.RandomStream;
import org.ae4j.api.Shape;
import org.ae4j.api.TrainingConfig;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.data.Datasets;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JacobianTest {
  private static final int ROWS = 40;
  private static final int FEATURES = 5;
  private static final float DISTANCE = 1f / 64;
  private static final Autoencoders ENGINE =
      Autoencoders.builder().kernels("reference").threads(1).build();

  /** At a rate of learning that changes no weight, the term reported is that of the final model. */
  @ParameterizedTest
  @ValueSource(strings = {"sigmoid", "tanh"})
  void penaltyIsTheSquaredNormOfTheJacobian(String activation) {
    TrainedAutoencoder model = train(activation, 0.5, 1, 1e-30);

    double reported = model.document().history().get(0).terms().get("jacobian");

    assertThat(reported).isCloseTo(0.5 * meanSquaredNorm(model), within(1e-4 * reported));
  }

  @Test
  void aLargerWeightMakesCodesChangeLess() {
    double free = meanSquaredNorm(train("sigmoid", 0, 200, 0.05));
    double contracted = meanSquaredNorm(train("sigmoid", 1, 200, 0.05));

    assertThat(contracted).isLessThan(0.5 * free);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dense(3)",
        "dense(3) relu",
        "dense(3) sigmoid batchnorm",
        "dense(4) tanh dense(3) tanh"
      })
  void refusesAnEncoderWhoseJacobianIsAnother(String encoder) {
    AutoencoderConfig config = builder(encoder).build();

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(
            () ->
                ENGINE.train(
                    config, TrainingConfig.builder().batchSize(ROWS).build(), Datasets.of(rows())))
        .withMessageContaining("one dense layer and sigmoid or tanh, got '" + encoder + "'");
  }

  /** Returns the mean over the rows, by central differences of the codes. */
  private static double meanSquaredNorm(TrainedAutoencoder model) {
    FMatrixRMaj rows = model.scaled(new FMatrixRMaj(rows()));
    double sum = 0;
    for (int feature = 0; feature < FEATURES; feature++) {
      FMatrixRMaj above = moved(model, rows, feature, DISTANCE);
      FMatrixRMaj below = moved(model, rows, feature, -DISTANCE);
      for (int i = 0; i < above.data.length; i++) {
        double slope = (above.data[i] - below.data[i]) / (2 * DISTANCE);
        sum += slope * slope;
      }
    }
    return sum / rows.numRows;
  }

  private static FMatrixRMaj moved(
      TrainedAutoencoder model, FMatrixRMaj rows, int feature, float by) {
    FMatrixRMaj moved = rows.copy();
    for (int row = 0; row < rows.numRows; row++) {
      moved.set(row, feature, rows.get(row, feature) + by);
    }
    return model.model().encode(moved);
  }

  private static TrainedAutoencoder train(
      String activation, double lambda, int epochs, double rate) {
    AutoencoderConfig config =
        builder("dense(3) " + activation).option("lambda", Double.toString(lambda)).build();
    TrainingConfig training =
        TrainingConfig.builder().epochs(epochs).batchSize(ROWS).learningRate(rate).seed(2).build();
    return ENGINE.train(config, training, Datasets.of(rows()));
  }

  private static AutoencoderConfig.Builder builder(String encoder) {
    return AutoencoderConfig.builder(Shape.features(FEATURES))
        .variant("contractive")
        .encoder(encoder);
  }

  private static float[][] rows() {
    RandomStream random = RandomStream.of(1);
    float[][] rows = new float[ROWS][FEATURES];
    for (int i = 0; i < ROWS * FEATURES; i++) {
      rows[i / FEATURES][i % FEATURES] = (float) random.normal(i);
    }
    return rows;
  }
}
