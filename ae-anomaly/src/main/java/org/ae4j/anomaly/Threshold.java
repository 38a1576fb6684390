package org.ae4j.anomaly;

import java.util.List;
import org.ae4j.api.Arguments;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DataException;
import org.ae4j.api.Expression;
import org.ae4j.api.Names;

/**
 * How high a score must be for its row to be an anomaly: any score above the threshold.
 *
 * <p>Each kind is a record whose {@code toString} is the text form that {@link #parse} reads.
 */
public sealed interface Threshold {
  /**
   * The quantile that leaves a part of the rows to fit to above it.
   *
   * @param part above 0 and at most 0.5
   */
  record Contamination(double part) implements Threshold {
    static final String ID = "contamination";

    public Contamination {
      requirePart(ID, part);
    }

    @Override
    public double of(double[] scores) {
      return new Distribution(scores).quantile(1 - part);
    }

    @Override
    public String toString() {
      return Expression.builder(ID).argument(part).toString();
    }
  }

  /**
   * The quantile that leaves a part of the rows kept apart above it.
   *
   * @param part above 0 and at most 0.5
   */
  record Calibration(double part) implements Threshold {
    static final String ID = "calibration";

    public Calibration {
      requirePart(ID, part);
    }

    @Override
    public double of(double[] scores) {
      requireEnough(this, part, scores);
      return new Distribution(scores).quantile(1 - part);
    }

    @Override
    public boolean needsRowsApart() {
      return true;
    }

    @Override
    public String toString() {
      return Expression.builder(ID).argument(part).toString();
    }
  }

  /**
   * The mean of the scores of the rows to fit to, and so many standard deviations.
   *
   * @param deviations at least 0
   */
  record Sigma(double deviations) implements Threshold {
    static final String ID = "sigma";

    public Sigma {
      requireDeviations(ID, deviations);
    }

    @Override
    public double of(double[] scores) {
      Distribution fitted = new Distribution(scores);
      return fitted.mean() + deviations * fitted.deviation();
    }

    @Override
    public String toString() {
      return Expression.builder(ID).argument(deviations).toString();
    }
  }

  /**
   * The median of the scores of the rows to fit to, and so many median absolute deviations, each
   * times 1.4826, which makes it a standard deviation where scores are normal.
   *
   * @param deviations at least 0
   */
  record Mad(double deviations) implements Threshold {
    static final String ID = "mad";

    public Mad {
      requireDeviations(ID, deviations);
    }

    @Override
    public double of(double[] scores) {
      Distribution fitted = new Distribution(scores);
      return fitted.quantile(0.5) + deviations * fitted.robustDeviation();
    }

    @Override
    public String toString() {
      return Expression.builder(ID).argument(deviations).toString();
    }
  }

  /**
   * Rows whose conformal p-value among rows kept apart is at most {@code level}: of normal rows
   * that are exchangeable with those, no larger part is flagged in expectation (Bates et al.,
   * 2023).
   *
   * @param level above 0 and at most 0.5
   */
  record Conformal(double level) implements Threshold {
    static final String ID = "conformal";

    public Conformal {
      requirePart(ID, level);
    }

    @Override
    public double of(double[] scores) {
      requireEnough(this, level, scores);
      Distribution apart = new Distribution(scores);
      int asHigh = (int) (level * (apart.size() + 1) + Distribution.ROUNDING);
      return apart.sorted()[apart.size() - asHigh];
    }

    @Override
    public boolean needsRowsApart() {
      return true;
    }

    @Override
    public String toString() {
      return Expression.builder(ID).argument(level).toString();
    }
  }

  /**
   * Reads a text form: {@code contamination(0.1)}, {@code calibration(0.05)}, {@code sigma(3)},
   * {@code mad(3)} or {@code conformal(0.05)}.
   *
   * @throws ConfigurationException if it is none of these, or the number out of range
   */
  static Threshold parse(String text) {
    Expression expression = Expression.parse(text);
    Arguments arguments = new Arguments(expression);
    Threshold threshold =
        switch (expression.name()) {
          case Contamination.ID -> new Contamination(number(arguments, "part", 0.1));
          case Calibration.ID -> new Calibration(number(arguments, "part", 0.05));
          case Sigma.ID -> new Sigma(number(arguments, "deviations", 3));
          case Mad.ID -> new Mad(number(arguments, "deviations", 3));
          case Conformal.ID -> new Conformal(number(arguments, "level", 0.05));
          default ->
              throw Names.unknown(
                  "threshold",
                  expression.name(),
                  List.of(Contamination.ID, Calibration.ID, Sigma.ID, Mad.ID, Conformal.ID));
        };
    arguments.finish();
    return threshold;
  }

  /**
   * Returns the score above which a row is an anomaly.
   *
   * @param scores of the rows that were fitted to or, where {@link #needsRowsApart}, of those kept
   *     apart; unchanged
   * @throws DataException if they are too few
   * @throws org.ae4j.api.NumericalException if one is not finite
   */
  double of(double[] scores);

  /** Tells whether rows are needed that were neither trained on nor fitted to. */
  default boolean needsRowsApart() {
    return false;
  }

  private static double number(Arguments arguments, String name, double otherwise) {
    return arguments.nextNumber(name, -Double.MAX_VALUE, Double.MAX_VALUE, otherwise);
  }

  private static void requirePart(String name, double part) {
    if (!(part > 0 && part <= 0.5)) {
      throw new ConfigurationException(name + " must be above 0 and at most 0.5, got " + part);
    }
  }

  private static void requireEnough(Threshold threshold, double part, double[] scores) {
    int least = (int) Math.ceil(1 / part - 1 - Distribution.ROUNDING);
    if (scores.length < least) {
      throw new DataException(
          "threshold "
              + threshold
              + " needs at least "
              + least
              + " rows kept apart, got "
              + scores.length
              + "; keep more rows apart, or take a larger part");
    }
  }

  private static void requireDeviations(String name, double deviations) {
    if (!(deviations >= 0 && deviations <= 1e6)) {
      throw new ConfigurationException(name + " must be from 0 to 1000000, got " + deviations);
    }
  }
}
