package org.ae4j.api;

import org.ejml.data.FMatrixRMaj;

/**
 * Damages inputs so that a model learns to restore them.
 *
 * <p>Stateless and thread-safe; {@code toString} is the text form. Nothing is allocated in {@link
 * #corrupt}.
 */
public interface Corruption {
  /**
   * Damages the rows from {@code fromRow} to {@code toRow} (exclusive), in place.
   *
   * <p>Calls for disjoint rows run at the same time.
   *
   * @param rows all rows of the batch, scaled: copies of the clean ones, or what an earlier
   *     corruption made of them; only the rows from {@code fromRow} to {@code toRow} may be touched
   * @param clean the same rows undamaged, to read any of them
   * @param key the source of randomness for {@link RandomStream#bitsOf}, of this corruption and
   *     this step alone; row and column make the index, so that the outcome does not depend on how
   *     rows are split
   */
  void corrupt(FMatrixRMaj rows, FMatrixRMaj clean, int fromRow, int toRow, long key);
}
