package org.ae4j.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.ae4j.api.Shape;
import org.ae4j.api.ShapeException;
import org.ae4j.core.reference.ReferenceCases;
import org.ae4j.core.reference.ReferenceCases.Case;
import org.junit.jupiter.api.Test;

class SsimTest {
  private static final int PIXELS = 28 * 28;
  private static final Ssim SSIM = new Ssim(Shape.image(1, 28, 28));

  @Test
  void agreesWithTheReference() {
    for (Case reference : ReferenceCases.read("ssim_psnr")) {
      float[] image = unit(reference, "image");
      float[] other = unit(reference, "other");

      assertThat(SSIM.of(image, 0, other, 0))
          .as(reference.name())
          .isEqualTo(reference.expected("ssim").scalar(), within(1e-5));
      assertThat(Psnr.of(error(image, other)))
          .as(reference.name())
          .isEqualTo(reference.expected("psnr").scalar(), within(1e-5));
    }
  }

  @Test
  void isOneForEqualImagesAndTheMeanOverChannels() {
    Case reference = ReferenceCases.read("ssim_psnr", "noise");
    float[] image = unit(reference, "image");
    float[] other = unit(reference, "other");
    float[] clean = new float[2 * PIXELS];
    float[] mixed = new float[2 * PIXELS];
    System.arraycopy(image, 0, clean, 0, PIXELS);
    System.arraycopy(image, 0, clean, PIXELS, PIXELS);
    System.arraycopy(image, 0, mixed, 0, PIXELS);
    System.arraycopy(other, 0, mixed, PIXELS, PIXELS);

    assertThat(SSIM.of(image, 0, image, 0)).isEqualTo(1, within(1e-12));
    assertThat(new Ssim(Shape.image(2, 28, 28)).of(clean, 0, mixed, 0))
        .isEqualTo((1 + SSIM.of(image, 0, other, 0)) / 2, within(1e-12));
    assertThat(Psnr.of(0)).isInfinite();
  }

  @Test
  void refusesWhatNoWindowFitsInto() {
    assertThat(Ssim.applies(Shape.image(1, 11, 11))).isTrue();
    assertThat(Ssim.applies(Shape.features(784))).isFalse();
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> new Ssim(Shape.image(1, 28, 10)))
        .withMessageContaining("at least 11 x 11 pixels, got 1x28x10");
  }

  private static float[] unit(Case reference, String name) {
    float[] values = reference.input(name).floats();
    for (int i = 0; i < values.length; i++) {
      values[i] /= 255;
    }
    return values;
  }

  private static double error(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum / a.length;
  }
}
