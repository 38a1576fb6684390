package org.ae4j.denoising;

import java.util.Optional;
import org.ae4j.api.Arguments;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Corruption;
import org.ae4j.api.CorruptionContext;
import org.ae4j.api.Expression;
import org.ae4j.api.RandomStream;
import org.ae4j.api.ScalableCorruption;
import org.ae4j.api.StandardNormal;
import org.ae4j.api.ValueRange;
import org.ejml.data.FMatrixRMaj;

/**
 * Adds normal noise, and brings what leaves the range of scaled values back to its end.
 *
 * @param sigma the noise's standard deviation before clipping, in units of scaled values
 * @param range what to clip to, or empty for no clipping
 * @param clip what was asked for, for the text form
 */
record Gaussian(double sigma, Optional<ValueRange> range, String clip)
    implements ScalableCorruption {
  static final String ID = "gaussian";
  static final String USAGE = "gaussian(sigma=0.3,clip=auto|true|false)";

  private static final String AUTO = "auto";
  private static final double MOST = 1000;

  Gaussian {
    if (!(sigma >= 0 && sigma <= MOST)) {
      throw new ConfigurationException(ID + ": sigma must be from 0 to " + MOST + ", got " + sigma);
    }
  }

  static Corruption create(Arguments arguments, CorruptionContext context) {
    double sigma = arguments.nextNumber("sigma", 0, MOST, 0.3);
    String clip = arguments.choice("clip", AUTO, "true", "false");
    if (clip.equals("true") && context.range().isEmpty()) {
      throw new ConfigurationException(
          ID + ": clip=true needs rows scaled to [0, 1]; scale to unit, or leave out clip");
    }
    return new Gaussian(sigma, clip.equals("false") ? Optional.empty() : context.range(), clip);
  }

  @Override
  public Corruption scaled(double strength) {
    return new Gaussian(sigma * strength, range, clip);
  }

  @Override
  public void corrupt(FMatrixRMaj rows, FMatrixRMaj clean, int fromRow, int toRow, long key) {
    int columns = rows.numCols;
    float[] data = rows.data;
    float scale = (float) sigma;
    // Each draw of 64 bits makes the noise of two columns.
    long draws = (columns + 1L) / 2;
    for (int row = fromRow; row < toRow; row++) {
      int at = row * columns;
      int end = at + columns;
      long draw = row * draws;
      for (; at + 1 < end; at += 2) {
        long bits = RandomStream.bitsOf(key, draw++);
        data[at] += scale * StandardNormal.of((int) bits);
        data[at + 1] += scale * StandardNormal.of((int) (bits >>> 32));
      }
      if (at < end) {
        data[at] += scale * StandardNormal.of((int) RandomStream.bitsOf(key, draw));
      }
    }
    if (range.isPresent()) {
      clip(data, fromRow * columns, toRow * columns, range.get());
    }
  }

  private static void clip(float[] data, int from, int to, ValueRange range) {
    float minimum = range.minimum();
    float maximum = range.maximum();
    for (int i = from; i < to; i++) {
      data[i] = Math.max(minimum, Math.min(maximum, data[i]));
    }
  }

  @Override
  public String toString() {
    return Expression.builder(ID).argument(sigma).argument("clip", clip, AUTO).toString();
  }
}
