package org.ae4j.pictures;

import org.ejml.data.FMatrixRMaj;

/** Lays a map into a square from 0 to 1 with one scale for both axes and y upwards. */
public record MapFrame(double middleX, double middleY, double side) {
  public static MapFrame of(FMatrixRMaj points) {
    double left = Double.MAX_VALUE;
    double right = -Double.MAX_VALUE;
    double bottom = Double.MAX_VALUE;
    double top = -Double.MAX_VALUE;
    for (int i = 0; i < points.numRows; i++) {
      left = Math.min(left, points.data[2 * i]);
      right = Math.max(right, points.data[2 * i]);
      bottom = Math.min(bottom, points.data[2 * i + 1]);
      top = Math.max(top, points.data[2 * i + 1]);
    }
    double side = Math.max(Math.max(right - left, top - bottom), Float.MIN_NORMAL);
    return new MapFrame((left + right) / 2, (bottom + top) / 2, side);
  }

  /** Returns how far right a point is. */
  public double x(FMatrixRMaj points, int i) {
    return 0.5 + (points.data[2 * i] - middleX) / side;
  }

  /** Returns how far down a point is. */
  public double y(FMatrixRMaj points, int i) {
    return 0.5 - (points.data[2 * i + 1] - middleY) / side;
  }
}
