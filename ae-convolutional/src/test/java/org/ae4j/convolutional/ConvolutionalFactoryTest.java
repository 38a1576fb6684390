package org.ae4j.convolutional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.Network;
import org.ae4j.api.RandomStream;
import org.ae4j.api.Shape;
import org.ae4j.api.TrainingConfig;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.data.Datasets;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The variant in the engine, and the layers in other variants' networks. */
class ConvolutionalFactoryTest {
  private static final Shape IMAGE = Shape.image(2, 7, 9);

  private static Autoencoders engine(int threads) {
    return Autoencoders.builder().kernels("reference").threads(threads).build();
  }

  private static AutoencoderConfig.Builder config(Shape input) {
    return AutoencoderConfig.builder(input)
        .variant(engine(1).registry().autoencoder("convolutional"))
        .scaling("none")
        .code(4);
  }

  private static TrainedAutoencoder train(int threads, AutoencoderConfig config, int epochs) {
    TrainingConfig training = TrainingConfig.builder().epochs(epochs).batchSize(16).seed(3).build();
    float[][] rows = rows(config.input());
    return engine(threads).train(config, training, Datasets.of("waves", config.input(), rows));
  }

  /** Returns waves of random length and phase, which a small code can hold. */
  private static float[][] rows(Shape shape) {
    RandomStream random = RandomStream.of(5);
    float[][] rows = new float[50][shape.size()];
    for (int row = 0; row < rows.length; row++) {
      double step = 0.2 + random.uniform(2L * row);
      double phase = 6 * random.uniform(2L * row + 1);
      for (int i = 0; i < rows[row].length; i++) {
        rows[row][i] = (float) (0.5 + 0.5 * Math.sin(phase + step * i));
      }
    }
    return rows;
  }

  @ParameterizedTest
  @CsvSource({
    "1x28x28, 'conv(16,3,stride=2) relu conv(32,3,stride=2) relu dense(4,init=glorot_uniform)'",
    "3x100, 'conv(16,3,stride=2) relu conv(32,3,stride=2) relu dense(4,init=glorot_uniform)'"
  })
  void proposesAnEncoder(String shape, String encoder) {
    assertThat(config(Shape.parse(shape)).build().encoder()).isEqualTo(encoder);
  }

  @Test
  void proposesWithTheActivationsThatAreGiven() {
    assertThat(config(IMAGE).activation("elu").codeActivation("tanh").build().encoder())
        .isEqualTo(
            "conv(16,3,stride=2) elu conv(32,3,stride=2) elu dense(4,init=glorot_uniform) tanh");
  }

  @Test
  void mirrorsTheEncoder() {
    Network decoder = train(1, config(IMAGE).build(), 1).model().networks().get(1);

    assertThat(decoder.layers().stream().map(layer -> layer.outputShape().toString()))
        .startsWith("32x2x3", "16x4x5", "2x7x9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2x7x9", "1x30"})
  void learns(String shape) {
    AutoencoderConfig config = config(Shape.parse(shape)).build();
    FMatrixRMaj rows = new FMatrixRMaj(rows(config.input()));

    double before = mean(train(2, config, 1).errors(rows));
    double after = mean(train(2, config, 60).errors(rows));

    assertThat(after).isLessThan(before / 3);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  @Test
  void namesTheShapesWhereAMirrorDoesNotRestoreThem() {
    AutoencoderConfig config = config(IMAGE).encoder("conv(4,3) relu max_pool(2) dense(4)").build();

    assertThatThrownBy(() -> train(1, config, 1))
        .hasMessageContaining("does not restore the input's shape 2x7x9")
        .hasMessageContaining(
            "upsample(2) -> 4x6x8 -> relu -> 4x6x8 -> conv_transpose(2,3) -> 2x6x8");
  }

  @Test
  void refusesPlainFeatures() {
    AutoencoderConfig.Builder builder = config(Shape.features(30));

    assertThatThrownBy(builder::build)
        .hasMessageContaining("is for images and sequences, got rows of 30 plain features")
        .hasMessageContaining("take variant vanilla");
  }

  @Test
  void refusesAnEncoderWithoutConvolutions() {
    AutoencoderConfig config = config(IMAGE).layers(8).build();

    assertThatThrownBy(() -> train(1, config, 1))
        .hasMessageContaining("needs a convolution in its encoder, got 'dense(8) relu dense(4)'");
  }
}
