package org.ae4j.pictures.rapaio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import org.ae4j.pictures.Picture;
import org.junit.jupiter.api.Test;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.display.DisplayRenderer;
import org.rapaio.jupyter.kernel.display.spi.DisplayProvider;

class PictureDisplayTest {
  @Test
  void isFoundByTheKernel() {
    assertThat(ServiceLoader.load(DisplayProvider.class))
        .hasAtLeastOneElementOfType(PictureDisplay.class);
  }

  @Test
  void showsLinesAsTheyAreAndPixelsInBase64() {
    DisplayRenderer display = new PictureDisplay();

    assertThat(data(display, Picture.SVG, "<svg/>").data()).containsEntry(Picture.SVG, "<svg/>");
    assertThat(data(display, Picture.PNG, "abc").data())
        .containsEntry(Picture.PNG, "YWJj")
        .containsEntry("text/plain", "A title (png, 0.0 kB)");
  }

  private static DisplayData data(DisplayRenderer display, String mediaType, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return display.render("text/html", new Picture("A title", mediaType, bytes));
  }
}
