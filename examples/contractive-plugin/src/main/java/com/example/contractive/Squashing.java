package com.example.contractive;

import java.util.Locale;

/** An activation whose derivatives follow from its output. */
enum Squashing {
  SIGMOID {
    @Override
    double slope(double output) {
      return output * (1 - output);
    }

    @Override
    double slopeChange(double output) {
      return 1 - 2 * output;
    }
  },
  TANH {
    @Override
    double slope(double output) {
      return 1 - output * output;
    }

    @Override
    double slopeChange(double output) {
      return -2 * output;
    }
  };

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the derivative by the input. */
  abstract double slope(double output);

  /** Returns the derivative of the slope by the output. */
  abstract double slopeChange(double output);
}
