package org.ae4j.core.corruption;

import org.ae4j.api.Corruption;
import org.ae4j.api.RandomStream;
import org.ejml.data.FMatrixRMaj;

/** Corruptions one after the other, each with random numbers of its own. */
final class CompositeCorruption implements Corruption {
  /** Indexes of the parts' keys, far from those that rows and columns make. */
  private static final long FIRST_KEY = Long.MIN_VALUE;

  private final Corruption[] parts;

  CompositeCorruption(Corruption... parts) {
    this.parts = parts.clone();
  }

  @Override
  public void corrupt(FMatrixRMaj rows, FMatrixRMaj clean, int fromRow, int toRow, long key) {
    for (int i = 0; i < parts.length; i++) {
      parts[i].corrupt(rows, clean, fromRow, toRow, RandomStream.bitsOf(key, FIRST_KEY + i));
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Corruption part : parts) {
      text.append(text.isEmpty() ? "" : "+").append(part);
    }
    return text.toString();
  }
}
