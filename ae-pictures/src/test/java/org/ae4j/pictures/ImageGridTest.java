package org.ae4j.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.ae4j.api.Shape;
import org.ae4j.api.ValueRange;
import org.junit.jupiter.api.Test;

class ImageGridTest {
  private static final int GAP = 4;
  private static final int ZOOM = 42;

  @Test
  void drawsGreyPixelsByTheRangeOfValues() throws IOException {
    float[] image = {0, 10, 20, 30}; // 30 is out of range, and so white.
    BufferedImage png = draw(List.of(image), Shape.image(1, 2, 2), new ValueRange(0, 20));

    assertThat(png.getWidth()).isEqualTo(2 * GAP + 2 * ZOOM);
    assertThat(rgb(png, 0, 0)).isEqualTo(0x000000);
    assertThat(rgb(png, 1, 0)).isEqualTo(0x808080);
    assertThat(rgb(png, 0, 1)).isEqualTo(0xFFFFFF);
    assertThat(rgb(png, 1, 1)).isEqualTo(0xFFFFFF);
  }

  @Test
  void drawsColoursFromPlanes() throws IOException {
    float[] image = {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0};
    BufferedImage png = draw(List.of(image), Shape.image(3, 2, 2), new ValueRange(0, 1));

    assertThat(rgb(png, 0, 0)).isEqualTo(0xFF0000);
    assertThat(rgb(png, 1, 0)).isEqualTo(0x00FF00);
    assertThat(rgb(png, 0, 1)).isEqualTo(0x0000FF);
    assertThat(rgb(png, 1, 1)).isEqualTo(0x000000);
  }

  @Test
  void showsOneChannelOrThree() {
    assertThat(ImageGrid.canShow(Shape.image(1, 5, 5))).isTrue();
    assertThat(ImageGrid.canShow(Shape.image(3, 5, 5))).isTrue();
    assertThat(ImageGrid.canShow(Shape.image(2, 5, 5))).isFalse();
    assertThat(ImageGrid.canShow(Shape.features(25))).isFalse();
  }

  private static BufferedImage draw(List<float[]> cells, Shape shape, ValueRange range)
      throws IOException {
    return ImageIO.read(new ByteArrayInputStream(ImageGrid.png(cells, 1, shape, range)));
  }

  private static int rgb(BufferedImage png, int x, int y) {
    return png.getRGB(GAP + x * ZOOM + ZOOM / 2, GAP + y * ZOOM + ZOOM / 2) & 0xFFFFFF;
  }
}
