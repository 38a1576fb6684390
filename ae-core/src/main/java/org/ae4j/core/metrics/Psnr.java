package org.ae4j.core.metrics;

/** The peak signal-to-noise ratio of images of values in [0, 1], in decibels. */
public final class Psnr {
  private Psnr() {}

  /**
   * Returns 10 log10(1 / error), infinite for equal images.
   *
   * @param error the mean squared error of an image
   */
  public static double of(double error) {
    return -10 * Math.log10(error);
  }
}
