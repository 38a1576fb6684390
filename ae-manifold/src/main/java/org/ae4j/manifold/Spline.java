package org.ae4j.manifold;

/** The cubic B-spline over four nodes: its values and slopes at a part of the way between two. */
final class Spline {
  private Spline() {}

  static void values(float t, float[] w) {
    float u = 1 - t;
    w[0] = u * u * u / 6;
    w[1] = (3 * t * t * t - 6 * t * t + 4) / 6;
    w[2] = (3 * u * u * u - 6 * u * u + 4) / 6;
    w[3] = t * t * t / 6;
  }

  /** Writes the slopes, for nodes at a distance of {@code 1 / scale}. */
  static void slopes(float t, float scale, float[] d) {
    float u = 1 - t;
    d[0] = -u * u / 2 * scale;
    d[1] = (3 * t * t - 4 * t) / 2 * scale;
    d[2] = (4 * u - 3 * u * u) / 2 * scale;
    d[3] = t * t / 2 * scale;
  }
}
