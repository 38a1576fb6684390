package org.ae4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.ae4j.api.Dataset;
import org.ae4j.api.Shape;
import org.ae4j.core.data.Datasets;
import org.ae4j.core.metrics.Quality;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

class FidelityTest {
  @Test
  void measuresOnTheScaleOfTheTrainingRows() {
    // The first feature spans 10, the second 100: an error of 1 and one of 10 are a tenth each.
    Dataset training = Datasets.of(new float[][] {{0, 100}, {10, 200}});
    Dataset clean = Datasets.of(new float[][] {{5, 150}, {2, 120}});
    Dataset given = Datasets.of(new float[][] {{6, 160}, {2, 120}});
    Fidelity fidelity = new Fidelity(training, 2);

    Quality quality = fidelity.measure(clean, given, rows -> rows);

    assertThat(quality.mse()).isCloseTo(0.01 / 2, within(1e-8));
    assertThat(quality.psnr().orElseThrow()).isCloseTo((20.0 + 120) / 2, within(1e-4));
    assertThat(quality.ssim()).isEmpty();
    assertThat(fidelity.error(clean, rows -> plusOne(rows)))
        .isCloseTo((0.01 + 0.0001) / 2, within(1e-8));
  }

  @Test
  void isTheSameOnAnyNumberOfThreads() {
    Random random = new Random(5);
    float[][] rows = new float[700][12 * 12];
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = random.nextFloat();
      }
    }
    Dataset images = Datasets.of("images", Shape.image(1, 12, 12), rows);

    Quality one = new Fidelity(images, 1).measure(images, images, FidelityTest::plusOne);
    Quality three = new Fidelity(images, 3).measure(images, images, FidelityTest::plusOne);

    assertThat(three).isEqualTo(one);
    assertThat(one.ssim().orElseThrow()).isBetween(0.0, 1.0);
    assertThat(new Fidelity(images, 2).measure(images, images, r -> r).ssim().orElseThrow())
        .isCloseTo(1, within(1e-9));
  }

  private static FMatrixRMaj plusOne(FMatrixRMaj rows) {
    FMatrixRMaj more = rows.copy();
    for (int i = 0; i < rows.getNumElements(); i++) {
      more.data[i] += 1;
    }
    return more;
  }
}
