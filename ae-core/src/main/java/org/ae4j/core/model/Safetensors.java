package org.ae4j.core.model;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.ae4j.api.ModelFormatException;

/**
 * What the reader and the writer of safetensors files share.
 *
 * <p>A file is the length of its header as 8 bytes, little-endian; the header, a JSON object that
 * maps each tensor's name to its {@code dtype}, {@code shape} and {@code data_offsets}, padded by
 * spaces; and the data, in which tensors stand one after the other without holes.
 */
final class Safetensors {
  /** The header's entry for text by name. */
  static final String METADATA = "__metadata__";

  /** The greatest length of a header that readers accept. */
  static final int MAX_HEADER = 100_000_000;

  /** Files are read and written through a buffer of this many bytes. */
  static final int BUFFER = 1 << 16;

  private Safetensors() {}

  static ModelFormatException damaged(String file, String found) {
    return new ModelFormatException(message(file, found));
  }

  static ModelFormatException damaged(String file, String found, Throwable cause) {
    return new ModelFormatException(message(file, found), cause);
  }

  private static String message(String file, String found) {
    return "cannot read model file "
        + file
        + ": "
        + found
        + "; it is damaged or not a safetensors file, get it again or train again";
  }

  /** Says in a few words why a file could not be read or written. */
  static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }
}
