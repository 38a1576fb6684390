package org.ae4j.core.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ae4j.api.AutoencoderException;
import org.ae4j.api.ModelFormatException;
import org.ae4j.api.Names;

/**
 * Reads a safetensors file: its header at once, tensors when asked for.
 *
 * <p>Opening checks that the whole file has exactly the format's form, before any memory is taken
 * for tensors; nothing in the file is ever made into a class. Safe for use from many threads until
 * it is closed.
 */
public final class SafetensorsReader implements AutoCloseable {
  /** Takes some elements out of a buffer. */
  private interface Sink {
    void take(ByteBuffer bytes, int from, int count);
  }

  private final String file;
  private final FileChannel channel;
  private final SafetensorsHeader header;

  private SafetensorsReader(String file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    this.header = SafetensorsHeader.read(file, channel);
  }

  /**
   * Opens and checks a file; the caller closes it.
   *
   * @throws ModelFormatException if it is truncated, forged or of another format
   * @throws AutoencoderException if it cannot be read
   */
  public static SafetensorsReader open(Path path) {
    if (Files.isDirectory(path)) {
      throw new AutoencoderException(
          "cannot read model file " + path + ": it is a folder; name a file");
    }
    try {
      FileChannel channel = FileChannel.open(path);
      try {
        return new SafetensorsReader(path.toString(), channel);
      } catch (IOException | RuntimeException | Error e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw unreadable(path.toString(), e);
    }
  }

  /** Returns the metadata: text by name, in the file's order. */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /** Returns the names of the tensors, in the header's order. */
  public Set<String> names() {
    return header.tensors().keySet();
  }

  /**
   * Returns what the header says of a tensor.
   *
   * @throws ModelFormatException if there is none of this name
   */
  public TensorInfo info(String name) {
    TensorInfo tensor = header.tensors().get(name);
    if (tensor == null) {
      throw new ModelFormatException(
          "model file "
              + file
              + " has an "
              + Names.unknown("tensor", name, header.tensors().keySet()).getMessage());
    }
    return tensor;
  }

  /**
   * Reads a matrix of floats, row-major; a vector for one row.
   *
   * @throws ModelFormatException if the tensor is missing, or of another type or shape; no memory
   *     was taken then
   */
  public float[] floats(String name, int rows, int columns) {
    List<Long> shape = info(name).shape();
    boolean vector = rows == 1 && shape.size() == 1;
    return vector ? floats(name, columns) : floats(name, new int[] {rows, columns});
  }

  /**
   * Reads floats of a shape, row-major.
   *
   * @throws ModelFormatException if the tensor is missing, or of another type or shape; no memory
   *     was taken then
   */
  public float[] floats(String name, int... shape) {
    TensorInfo tensor = expect(name, TensorType.F32, shape);
    float[] values = new float[arrayLength(tensor)];
    copy(tensor, (bytes, from, count) -> bytes.asFloatBuffer().get(values, from, count));
    return values;
  }

  /**
   * Reads doubles of a shape, row-major.
   *
   * @throws ModelFormatException if the tensor is missing, or of another type or shape; no memory
   *     was taken then
   */
  public double[] doubles(String name, int... shape) {
    TensorInfo tensor = expect(name, TensorType.F64, shape);
    double[] values = new double[arrayLength(tensor)];
    copy(tensor, (bytes, from, count) -> bytes.asDoubleBuffer().get(values, from, count));
    return values;
  }

  /**
   * Reads longs of a shape, row-major.
   *
   * @throws ModelFormatException if the tensor is missing, or of another type or shape; no memory
   *     was taken then
   */
  public long[] longs(String name, int... shape) {
    TensorInfo tensor = expect(name, TensorType.I64, shape);
    long[] values = new long[arrayLength(tensor)];
    copy(tensor, (bytes, from, count) -> bytes.asLongBuffer().get(values, from, count));
    return values;
  }

  /**
   * Refuses weights that are not numbers.
   *
   * @throws ModelFormatException naming the first value that is NaN or infinite, and its position
   */
  public float[] requireFinite(String name, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw Safetensors.damaged(
            file,
            "tensor '" + name + "' holds " + values[i] + " at index " + i + ", expected a number");
      }
    }
    return values;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private TensorInfo expect(String name, TensorType type, int... shape) {
    TensorInfo tensor = info(name);
    List<Long> expected = java.util.Arrays.stream(shape).asLongStream().boxed().toList();
    if (tensor.type() != type || !tensor.shape().equals(expected)) {
      throw new ModelFormatException(
          "model file "
              + file
              + " does not fit its configuration: tensor "
              + tensor
              + ", expected "
              + type
              + " "
              + TensorInfo.text(expected)
              + "; use the file as it was written");
    }
    return tensor;
  }

  private int arrayLength(TensorInfo tensor) {
    if (tensor.size() > Integer.MAX_VALUE - 8) {
      throw new ModelFormatException(
          "model file " + file + ": tensor " + tensor + " is larger than a Java array can be");
    }
    return (int) tensor.size();
  }

  private void copy(TensorInfo tensor, Sink sink) {
    int capacity = (int) Math.min(Safetensors.BUFFER, tensor.end() - tensor.begin());
    ByteBuffer buffer = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
    int bytes = tensor.type().bytes();
    try {
      int count;
      for (int from = 0; from < tensor.size(); from += count) {
        count = (int) Math.min(capacity / bytes, tensor.size() - from);
        buffer.clear().limit(count * bytes);
        long at = header.dataStart() + tensor.begin() + (long) from * bytes;
        SafetensorsHeader.readFully(file, channel, buffer, at);
        sink.take(buffer.flip(), from, count);
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static AutoencoderException unreadable(String file, IOException e) {
    return new AutoencoderException(
        "cannot read model file " + file + ": " + Safetensors.reason(e), e);
  }
}
