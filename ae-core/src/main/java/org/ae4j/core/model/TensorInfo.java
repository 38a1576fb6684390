package org.ae4j.core.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a file's header says of a tensor.
 *
 * @param name unique in the file
 * @param type of the elements
 * @param shape row-major; empty for a single value
 * @param begin where its bytes begin in the data section
 * @param end where they end (exclusive)
 */
public record TensorInfo(String name, TensorType type, List<Long> shape, long begin, long end) {

  public TensorInfo {
    shape = List.copyOf(shape);
  }

  /** Returns the number of elements. */
  public long size() {
    return (end - begin) / type.bytes();
  }

  @Override
  public String toString() {
    return "'" + name + "' (" + type + " " + text(shape) + ")";
  }

  static String text(List<Long> shape) {
    return shape.isEmpty()
        ? "scalar"
        : shape.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }
}
