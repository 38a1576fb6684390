package org.ae4j.denoising;

import java.util.Optional;
import org.ae4j.api.Arguments;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Corruption;
import org.ae4j.api.CorruptionContext;
import org.ae4j.api.Expression;
import org.ae4j.api.RandomStream;
import org.ae4j.api.ScalableCorruption;
import org.ae4j.api.ValueRange;
import org.ejml.data.FMatrixRMaj;

/**
 * Sets values to the least or the greatest, each with the same probability and a fair coin.
 *
 * @param rate the probability that a value is set
 * @param low the least value
 * @param high the greatest value
 * @param text the text form
 */
record SaltAndPepper(double rate, float low, float high, String text)
    implements ScalableCorruption {
  static final String ID = "salt_and_pepper";
  static final String USAGE = "salt_and_pepper(rate=0.1,low,high)";

  private static final double MOST = 1e6;

  SaltAndPepper {
    Chance.require(ID + ": rate", rate);
  }

  static Corruption create(Arguments arguments, CorruptionContext context) {
    double rate = arguments.nextNumber("rate", 0, 1, 0.1);
    double low = end(arguments, "low", context.range().map(ValueRange::minimum));
    double high = end(arguments, "high", context.range().map(ValueRange::maximum));
    if (Double.isNaN(low) || Double.isNaN(high)) {
      throw new ConfigurationException(
          ID + ": these rows have no range; scale to unit, or give low= and high=");
    }
    String text =
        Expression.builder(ID)
            .argument(rate)
            .argument("low", low, otherwise(context.range().map(ValueRange::minimum)))
            .argument("high", high, otherwise(context.range().map(ValueRange::maximum)))
            .toString();
    return new SaltAndPepper(rate, (float) low, (float) high, text);
  }

  private static double end(Arguments arguments, String name, Optional<Float> otherwise) {
    return arguments.number(name, -MOST, MOST, otherwise(otherwise));
  }

  private static double otherwise(Optional<Float> value) {
    return value.map(Float::doubleValue).orElse(Double.NaN);
  }

  @Override
  public Corruption scaled(double strength) {
    return new SaltAndPepper(rate * strength, low, high, text);
  }

  @Override
  public void corrupt(FMatrixRMaj rows, FMatrixRMaj clean, int fromRow, int toRow, long key) {
    float[] data = rows.data;
    long threshold = Chance.threshold(rate);
    int end = toRow * rows.numCols;
    for (int i = fromRow * rows.numCols; i < end; i++) {
      long bits = RandomStream.bitsOf(key, i);
      if (bits >>> 32 < threshold) {
        data[i] = (bits & 1) == 0 ? low : high;
      }
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
