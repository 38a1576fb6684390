package org.ae4j.manifold;

/**
 * What a point on the grid does to itself, which is to be taken off: no force between two points is
 * as wrong as this one, and on a thin map it is not small beside what others do.
 *
 * <p>A table over the places within a cell of the grid, read by bilinear interpolation. Immutable.
 */
final class SelfForce {
  private static final int PARTS = 16;
  private static final int SIDE = PARTS + 1;

  /** Nodes that a spline over four can reach from one of its nodes. */
  static final int REACH = 3;

  /** Potential, slope along x and slope along y, for each place. */
  private final float[] table = new float[3 * SIDE * SIDE];

  /**
   * Makes the table.
   *
   * @param response potentials at nodes around one that is charged, that one in the middle
   * @param scale one over the distance of nodes
   */
  SelfForce(float[][] response, float scale) {
    float[] wx = new float[4];
    float[] wy = new float[4];
    float[] dx = new float[4];
    float[] dy = new float[4];
    for (int place = 0; place < SIDE * SIDE; place++) {
      int row = place / SIDE;
      int column = place % SIDE;
      float tx = (float) row / PARTS;
      float ty = (float) column / PARTS;
      Spline.values(tx, wx);
      Spline.values(ty, wy);
      Spline.slopes(tx, scale, dx);
      Spline.slopes(ty, scale, dy);
      double potential = 0;
      double slopeX = 0;
      double slopeY = 0;
      for (int k = 0; k < 4; k++) {
        for (int l = 0; l < 4; l++) {
          double sum = 0;
          for (int m = 0; m < 4; m++) {
            for (int n = 0; n < 4; n++) {
              sum += wx[m] * wy[n] * response[REACH + k - m][REACH + l - n];
            }
          }
          potential += wx[k] * wy[l] * sum;
          slopeX += dx[k] * wy[l] * sum;
          slopeY += wx[k] * dy[l] * sum;
        }
      }
      table[3 * place] = (float) potential;
      table[3 * place + 1] = (float) slopeX;
      table[3 * place + 2] = (float) slopeY;
    }
  }

  /** Returns potential (0), slope along x (1) or y (2) at a place within a cell. */
  float at(int which, float tx, float ty) {
    float x = tx * PARTS;
    float y = ty * PARTS;
    int i = Math.min(PARTS - 1, (int) x);
    int j = Math.min(PARTS - 1, (int) y);
    float u = x - i;
    float v = y - j;
    int at = 3 * (i * SIDE + j) + which;
    float low = table[at] + v * (table[at + 3] - table[at]);
    int next = at + 3 * SIDE;
    float high = table[next] + v * (table[next + 3] - table[next]);
    return low + u * (high - low);
  }
}
