package org.ae4j.pictures;

import com.samskivert.mustache.Escapers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import org.ae4j.api.AutoencoderException;

/**
 * Holds a drawn picture, for whoever shows it.
 *
 * @param title what it shows, for those who do not see it
 * @param mediaType {@link #PNG} or {@link #SVG}
 * @param bytes the file; not copied, so leave it as it is
 */
public record Picture(String title, String mediaType, byte[] bytes) {
  /** The media type of pixels. */
  public static final String PNG = "image/png";

  /** The media type of lines and letters. */
  public static final String SVG = "image/svg+xml";

  /** Writes the picture to a file, which is replaced. */
  public void save(Path file) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new AutoencoderException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /** Returns an {@code img} element that holds the picture. */
  public String html() {
    return "<img alt=\"%s\" src=\"data:%s;base64,%s\">"
        .formatted(
            Escapers.HTML.escape(title), mediaType, Base64.getEncoder().encodeToString(bytes));
  }

  /** Returns what the picture shows, and how large it is. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s (%s, %.1f kB)", title, mediaType.substring(6), bytes.length / 1000.0);
  }
}
