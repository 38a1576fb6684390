package org.ae4j.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.ae4j.api.ConfigurationException;
import org.ae4j.core.model.AtomicFile;

/** Files that a command leaves. */
final class OutputFiles {
  private OutputFiles() {}

  /** Returns a file beside another, whose extension is replaced: {@code model-loss.svg}. */
  static Path beside(Path file, String ending) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return file.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ending);
  }

  /** Refuses a file that could not be written, before work goes into its contents. */
  static void requireWritable(Path file) {
    if (file.toString().isEmpty()) {
      throw new ConfigurationException("the file to write has an empty name; give it one");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new ConfigurationException(file + " is a folder, expected a file to write");
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new ConfigurationException(
          "cannot write " + file + ": there is no folder " + folder + "; make it first");
    }
    if (!Files.isWritable(folder)) {
      throw new ConfigurationException(
          "cannot write " + file + ": no permission to write in " + folder);
    }
  }

  /** Writes a file; one that is there is replaced when the new one is wholly on the disk. */
  static void write(Path file, byte[] content) {
    AtomicFile.write(
        file,
        channel -> {
          java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(content);
          while (buffer.hasRemaining()) {
            channel.write(buffer);
          }
        });
  }
}
