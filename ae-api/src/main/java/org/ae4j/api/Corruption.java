package org.ae4j.api;

import org.ejml.data.FMatrixRMaj;

/**
 * Damages inputs so that a model learns to restore them.
 *
 * <p>Stateless and thread-safe; {@code toString} is the text form.
 */
public interface Corruption {

  /**
   * Writes damaged copies of the rows from {@code fromRow} to {@code toRow} (exclusive).
   *
   * @param clean all rows of the batch, unchanged afterwards
   * @param shape what a row means
   * @param key the source of randomness for {@link RandomStream#bitsOf}, of this step alone; row
   *     and column make the index, so that the outcome does not depend on how rows are split
   */
  void corrupt(FMatrixRMaj clean, FMatrixRMaj out, Shape shape, int fromRow, int toRow, long key);
}
