package org.ae4j.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.ae4j.api.Shape;
import org.ae4j.api.ShapeException;
import org.ae4j.api.ValueRange;
import org.ae4j.core.data.Datasets;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

class ImagesTest {
  private static final Images IMAGES =
      new Images(Shape.image(1, 1, 1), Optional.of(new ValueRange(0, 10)));

  @Test
  void drawsEachMatrixInALineOfItsOwn() throws Exception {
    FMatrixRMaj dark = new FMatrixRMaj(3, 1);
    FMatrixRMaj bright = new FMatrixRMaj(new float[][] {{10}, {10}, {10}});
    BufferedImage png = read(IMAGES.lines("two lines", dark, bright));

    int cell = (png.getHeight() - 4) / 2;
    assertThat(png.getWidth()).isEqualTo(3 * cell + 2 * 4);
    assertThat(png.getRGB(cell / 2, cell / 2)).isEqualTo(0xFF000000);
    assertThat(png.getRGB(cell / 2, cell + 4 + cell / 2)).isEqualTo(0xFFFFFFFF);
    assertThat(png.getRGB(cell / 2, cell + 2)).as("between lines").isZero();
  }

  @Test
  void takesExamplesInTheirOrder() {
    FMatrixRMaj examples = Images.examples(Datasets.of(new float[][] {{1, 2}, {3, 4}, {5, 6}}), 2);

    assertThat(examples.data).containsExactly(1, 2, 3, 4);
  }

  @Test
  void saysWhatItCannotDraw() {
    assertThatThrownBy(() -> new Images(Shape.features(4), Optional.empty()))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> IMAGES.grid("wrong", new FMatrixRMaj(1, 2), 1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("rows of 2 values");
    assertThatThrownBy(() -> IMAGES.lines("wrong", new FMatrixRMaj(1, 1), new FMatrixRMaj(2, 1)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("1 and 2");
  }

  private static BufferedImage read(Picture picture) throws Exception {
    assertThat(picture.mediaType()).isEqualTo(Picture.PNG);
    return ImageIO.read(new ByteArrayInputStream(picture.bytes()));
  }
}
