package org.ae4j.denoising;

import org.ae4j.api.Arguments;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Corruption;
import org.ae4j.api.CorruptionContext;
import org.ae4j.api.Expression;
import org.ae4j.api.RandomStream;
import org.ae4j.api.ScalableCorruption;
import org.ae4j.api.Shape;
import org.ejml.data.FMatrixRMaj;

/**
 * Sets whole channels, or whole time steps of a sequence, to 0, each with the same probability.
 *
 * @param id what is dropped
 * @param rate the probability
 * @param lines the number of channels or time steps
 * @param stride from one line's first value to the next line's
 * @param step from a value of a line to the next one
 * @param length the number of values in a line
 */
record LineDropout(String id, double rate, int lines, int stride, int step, int length)
    implements ScalableCorruption {
  static final String CHANNEL_ID = "channel_dropout";
  static final String CHANNEL_USAGE = "channel_dropout(rate=0.1)";
  static final String STEP_ID = "step_dropout";
  static final String STEP_USAGE = "step_dropout(rate=0.1)";

  LineDropout {
    Chance.require(id + ": rate", rate);
  }

  static Corruption channels(Arguments arguments, CorruptionContext context) {
    Shape shape = context.shape();
    if (shape.rank() == 1 || shape.dimension(0) == 1) {
      throw new ConfigurationException(
          CHANNEL_ID + " is for rows of several channels, got rows of " + shape);
    }
    int channels = shape.dimension(0);
    int length = shape.size() / channels;
    return new LineDropout(CHANNEL_ID, rate(arguments), channels, length, 1, length);
  }

  static Corruption steps(Arguments arguments, CorruptionContext context) {
    Shape shape = context.shape();
    if (shape.rank() != 2) {
      throw new ConfigurationException(
          STEP_ID + " is for sequences of channels x length, got rows of " + shape);
    }
    int steps = shape.dimension(1);
    return new LineDropout(STEP_ID, rate(arguments), steps, 1, steps, shape.dimension(0));
  }

  private static double rate(Arguments arguments) {
    return arguments.nextNumber("rate", 0, 1, 0.1);
  }

  @Override
  public Corruption scaled(double strength) {
    return new LineDropout(id, rate * strength, lines, stride, step, length);
  }

  @Override
  public void corrupt(FMatrixRMaj rows, FMatrixRMaj clean, int fromRow, int toRow, long key) {
    long threshold = Chance.threshold(rate);
    for (int row = fromRow; row < toRow; row++) {
      for (int line = 0; line < lines; line++) {
        if (RandomStream.bitsOf(key, row * (long) lines + line) >>> 32 < threshold) {
          int first = row * rows.numCols + line * stride;
          for (int i = 0; i < length; i++) {
            rows.data[first + i * step] = 0;
          }
        }
      }
    }
  }

  @Override
  public String toString() {
    return Expression.builder(id).argument(rate).toString();
  }
}
