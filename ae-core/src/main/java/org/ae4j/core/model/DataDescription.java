package org.ae4j.core.model;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;
import org.ae4j.api.Dataset;
import org.ae4j.api.Shape;

/**
 * Which rows a model was trained on, so that a resumed run can tell other rows from them.
 *
 * @param name what the data set is called
 * @param rows how many rows were trained on
 * @param shape what a row means
 * @param checksum CRC-32C over the values of up to 1 000 rows spread over the data, in hexadecimal
 * @param features names of the features, or empty
 */
public record DataDescription(
    String name, int rows, Shape shape, String checksum, List<String> features) {
  private static final int SAMPLED_ROWS = 1000;

  public DataDescription {
    features = List.copyOf(features);
  }

  /** Describes a data set. */
  public static DataDescription of(Dataset dataset) {
    CRC32C crc = new CRC32C();
    float[] row = new float[dataset.shape().size()];
    ByteBuffer bytes = ByteBuffer.allocate(row.length * Float.BYTES);
    int sampled = Math.min(SAMPLED_ROWS, dataset.size());
    for (int i = 0; i < sampled; i++) {
      dataset.copyRow((int) ((long) i * dataset.size() / sampled), row, 0);
      bytes.clear();
      bytes.asFloatBuffer().put(row);
      crc.update(bytes);
    }
    return new DataDescription(
        dataset.name(),
        dataset.size(),
        dataset.shape(),
        Long.toHexString(crc.getValue()),
        dataset.featureNames());
  }

  /** Tells whether two descriptions are of the same rows, whatever these are called. */
  public boolean sameRows(DataDescription other) {
    return rows == other.rows && shape.equals(other.shape) && checksum.equals(other.checksum);
  }
}
