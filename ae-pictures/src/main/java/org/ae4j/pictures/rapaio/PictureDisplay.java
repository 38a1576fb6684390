package org.ae4j.pictures.rapaio;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.ae4j.pictures.Picture;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.display.DisplayRenderer;
import org.rapaio.jupyter.kernel.display.DisplayTransformer;
import org.rapaio.jupyter.kernel.display.spi.DisplayProvider;

/** Shows a {@link Picture} that is the value of a cell. */
public final class PictureDisplay implements DisplayProvider, DisplayRenderer {
  /** Made by the service loader. */
  public PictureDisplay() {}

  @Override
  public List<DisplayRenderer> getDisplayRenderers() {
    return List.of(this);
  }

  @Override
  public List<DisplayTransformer> getDisplayTransformers() {
    return List.of();
  }

  @Override
  public Class<?> rendererClass() {
    return Picture.class;
  }

  @Override
  public boolean canRender(String mediaType) {
    return true;
  }

  @Override
  public DisplayData render(String mediaType, Object value) {
    Picture picture = (Picture) value;
    // A notebook holds text: an SVG as it is, all else in base 64.
    String content =
        picture.mediaType().equals(Picture.SVG)
            ? new String(picture.bytes(), StandardCharsets.UTF_8)
            : Base64.getEncoder().encodeToString(picture.bytes());
    DisplayData data = DisplayData.fromText(picture.toString());
    data.putData(picture.mediaType(), content);
    return data;
  }
}
