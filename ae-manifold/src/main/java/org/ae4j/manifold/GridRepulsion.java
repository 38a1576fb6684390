package org.ae4j.manifold;

import java.util.Arrays;
import java.util.Objects;
import org.ae4j.core.training.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Computes a map's repulsion through a potential on a grid, in time that grows with the number of
 * points and with the area of the map.
 *
 * <p>As in FIt-SNE (Linderman et al., 2019) points are spread onto a grid, which is convolved by
 * fast Fourier transform. Other than there the only kernel is the potential {@code 1 / (1 + r^2)},
 * interpolated by cubic B-splines, whose gradient is the force: one transform forth and one back.
 */
final class GridRepulsion implements Repulsion {
  /** The greatest distance between nodes: what makes errors small beside those of one step. */
  private static final double STEP = 0.35;

  /** The least number of nodes along the map, which is tiny at first. */
  private static final int LEAST_NODES = 60;

  private static final int MOST_NODES = 1536;

  /** Nodes around the map that splines reach. */
  private static final int MARGIN = 4;

  private final Workers workers;
  private @Nullable Convolution convolution;
  private @Nullable SelfForce self;
  private float[][] grid = new float[0][];
  private double step;
  private double offset;
  private double left;
  private double bottom;
  private double right;
  private double top;
  private int charges;
  private int[] order = new int[0];
  private int[] starts = new int[0];

  GridRepulsion(Workers workers) {
    this.workers = workers;
  }

  @Override
  public double apply(float[] points, float[] forces) {
    int count = points.length / 2;
    SelfForce known = setCharges(points);
    double[] potentials = new double[count];
    workers.run(
        (part, parts) -> {
          int from = Workers.begin(count, 1, part, parts);
          int to = Workers.begin(count, 1, part + 1, parts);
          gather(points, from, to, forces, potentials);
          isolate(points, known, from, to, forces, potentials);
        });
    double sum = 0;
    for (double potential : potentials) {
      sum += potential;
    }
    return Math.max(sum + (count - 1) * constant(), Double.MIN_NORMAL);
  }

  /** Returns what a potential lacks, the same everywhere. */
  double constant() {
    return charges * offset;
  }

  /** Moves a place to where potentials are known. */
  void clamp(float[] place) {
    place[0] = (float) Math.max(left, Math.min(right, place[0]));
    place[1] = (float) Math.max(bottom, Math.min(top, place[1]));
  }

  /** Makes the potential of points. */
  SelfForce setCharges(float[] points) {
    fit(points);
    Convolution chosen = Objects.requireNonNull(convolution);
    sort(points);
    int nodes = chosen.nodes();
    workers.run(
        (part, parts) -> spread(points, cut(nodes, part, parts), cut(nodes, part + 1, parts)));
    chosen.apply(grid);
    return Objects.requireNonNull(self);
  }

  /** Chooses the grid; while it stays the same, so does the transform of the kernel. */
  private void fit(float[] points) {
    float[] bounds = {points[0], points[0], points[1], points[1]};
    for (int i = 0; i < points.length; i += 2) {
      bounds[0] = Math.min(bounds[0], points[i]);
      bounds[1] = Math.max(bounds[1], points[i]);
      bounds[2] = Math.min(bounds[2], points[i + 1]);
      bounds[3] = Math.max(bounds[3], points[i + 1]);
    }
    left = bounds[0];
    bottom = bounds[2];
    right = bounds[1];
    top = bounds[3];
    charges = points.length / 2;
    double span = Math.max(Math.max(bounds[1] - left, bounds[3] - bottom), 1e-10);
    // Steps are rounded, so that a map that grows slowly needs a new kernel now and then only.
    double finest = span / LEAST_NODES;
    double chosenStep = finest >= STEP ? STEP : STEP * power(Math.floor(log(finest / STEP)));
    int needed = (int) Math.ceil(span / chosenStep) + MARGIN;
    int length = Fft.lengthFrom(2 * needed);
    if (length > 2 * MOST_NODES) {
      length = 2 * MOST_NODES;
      chosenStep = span / (MOST_NODES - MARGIN);
    }
    double reach = 2 * chosenStep * chosenStep * length * length / 4;
    Convolution current = convolution;
    boolean fits = current != null && 2 * current.nodes() == length;
    if (current == null || !fits) {
      current = new Convolution(length, workers);
      grid = new float[length / 2][length / 2];
      convolution = current;
    }
    if (!fits || chosenStep != step) {
      step = chosenStep;
      offset = 1 / (1 + reach);
      current.setKernel(step, offset);
      self = new SelfForce(respond(current), (float) (1 / step));
    }
  }

  /** Returns the potentials around a single charge on a node. */
  private float[][] respond(Convolution current) {
    for (float[] row : grid) {
      Arrays.fill(row, 0);
    }
    int middle = grid.length / 2;
    grid[middle][middle] = 1;
    current.apply(grid);
    int side = 2 * SelfForce.REACH + 1;
    float[][] response = new float[side][];
    for (int x = 0; x < side; x++) {
      int from = middle - SelfForce.REACH;
      response[x] = Arrays.copyOfRange(grid[from + x], from, from + side);
    }
    return response;
  }

  private static double power(double quarters) {
    return StrictMath.pow(2, quarters / 4);
  }

  private static double log(double ratio) {
    return 4 * StrictMath.log(ratio) / StrictMath.log(2);
  }

  /** Orders points by their row of the grid. */
  private void sort(float[] points) {
    int count = points.length / 2;
    if (order.length != count) {
      order = new int[count];
    }
    starts = new int[grid.length + 1];
    for (int i = 0; i < count; i++) {
      starts[cell(points[2 * i] - left) + 1]++;
    }
    for (int x = 0; x < grid.length; x++) {
      starts[x + 1] += starts[x];
    }
    int[] next = Arrays.copyOf(starts, grid.length);
    for (int i = 0; i < count; i++) {
      order[next[cell(points[2 * i] - left)]++] = i;
    }
  }

  private int cell(double distance) {
    return (int) (distance / step);
  }

  /** Returns where the rows of a part begin, so that each has as many points. */
  private int cut(int nodes, int part, int parts) {
    if (part == parts) {
      return nodes;
    }
    int points = Workers.begin(order.length, 1, part, parts);
    int row = 0;
    while (row < nodes && starts[row] < points) {
      row++;
    }
    return part == 0 ? 0 : row;
  }

  /** Adds up some rows of the grid, each in the order of all points, whoever adds. */
  private void spread(float[] points, int fromRow, int toRow) {
    for (int x = fromRow; x < toRow; x++) {
      Arrays.fill(grid[x], 0);
    }
    float[] wx = new float[4];
    float[] wy = new float[4];
    int end = starts[Math.min(grid.length, toRow)];
    for (int o = starts[Math.max(0, fromRow - 3)]; o < end; o++) {
      int i = order[o];
      double right = points[2 * i] - left;
      double up = points[2 * i + 1] - bottom;
      int x = cell(right);
      int y = cell(up);
      Spline.values(part(right), wx);
      Spline.values(part(up), wy);
      int first = Math.max(fromRow, x);
      int last = Math.min(toRow, x + 4);
      for (int row = first; row < last; row++) {
        float w = wx[row - x];
        float[] values = grid[row];
        values[y] += w * wy[0];
        values[y + 1] += w * wy[1];
        values[y + 2] += w * wy[2];
        values[y + 3] += w * wy[3];
      }
    }
  }

  private float part(double distance) {
    return (float) (distance / step - cell(distance));
  }

  /** Reads forces and potentials at points inside the grid. */
  void gather(float[] points, int from, int to, float[] forces, double[] potentials) {
    float scale = (float) (1 / step);
    float[] wx = new float[4];
    float[] wy = new float[4];
    float[] dx = new float[4];
    float[] dy = new float[4];
    for (int i = from; i < to; i++) {
      double right = points[2 * i] - left;
      double up = points[2 * i + 1] - bottom;
      int x = cell(right);
      int y = cell(up);
      Spline.values(part(right), wx);
      Spline.values(part(up), wy);
      Spline.slopes(part(right), scale, dx);
      Spline.slopes(part(up), scale, dy);
      float potential = 0;
      float slopeX = 0;
      float slopeY = 0;
      for (int k = 0; k < 4; k++) {
        float[] values = grid[x + k];
        float a = values[y];
        float b = values[y + 1];
        float c = values[y + 2];
        float d = values[y + 3];
        float along = a * wy[0] + b * wy[1] + c * wy[2] + d * wy[3];
        potential += wx[k] * along;
        slopeX += dx[k] * along;
        slopeY += wx[k] * (a * dy[0] + b * dy[1] + c * dy[2] + d * dy[3]);
      }
      potentials[i] = potential;
      // The potential's gradient is -2 times the force.
      forces[2 * i] = -0.5f * slopeX;
      forces[2 * i + 1] = -0.5f * slopeY;
    }
  }

  /** Takes off what points do to themselves. */
  private void isolate(
      float[] points, SelfForce self, int from, int to, float[] forces, double[] potentials) {
    for (int i = from; i < to; i++) {
      float x = part(points[2 * i] - left);
      float y = part(points[2 * i + 1] - bottom);
      potentials[i] -= self.at(0, x, y);
      forces[2 * i] += 0.5f * self.at(1, x, y);
      forces[2 * i + 1] += 0.5f * self.at(2, x, y);
    }
  }
}
