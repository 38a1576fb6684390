package org.ae4j.core.data;

import java.nio.ByteBuffer;

/** A number as binary files hold it. */
enum ElementType {
  BOOLEAN(1),
  UINT8(1),
  INT8(1),
  UINT16(2),
  INT16(2),
  UINT32(4),
  INT32(4),
  UINT64(8),
  INT64(8),
  FLOAT32(4),
  FLOAT64(8);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  /** Reads the next number, rounded to the nearest float; beyond the floats it becomes infinite. */
  float next(ByteBuffer in) {
    return switch (this) {
      case BOOLEAN, UINT8 -> in.get() & 0xFF;
      case INT8 -> in.get();
      case UINT16 -> in.getShort() & 0xFFFF;
      case INT16 -> in.getShort();
      case UINT32 -> in.getInt() & 0xFFFF_FFFFL;
      case INT32 -> in.getInt();
      case UINT64 -> unsigned(in.getLong());
      case INT64 -> in.getLong();
      case FLOAT32 -> in.getFloat();
      case FLOAT64 -> (float) in.getDouble();
    };
  }

  private static float unsigned(long value) {
    return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2f;
  }
}
