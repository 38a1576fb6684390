package org.ae4j.core.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.IndexColorModel;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import org.ae4j.api.DataException;

/** Decodes one PNG or JPEG file. */
final class ImageFile {
  private static final long MOST_PIXELS = 1 << 26;
  private static final String INTACT = "an intact PNG or JPEG image";
  private static final String ADVICE = "replace or remove the file";

  private ImageFile() {}

  static BufferedImage read(Path path) {
    File file = path.toFile();
    try (FileImageInputStream in = new FileImageInputStream(file)) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw DataProblem.at(path.toString(), "byte 0", "no known image format", INTACT, ADVICE);
      }
      ImageReader reader = readers.next();
      try {
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        reader.setInput(in, true, true);
        requireModest(path, reader.getWidth(0), reader.getHeight(0));
        BufferedImage image = reader.read(0);
        requireComplete(path, warnings);
        return image;
      } finally {
        reader.dispose();
      }
    } catch (DataException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The JDK's decoders meet some damage with index and argument exceptions.
      throw damaged(path, e);
    }
  }

  /** Tells whether an image holds shades of grey only by its encoding. */
  static boolean isGrey(BufferedImage image) {
    if (image.getColorModel() instanceof IndexColorModel palette) {
      for (int i = 0; i < palette.getMapSize(); i++) {
        if (palette.getRed(i) != palette.getGreen(i) || palette.getRed(i) != palette.getBlue(i)) {
          return false;
        }
      }
      return true;
    }
    return image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
  }

  /**
   * Writes pixels as bytes, channel by channel: as grey with ITU-R BT.601's weights, or as red,
   * green and blue.
   *
   * <p>Transparency is left out, as most readers for training do.
   */
  static byte[] planes(BufferedImage image, boolean grey) {
    int width = image.getWidth();
    int height = image.getHeight();
    int area = width * height;
    byte[] planes = new byte[grey ? area : 3 * area];
    boolean greySamples =
        image.getColorModel() instanceof ComponentColorModel model
            && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    int greatest = (1 << Math.min(16, image.getColorModel().getComponentSize(0))) - 1;
    for (int i = 0; i < area; i++) {
      int x = i % width;
      int y = i / width;
      int rgb;
      if (greySamples) {
        // Not getRGB, which takes samples for linear light and brightens them.
        int sample = (image.getRaster().getSample(x, y, 0) * 255 + greatest / 2) / greatest;
        rgb = sample * 0x010101;
      } else {
        rgb = image.getRGB(x, y);
      }
      int red = rgb >> 16 & 0xFF;
      int green = rgb >> 8 & 0xFF;
      int blue = rgb & 0xFF;
      if (grey) {
        planes[i] = (byte) ((red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16);
      } else {
        planes[i] = (byte) red;
        planes[area + i] = (byte) green;
        planes[2 * area + i] = (byte) blue;
      }
    }
    return planes;
  }

  private static void requireModest(Path path, long width, long height) {
    if (width * height > MOST_PIXELS) {
      throw DataProblem.at(
          path.toString(),
          "header",
          width + "x" + height + " pixels",
          "at most " + MOST_PIXELS + " in all",
          "scale the image down");
    }
  }

  /** Refuses what the JPEG decoder fills up with grey after a warning only. */
  private static void requireComplete(Path path, List<String> warnings) {
    for (String warning : warnings) {
      String lower = warning.toLowerCase(Locale.ROOT);
      if (lower.contains("premature") || lower.contains("truncated") || lower.contains("corrupt")) {
        throw damaged(path, new IOException(warning));
      }
    }
  }

  private static DataException damaged(Path path, Exception cause) {
    return DataProblem.at(
        path.toString(),
        "image data",
        "damage (" + DataProblem.oneLine(cause) + ")",
        INTACT,
        ADVICE,
        cause);
  }
}
