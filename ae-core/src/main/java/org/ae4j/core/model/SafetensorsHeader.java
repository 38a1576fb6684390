package org.ae4j.core.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ae4j.api.ModelFormatException;

/**
 * The checked header of a safetensors file.
 *
 * @param dataStart where the data section begins in the file
 * @param metadata text by name
 * @param tensors by name, which together fill the data section exactly
 */
record SafetensorsHeader(
    long dataStart, Map<String, String> metadata, Map<String, TensorInfo> tensors) {

  /**
   * Reads and checks a header against the length of its file.
   *
   * @throws ModelFormatException if it does not have exactly the format's form
   */
  static SafetensorsHeader read(String file, FileChannel channel) throws IOException {
    long fileLength = channel.size();
    if (fileLength < Long.BYTES) {
      throw Safetensors.damaged(file, "it has " + fileLength + " bytes, expected 8 and a header");
    }
    ByteBuffer start = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    readFully(file, channel, start, 0);
    long headerLength = start.getLong(0);
    long rest = fileLength - Long.BYTES;
    if (headerLength < 2 || headerLength > Math.min(rest, Safetensors.MAX_HEADER)) {
      throw Safetensors.damaged(
          file,
          "it begins with a header length of "
              + Long.toUnsignedString(headerLength)
              + ", expected 2 to "
              + Math.min(rest, Safetensors.MAX_HEADER));
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) headerLength);
    readFully(file, channel, bytes, Long.BYTES);
    if (bytes.get(0) != '{') {
      throw Safetensors.damaged(file, "its header does not begin with '{'");
    }
    HeaderParser header = HeaderParser.parse(file, decode(file, bytes.flip()));
    checkOffsets(file, header.tensors(), rest - headerLength);
    Map<String, TensorInfo> tensors = new LinkedHashMap<>();
    header.tensors().forEach(tensor -> tensors.put(tensor.name(), tensor));
    return new SafetensorsHeader(
        Long.BYTES + headerLength,
        Collections.unmodifiableMap(header.metadata()),
        Collections.unmodifiableMap(tensors));
  }

  private static String decode(String file, ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw Safetensors.damaged(file, "its header is not valid UTF-8 text", e);
    }
  }

  private static void checkOffsets(String file, List<TensorInfo> tensors, long dataLength) {
    List<TensorInfo> sorted = new ArrayList<>(tensors);
    sorted.sort(Comparator.comparingLong(TensorInfo::begin).thenComparingLong(TensorInfo::end));
    long expected = 0;
    for (TensorInfo tensor : sorted) {
      if (tensor.begin() != expected) {
        throw Safetensors.damaged(
            file,
            "tensor "
                + tensor
                + " begins at byte "
                + tensor.begin()
                + " of the data, expected "
                + expected
                + (tensor.begin() < expected ? " (tensors overlap)" : " (there is a hole)"));
      }
      expected = tensor.end();
    }
    if (expected != dataLength) {
      throw Safetensors.damaged(
          file,
          "its header describes "
              + expected
              + " bytes of data, the file has "
              + dataLength
              + (expected > dataLength ? " (it is truncated)" : ""));
    }
  }

  /** Fills a buffer from a position in the file. */
  static void readFully(String file, FileChannel channel, ByteBuffer to, long position)
      throws IOException {
    while (to.hasRemaining()) {
      int count = channel.read(to, position + to.position());
      if (count < 0) {
        throw Safetensors.damaged(file, "it became shorter while it was read");
      }
    }
  }
}
