package org.ae4j.core.model;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.ae4j.api.AutoencoderException;

/** Replaces a file as a whole or not at all. */
public final class AtomicFile {
  private AtomicFile() {}

  /** Writes the contents. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it to a channel that is open and empty. */
    void write(FileChannel channel) throws IOException;
  }

  /**
   * Writes beside the file, brings it to the disk, and renames it.
   *
   * @throws AutoencoderException if this fails; the file is then as it was
   */
  public static void write(Path file, Content content) {
    try {
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      Path folder = target.getParent();
      if (folder == null || (Files.exists(target) && !Files.isRegularFile(target))) {
        throw failure(file, "it is not a regular file; name another");
      }
      if (!Files.isDirectory(folder)) {
        throw failure(file, "the folder " + folder + " does not exist; create it first");
      }
      // Not Files.createTempFile, whose files nobody else may read.
      Path temporary =
          folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
      try {
        try (FileChannel channel =
            FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
          content.write(channel);
          channel.force(true);
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
      force(folder);
    } catch (IOException e) {
      throw new AutoencoderException(
          "cannot write " + file + ": " + Safetensors.reason(e) + "; what was there is unchanged",
          e);
    }
  }

  /** Brings the new name to the disk where the system can open folders. */
  private static void force(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows cannot; the contents are safe already.
    }
  }

  private static AutoencoderException failure(Path file, String reason) {
    return new AutoencoderException("cannot write " + file + ": " + reason);
  }
}
