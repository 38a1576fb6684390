package org.ae4j.core.corruption;

import org.ae4j.api.Arguments;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Expression;
import org.ae4j.api.Names;

/**
 * A strength that goes in a straight line from its value in epoch 1 to its value in epoch {@code
 * epochs}, and stays there.
 *
 * @param epochs until the strength no longer changes, at least 1
 * @param from the strength in the first epoch, 0 to 1
 * @param to the strength from the last of them on, 0 to 1
 */
record Ramp(int epochs, double from, double to) {
  static final String USAGE = "ramp(epochs,from=0,to=1)";

  /** Full strength in every epoch. */
  static final Ramp NONE = new Ramp(1, 1, 1);

  private static final String NAME = "ramp";
  private static final int MOST_EPOCHS = 1_000_000;

  Ramp {
    requireStrength("from", from);
    requireStrength("to", to);
    if (epochs < 1) {
      throw new ConfigurationException("ramp: epochs must be at least 1, got " + epochs);
    }
  }

  private static void requireStrength(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new ConfigurationException("ramp: " + name + " must be from 0 to 1, got " + value);
    }
  }

  static Ramp parse(String text) {
    Expression expression = Expression.parse(text);
    if (!expression.name().equals(NAME)) {
      throw Names.unknown("schedule of a corruption", expression.name(), java.util.List.of(NAME));
    }
    Arguments arguments = new Arguments(expression);
    Ramp ramp =
        new Ramp(
            arguments.nextInt("epochs", 1, MOST_EPOCHS),
            arguments.number("from", 0, 1, 0),
            arguments.number("to", 0, 1, 1));
    arguments.finish();
    return ramp;
  }

  double strength(int epoch) {
    return epoch >= epochs ? to : from + (to - from) * (epoch - 1) / (epochs - 1);
  }
}
