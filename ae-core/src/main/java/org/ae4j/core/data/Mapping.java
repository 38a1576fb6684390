package org.ae4j.core.data;

/**
 * When values in a file are mapped into memory instead of being read.
 *
 * <p>Small files are read: whoever changes, shortens or deletes one afterwards then disturbs
 * nobody, which matters on Windows most, where a mapped file cannot be deleted.
 *
 * @param fromBytes how many bytes of values a file that is mapped has at least
 * @param pieceBytes how many bytes are mapped at once at most, but for at least one row
 */
record Mapping(long fromBytes, int pieceBytes) {
  static final Mapping DEFAULT = new Mapping(64L << 20, 1 << 30);
}
