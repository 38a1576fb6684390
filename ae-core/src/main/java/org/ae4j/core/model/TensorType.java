package org.ae4j.core.model;

/** The element types of the safetensors format that take whole bytes. */
public enum TensorType {
  /** A truth value. */
  BOOL(1),
  /** Unsigned 8 bits. */
  U8(1),
  /** Signed 8 bits. */
  I8(1),
  /** A float of 8 bits with 5 for the exponent. */
  F8_E5M2(1),
  /** A float of 8 bits with 4 for the exponent. */
  F8_E4M3(1),
  /** Signed 16 bits. */
  I16(2),
  /** Unsigned 16 bits. */
  U16(2),
  /** An IEEE half. */
  F16(2),
  /** The upper half of a float. */
  BF16(2),
  /** Signed 32 bits. */
  I32(4),
  /** Unsigned 32 bits. */
  U32(4),
  /** Java's float. */
  F32(4),
  /** A complex number of two floats. */
  C64(8),
  /** Java's double. */
  F64(8),
  /** Java's long. */
  I64(8),
  /** Unsigned 64 bits. */
  U64(8);

  private final int bytes;

  TensorType(int bytes) {
    this.bytes = bytes;
  }

  /** Returns the number of bytes that an element takes. */
  public int bytes() {
    return bytes;
  }
}
