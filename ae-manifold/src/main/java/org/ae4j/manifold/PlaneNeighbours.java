package org.ae4j.manifold;

import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;

/**
 * Finds the nearest points of a map, through a strip of points to the left and the right that
 * becomes no wider than needed. Immutable and thread-safe.
 */
final class PlaneNeighbours {
  /** Points by their x, and of equal ones by their index. */
  private final int[] order;

  private final int[] places;
  private final float[] x;
  private final float[] y;

  private PlaneNeighbours(int[] order, float[] x, float[] y) {
    this.order = order;
    this.x = x;
    this.y = y;
    places = new int[order.length];
    for (int o = 0; o < order.length; o++) {
      places[order[o]] = o;
    }
  }

  static PlaneNeighbours of(FMatrixRMaj points) {
    int[] order =
        java.util.stream.IntStream.range(0, points.numRows)
            .boxed()
            .sorted(java.util.Comparator.comparingDouble(i -> points.data[2 * i]))
            .mapToInt(Integer::intValue)
            .toArray();
    float[] x = new float[order.length];
    float[] y = new float[order.length];
    for (int o = 0; o < order.length; o++) {
      x[o] = points.data[2 * order[o]];
      y[o] = points.data[2 * order[o] + 1];
    }
    return new PlaneNeighbours(order, x, y);
  }

  /** Returns the nearest other points, the nearest first, of equally near ones the lesser index. */
  int[] nearest(int point, int count) {
    int place = places[point];
    double[] squares = new double[count];
    int[] found = new int[count];
    Arrays.fill(squares, Double.POSITIVE_INFINITY);
    Arrays.fill(found, Integer.MAX_VALUE);
    int left = place - 1;
    int right = place + 1;
    while (left >= 0 || right < order.length) {
      double toLeft = left >= 0 ? (double) x[place] - x[left] : Double.POSITIVE_INFINITY;
      double toRight =
          right < order.length ? (double) x[right] - x[place] : Double.POSITIVE_INFINITY;
      double across = Math.min(toLeft, toRight);
      if (across * across > squares[count - 1]) {
        break;
      }
      int other = toLeft <= toRight ? left-- : right++;
      double up = (double) y[other] - y[place];
      insert(across * across + up * up, order[other], squares, found);
    }
    return found;
  }

  private static void insert(double square, int index, double[] squares, int[] found) {
    int at = squares.length;
    while (at > 0
        && (square < squares[at - 1] || (square == squares[at - 1] && index < found[at - 1]))) {
      at--;
    }
    if (at < squares.length) {
      System.arraycopy(squares, at, squares, at + 1, squares.length - at - 1);
      System.arraycopy(found, at, found, at + 1, found.length - at - 1);
      squares[at] = square;
      found[at] = index;
    }
  }
}
