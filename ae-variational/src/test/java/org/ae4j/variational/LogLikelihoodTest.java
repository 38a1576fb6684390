package org.ae4j.variational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.HashMap;
import java.util.Map;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.RandomStream;
import org.ae4j.api.Shape;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.data.Datasets;
import org.ae4j.core.data.FloatDataset;
import org.ae4j.core.latent.LatentScores;
import org.junit.jupiter.api.Test;

/**
 * Estimates the likelihood where it is known: x = W z + b + sigma noise is a Gaussian of covariance
 * W W' + sigma^2 I. With orthogonal columns in W the posterior is diagonal, so that an encoder can
 * give it exactly, and then each importance weight is p(x).
 */
class LogLikelihoodTest {
  private static final double SIGMA = 0.8;
  private static final double[] LENGTHS = {1.5, 0.6};
  private static final float[] BIAS = {0.2f, -0.4f, 0.1f, 0.5f};
  private static final FloatDataset ROWS = Datasets.of(rows(60));

  @Test
  void isExactWithTheExactPosterior() {
    TrainedAutoencoder model = model(0);

    LatentScores one = LatentScores.measure(model).logLikelihood(1, 4).of(ROWS);
    LatentScores many = LatentScores.measure(model).logLikelihood(7, 5).of(ROWS);

    assertThat(one.negativeLogLikelihood().orElseThrow()).isCloseTo(exact(), offset(1e-5));
    assertThat(many.negativeLogLikelihood().orElseThrow()).isCloseTo(exact(), offset(1e-5));
  }

  @Test
  void comesNearerWithMoreSamplesOfAnotherPosterior() {
    TrainedAutoencoder model = model(0.5);

    double one = nll(model, 1);
    double ten = nll(model, 10);
    double many = nll(model, 1000);

    assertThat(one).isGreaterThan(exact() + 0.05);
    assertThat(ten).isBetween(exact() - 0.05, one);
    assertThat(many).isCloseTo(exact(), offset(0.01));
  }

  private static double nll(TrainedAutoencoder model, int samples) {
    return LatentScores.measure(model)
        .logLikelihood(samples, 6)
        .of(ROWS)
        .negativeLogLikelihood()
        .orElseThrow();
  }

  /** Columns of the decoder: orthogonal, of the given lengths. */
  private static double w(int feature, int unit) {
    return LENGTHS[unit] * 0.5 * (unit == 0 || feature < 2 ? 1 : -1);
  }

  /** The model whose encoder's log variance is off the exact posterior's by some. */
  private static TrainedAutoencoder model(double off) {
    float[] encoder = new float[8];
    float[] encoderBias = new float[2];
    float[] logVariance = new float[2];
    float[] decoder = new float[8];
    for (int unit = 0; unit < 2; unit++) {
      double variance = 1 / (1 + LENGTHS[unit] * LENGTHS[unit] / (SIGMA * SIGMA));
      logVariance[unit] = (float) (Math.log(variance) + off);
      for (int feature = 0; feature < 4; feature++) {
        double weight = variance * w(feature, unit) / (SIGMA * SIGMA);
        encoder[feature * 2 + unit] = (float) weight;
        encoderBias[unit] -= (float) (weight * BIAS[feature]);
        decoder[unit * 4 + feature] = (float) w(feature, unit);
      }
    }
    Map<String, float[]> weights = new HashMap<>();
    weights.put("mean.0.weight", encoder);
    weights.put("mean.0.bias", encoderBias);
    weights.put("log_variance.0.weight", new float[8]);
    weights.put("log_variance.0.bias", logVariance);
    weights.put("decoder.0.weight", decoder);
    weights.put("decoder.0.bias", BIAS);
    AutoencoderConfig config =
        AutoencoderConfig.builder(Shape.features(4))
            .encoder("dense(2)")
            .scaling("none")
            .loss("mse")
            .option("sigma", Double.toString(SIGMA))
            .build();
    return new GivenStep(config, rows(60), new float[60][2], weights, 1).model();
  }

  /** The mean of -log p(x), by the eigenvectors of the covariance. */
  private static double exact() {
    double sum = 0;
    for (float[] row : rows(60)) {
      double rest = 0;
      for (int i = 0; i < 4; i++) {
        rest += Math.pow(row[i] - BIAS[i], 2);
      }
      double nll = 0.5 * 4 * Math.log(2 * Math.PI) + 2 * 0.5 * Math.log(SIGMA * SIGMA);
      for (int unit = 0; unit < 2; unit++) {
        double along = 0;
        for (int i = 0; i < 4; i++) {
          along += (row[i] - BIAS[i]) * w(i, unit) / LENGTHS[unit];
        }
        double variance = LENGTHS[unit] * LENGTHS[unit] + SIGMA * SIGMA;
        nll += 0.5 * (along * along / variance + Math.log(variance));
        rest -= along * along;
      }
      sum += nll + 0.5 * rest / (SIGMA * SIGMA);
    }
    return sum / 60;
  }

  private static float[][] rows(int count) {
    RandomStream random = RandomStream.of(2);
    float[][] rows = new float[count][4];
    for (int i = 0; i < 4 * count; i++) {
      rows[i / 4][i % 4] = (float) random.normal(i);
    }
    return rows;
  }
}
