package org.ae4j.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.TrainingConfig;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.data.ByteArrayDataset;
import org.junit.jupiter.api.Test;

/** Against counts by hand, multiply-adds of one pass: F forward, W by weights, I by inputs. */
class OperationsTest {
  private static final Autoencoders ENGINE =
      Autoencoders.builder().kernels("reference").threads(1).build();

  @Test
  void countsDenseLayers() {
    long outer = 784 * 128;
    long inner = 128 * 64 + 64 * 32;

    // F and W of both halves, I of all but the first layer.
    long multiplyAdds = 2 * 2 * (outer + inner) + inner + (outer + inner);
    assertThat(count("dense")).isEqualTo(2 * multiplyAdds).isEqualTo(1_126_400);
  }

  @Test
  void countsBothHeadsOfTheCode() {
    long outer = 784 * 400;
    long head = 400 * 20;

    long multiplyAdds = 2 * outer + 3 * (head + head) + 3 * (head + outer);
    assertThat(count("vae")).isEqualTo(2 * multiplyAdds);
  }

  @Test
  void countsConvolutionsByPositionsOfTheirMap() {
    long first = 14 * 14 * 16 * (3 * 3 * 1);
    long second = 7 * 7 * 32 * (3 * 3 * 16);
    long code = 32 * 7 * 7 * 32;

    long multiplyAdds = 2 * first + 3 * (second + code) + 3 * (code + second + first);
    assertThat(count("conv")).isEqualTo(2 * multiplyAdds);
  }

  @Test
  void leavesOutWhatIsNotAProduct() {
    AutoencoderConfig.Builder builder = AutoencoderConfig.builder(BenchModel.INPUT);
    long plain = count(builder.encoder("dense(16) relu dense(4)").build());

    assertThat(count(builder.encoder("dense(16) batchnorm relu dropout(0.5) dense(4)").build()))
        .isEqualTo(plain);
  }

  private static long count(String name) {
    return count(BenchModel.named(List.of(name)).get(0).config(ENGINE.registry()));
  }

  private static long count(AutoencoderConfig config) {
    ByteArrayDataset images =
        new ByteArrayDataset("blank", BenchModel.INPUT, new byte[4 * BenchModel.INPUT.size()]);
    TrainingConfig training = TrainingConfig.builder().batchSize(2).build();
    return Operations.ofTraining(ENGINE.prepare(config, training, images).model());
  }
}
