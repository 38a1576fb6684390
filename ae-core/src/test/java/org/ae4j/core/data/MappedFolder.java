package org.ae4j.core.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * A folder for files that a test maps: deleted after it, but for what the system still holds, since
 * Windows deletes no file that is mapped.
 */
public final class MappedFolder implements TempDirFactory {
  private Path folder = Path.of("");

  @Override
  public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context)
      throws IOException {
    folder = Files.createTempDirectory("ae4j-mapped-");
    return folder;
  }

  @Override
  public void close() throws IOException {
    List<Path> contents;
    try (Stream<Path> found = Files.walk(folder)) {
      contents = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : contents) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        return; // Mapped still.
      }
    }
  }
}
