package org.ae4j.denoising;

import org.ae4j.api.Arguments;
import org.ae4j.api.Corruption;
import org.ae4j.api.CorruptionContext;
import org.ae4j.api.Expression;
import org.ae4j.api.RandomStream;
import org.ae4j.api.ScalableCorruption;
import org.ejml.data.FMatrixRMaj;

/**
 * Sets values to 0, each with the same probability.
 *
 * @param rate the probability
 */
record Masking(double rate) implements ScalableCorruption {
  static final String ID = "masking";
  static final String USAGE = "masking(rate=0.25)";

  Masking {
    Chance.require(ID + ": rate", rate);
  }

  static Corruption create(Arguments arguments, CorruptionContext context) {
    return new Masking(arguments.nextNumber("rate", 0, 1, 0.25));
  }

  @Override
  public Corruption scaled(double strength) {
    return new Masking(rate * strength);
  }

  @Override
  public void corrupt(FMatrixRMaj rows, FMatrixRMaj clean, int fromRow, int toRow, long key) {
    float[] data = rows.data;
    long threshold = Chance.threshold(rate);
    int end = toRow * rows.numCols;
    for (int i = fromRow * rows.numCols; i < end; i++) {
      // All ones where the value stays; a branch would be predicted wrongly all the time.
      int mask = (int) ((threshold - 1 - (RandomStream.bitsOf(key, i) >>> 32)) >> 32);
      data[i] = Float.intBitsToFloat(Float.floatToRawIntBits(data[i]) & mask);
    }
  }

  @Override
  public String toString() {
    return Expression.builder(ID).argument(rate).toString();
  }
}
