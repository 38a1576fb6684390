package org.ae4j.core.data;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;

/** The values in a binary file, as its header announces them. */
record StoredRows(RowLayout layout, ElementType type, ByteOrder order) {
  private static final String PART = "values";

  /** Maps the values or reads them; whether their number is right is known before either. */
  DenseDataset open(String name, Content content, Mapping mapping) {
    long bytes = layout.values() * type.bytes();
    boolean mappable = type == ElementType.UINT8 || type == ElementType.FLOAT32;
    Optional<Path> file = content.plainFile();
    if (mappable && file.isPresent() && bytes >= mapping.fromBytes()) {
      content.requireRest(bytes, PART);
      return MappedDataset.of(name, file.get(), content.position(), this, mapping.pieceBytes());
    }
    if (type == ElementType.UINT8) {
      byte[] values = content.bytes(layout.arrayLength(content.file()), PART);
      content.requireEnd();
      return new ByteArrayDataset(name, layout.shape(), values);
    }
    return new FloatDataset(name, content.file(), layout.shape(), readFloats(content));
  }

  /** Reads the values as floats. */
  float[] readFloats(Content content) {
    float[] values = content.floats(layout.arrayLength(content.file()), type, order, PART);
    content.requireEnd();
    return values;
  }
}
