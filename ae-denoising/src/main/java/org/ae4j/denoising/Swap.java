package org.ae4j.denoising;

import org.ae4j.api.Arguments;
import org.ae4j.api.Corruption;
import org.ae4j.api.CorruptionContext;
import org.ae4j.api.Expression;
import org.ae4j.api.RandomStream;
import org.ae4j.api.ScalableCorruption;
import org.ejml.data.FMatrixRMaj;

/**
 * Replaces values by the clean ones that other rows of the batch have in the same column, each with
 * the same probability; so every value is one that its column really takes.
 *
 * <p>A batch of one row stays as it is.
 *
 * @param rate the probability
 */
record Swap(double rate) implements ScalableCorruption {
  static final String ID = "swap";
  static final String USAGE = "swap(rate=0.15)";

  Swap {
    Chance.require(ID + ": rate", rate);
  }

  static Corruption create(Arguments arguments, CorruptionContext context) {
    return new Swap(arguments.nextNumber("rate", 0, 1, 0.15));
  }

  @Override
  public Corruption scaled(double strength) {
    return new Swap(rate * strength);
  }

  @Override
  public void corrupt(FMatrixRMaj rows, FMatrixRMaj clean, int fromRow, int toRow, long key) {
    int columns = rows.numCols;
    long threshold = rows.numRows == 1 ? 0 : Chance.threshold(rate);
    for (int row = fromRow; row < toRow; row++) {
      for (int column = 0; column < columns; column++) {
        int i = row * columns + column;
        long bits = RandomStream.bitsOf(key, i);
        if (bits >>> 32 < threshold) {
          int other = Chance.below(bits, rows.numRows - 1);
          rows.data[i] = clean.data[(other < row ? other : other + 1) * columns + column];
        }
      }
    }
  }

  @Override
  public String toString() {
    return Expression.builder(ID).argument(rate).toString();
  }
}
