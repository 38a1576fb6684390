package org.ae4j.pictures;

import java.util.Locale;

/** Round numbers along an axis. */
public final class Ticks {
  private static final int WANTED = 6;

  private Ticks() {}

  /** Returns a step of 1, 2 or 5 times a power of ten that gives about six ticks. */
  public static double step(double least, double most) {
    double raw = (most - least) / WANTED;
    if (!(raw > 0)) {
      raw = Math.max(1e-9, Math.abs(most) / WANTED);
    }
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double part = raw / power;
    return power * (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10);
  }

  /** Writes a tick with as many digits as its step needs. */
  public static String label(double value, double step) {
    if (Math.abs(value) >= 1e7 || step < 1e-6) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    int digits = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
