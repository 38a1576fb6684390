package org.ae4j.core.model;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.ae4j.api.AutoencoderException;
import org.ae4j.api.ShapeException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Collects tensors and metadata, and writes them as one safetensors file.
 *
 * <p>The same content gives the same bytes: metadata sorted by name, tensors of 8-byte elements
 * before those of 4-byte ones, so that all are aligned, and in the order of their addition
 * otherwise. Arrays are not copied; they must not change until the file is written. Not
 * thread-safe.
 */
public final class SafetensorsWriter {
  private final SortedMap<String, String> metadata = new TreeMap<>();
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  /** Makes an empty file's content. */
  public SafetensorsWriter() {}

  private record Tensor(TensorType type, List<Integer> shape, int length, Copy copy) {
    long bytes() {
      return (long) length * type.bytes();
    }
  }

  /** Puts some elements into a buffer. */
  private interface Copy {
    void put(ByteBuffer buffer, int from, int count);
  }

  /** Adds a text by name. */
  public SafetensorsWriter metadata(String name, String text) {
    metadata.put(name, text);
    return this;
  }

  /** Adds floats of a shape, row-major. */
  public SafetensorsWriter floats(String name, float[] values, int... shape) {
    return add(
        name,
        TensorType.F32,
        values.length,
        (buffer, from, count) -> buffer.asFloatBuffer().put(values, from, count),
        shape);
  }

  /** Adds doubles of a shape, row-major. */
  public SafetensorsWriter doubles(String name, double[] values, int... shape) {
    return add(
        name,
        TensorType.F64,
        values.length,
        (buffer, from, count) -> buffer.asDoubleBuffer().put(values, from, count),
        shape);
  }

  /** Adds longs of a shape, row-major. */
  public SafetensorsWriter longs(String name, long[] values, int... shape) {
    return add(
        name,
        TensorType.I64,
        values.length,
        (buffer, from, count) -> buffer.asLongBuffer().put(values, from, count),
        shape);
  }

  /**
   * Writes the file: under another name first, which is renamed when all is on the disk.
   *
   * @throws AutoencoderException if it cannot be written; a file that was there before is then
   *     unchanged
   */
  public void write(Path file) {
    List<Map.Entry<String, Tensor>> ordered = new ArrayList<>(tensors.entrySet());
    ordered.sort(Comparator.comparingInt(entry -> -entry.getValue().type().bytes()));
    ByteBuffer header = header(file, ordered);
    AtomicFile.write(
        file,
        channel -> {
          writeFully(channel, header);
          for (Map.Entry<String, Tensor> entry : ordered) {
            writeTensor(channel, entry.getValue());
          }
        });
  }

  private SafetensorsWriter add(String name, TensorType type, int length, Copy copy, int... shape) {
    long size = 1;
    for (int dimension : shape) {
      if (dimension < 0 || (dimension > 0 && size > Integer.MAX_VALUE)) {
        throw new ShapeException("tensor '" + name + "' has an impossible dimension " + dimension);
      }
      size *= dimension;
    }
    if (size != length) {
      throw new ShapeException(
          "tensor '" + name + "' has " + length + " values, its shape needs " + size);
    }
    if (name.equals(Safetensors.METADATA)
        || tensors.putIfAbsent(
                name, new Tensor(type, IntStream.of(shape).boxed().toList(), length, copy))
            != null) {
      throw new AutoencoderException(
          "cannot add the tensor '" + name + "' to a model file: the name is taken");
    }
    return this;
  }

  private ByteBuffer header(Path file, List<Map.Entry<String, Tensor>> ordered) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeName(Safetensors.METADATA);
        json.writeStartObject();
        metadata.forEach(json::writeStringProperty);
        json.writeEndObject();
      }
      long begin = 0;
      for (Map.Entry<String, Tensor> entry : ordered) {
        Tensor tensor = entry.getValue();
        long end = begin + tensor.bytes();
        json.writeName(entry.getKey());
        json.writeStartObject();
        json.writeStringProperty("dtype", tensor.type().name());
        json.writeName("shape");
        json.writeStartArray();
        tensor.shape().forEach(json::writeNumber);
        json.writeEndArray();
        json.writeName("data_offsets");
        json.writeArray(new long[] {begin, end}, 0, 2);
        json.writeEndObject();
        begin = end;
      }
      json.writeEndObject();
    }
    ByteBuffer bytes = encode(file, text);
    int length = (bytes.remaining() + 7) / 8 * 8;
    if (length > Safetensors.MAX_HEADER) {
      throw new AutoencoderException(
          "cannot write "
              + file
              + ": its header takes "
              + length
              + " bytes, expected at most "
              + Safetensors.MAX_HEADER);
    }
    ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES + length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(length).put(bytes);
    while (buffer.hasRemaining()) {
      buffer.put((byte) ' ');
    }
    return buffer.flip();
  }

  private static ByteBuffer encode(Path file, StringWriter text) {
    try {
      return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text.getBuffer()));
    } catch (CharacterCodingException e) {
      throw new AutoencoderException(
          "cannot write " + file + ": a name or a text in its metadata is not valid Unicode", e);
    }
  }

  private static void writeTensor(FileChannel channel, Tensor tensor) throws IOException {
    int capacity = (int) Math.min(Safetensors.BUFFER, tensor.bytes());
    ByteBuffer buffer = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
    int size = tensor.type().bytes();
    int count;
    for (int from = 0; from < tensor.length(); from += count) {
      count = Math.min(capacity / size, tensor.length() - from);
      buffer.clear();
      tensor.copy().put(buffer, from, count);
      writeFully(channel, buffer.limit(count * size));
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
