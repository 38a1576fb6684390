package org.ae4j.core.data;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the text of a source tells, and what the file system says of it. */
final class PathForms {
  private PathForms() {}

  /** Tells whether the path's last part has the given form, in whatever case. */
  static boolean matches(String source, Pattern form) {
    return path(source)
        .filter(path -> form.matcher(name(path).toLowerCase(Locale.ROOT)).matches())
        .filter(path -> !Files.isDirectory(path))
        .isPresent();
  }

  static Optional<Path> folder(String source) {
    return path(source).filter(Files::isDirectory);
  }

  /** Returns the path's last part, which messages call the data. */
  static String name(Path path) {
    Path last = path.toAbsolutePath().normalize().getFileName();
    return last == null ? path.toString() : last.toString();
  }

  private static Optional<Path> path(String source) {
    try {
      return Optional.of(Path.of(source));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
