package org.ae4j.core.data;

import java.util.List;
import org.ae4j.api.DataException;
import org.ae4j.api.Dataset;
import org.ae4j.api.Shape;
import org.ae4j.api.ShapeException;

/**
 * Rows one after the other, in an array or a mapped file, which labels and another shape can be
 * given to; these share the values.
 */
public sealed interface DenseDataset extends Dataset
    permits FloatDataset, ByteArrayDataset, MappedDataset {

  /**
   * Returns the same rows with one class index each.
   *
   * @param labels as many as rows, each from 0; copied
   * @param names the classes that the labels count, or empty where they have no names
   * @throws DataException if the number of labels is another, or one is out of range
   */
  DenseDataset withLabels(int[] labels, List<String> names);

  /**
   * Returns the same rows with another meaning, for example an image instead of plain features.
   *
   * @throws ShapeException if it has another number of values
   */
  DenseDataset withShape(Shape shape);
}
