package org.ae4j.manifold;

import java.util.Arrays;
import org.ae4j.core.training.Workers;

/**
 * Computes a map's repulsion with a tree of square cells, the far ones of which count as one point
 * (Barnes and Hut, 1986; van der Maaten, 2014).
 *
 * <p>Cells stand in the order of a walk through the tree, each with the place where the walk goes
 * on without its parts. A leaf's points stand beside each other.
 */
final class TreeRepulsion implements Repulsion {
  /** A cell is far if its side is less than this part of its distance. */
  private static final float ANGLE = 0.5f;

  private static final int LEAF = 8;
  private static final int DEEPEST = 40;

  private final Workers workers;
  private int[] order = new int[0];
  private int[] scratch = new int[0];
  private float[] sorted = new float[0];
  private double[] sums = new double[0];
  private Cells cells = new Cells(64);

  TreeRepulsion(Workers workers) {
    this.workers = workers;
  }

  /** Arrays with an element a cell. */
  private static final class Cells {
    int size;
    float[] x;
    float[] y;
    float[] mass;
    float[] reach;
    int[] next;
    int[] begin;
    int[] end;

    Cells(int capacity) {
      x = new float[capacity];
      y = new float[capacity];
      mass = new float[capacity];
      reach = new float[capacity];
      next = new int[capacity];
      begin = new int[capacity];
      end = new int[capacity];
    }

    int add() {
      if (size == x.length) {
        int capacity = 2 * size;
        x = Arrays.copyOf(x, capacity);
        y = Arrays.copyOf(y, capacity);
        mass = Arrays.copyOf(mass, capacity);
        reach = Arrays.copyOf(reach, capacity);
        next = Arrays.copyOf(next, capacity);
        begin = Arrays.copyOf(begin, capacity);
        end = Arrays.copyOf(end, capacity);
      }
      return size++;
    }
  }

  @Override
  public double apply(float[] points, float[] forces) {
    int count = points.length / 2;
    build(points, count);
    workers.run(
        (part, parts) -> {
          int end = Workers.begin(count, 1, part + 1, parts);
          for (int o = Workers.begin(count, 1, part, parts); o < end; o++) {
            walk(points, order[o], forces);
          }
        });
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += sums[i];
    }
    return Math.max(sum - count, Double.MIN_NORMAL);
  }

  private void build(float[] points, int count) {
    if (order.length != count) {
      order = new int[count];
      scratch = new int[count];
      sums = new double[count];
      sorted = new float[2 * count];
      Arrays.setAll(order, i -> i);
    }
    float left = Float.POSITIVE_INFINITY;
    float right = Float.NEGATIVE_INFINITY;
    float bottom = Float.POSITIVE_INFINITY;
    float top = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      left = Math.min(left, points[2 * i]);
      right = Math.max(right, points[2 * i]);
      bottom = Math.min(bottom, points[2 * i + 1]);
      top = Math.max(top, points[2 * i + 1]);
    }
    float side = Math.max(right - left, top - bottom);
    cells.size = 0;
    divide(points, 0, count, (left + right) / 2, (bottom + top) / 2, side, 0);
    for (int o = 0; o < count; o++) {
      sorted[2 * o] = points[2 * order[o]];
      sorted[2 * o + 1] = points[2 * order[o] + 1];
    }
  }

  /** Makes the cell of some points, and those within it. */
  private void divide(
      float[] points, int begin, int end, float middleX, float middleY, float side, int depth) {
    int cell = cells.add();
    double x = 0;
    double y = 0;
    for (int o = begin; o < end; o++) {
      x += points[2 * order[o]];
      y += points[2 * order[o] + 1];
    }
    cells.x[cell] = (float) (x / (end - begin));
    cells.y[cell] = (float) (y / (end - begin));
    cells.mass[cell] = end - begin;
    cells.reach[cell] = side * side / (ANGLE * ANGLE);
    cells.begin[cell] = begin;
    boolean leaf = end - begin <= LEAF || depth == DEEPEST;
    cells.end[cell] = leaf ? end : begin;
    if (!leaf) {
      int[] cuts = part(points, begin, end, middleX, middleY);
      for (int quarter = 0; quarter < 4; quarter++) {
        if (cuts[quarter + 1] > cuts[quarter]) {
          float x0 = middleX + (quarter % 2 == 0 ? -side : side) / 4;
          float y0 = middleY + (quarter < 2 ? -side : side) / 4;
          divide(points, cuts[quarter], cuts[quarter + 1], x0, y0, side / 2, depth + 1);
        }
      }
    }
    cells.next[cell] = cells.size;
  }

  /** Orders points by the quarter that they are in, and otherwise as they were. */
  private int[] part(float[] points, int begin, int end, float middleX, float middleY) {
    int[] cuts = new int[5];
    for (int o = begin; o < end; o++) {
      cuts[quarter(points, order[o], middleX, middleY) + 1]++;
    }
    cuts[0] = begin;
    for (int quarter = 0; quarter < 4; quarter++) {
      cuts[quarter + 1] += cuts[quarter];
    }
    int[] next = Arrays.copyOf(cuts, 4);
    for (int o = begin; o < end; o++) {
      scratch[next[quarter(points, order[o], middleX, middleY)]++] = order[o];
    }
    System.arraycopy(scratch, begin, order, begin, end - begin);
    return cuts;
  }

  private static int quarter(float[] points, int i, float middleX, float middleY) {
    return (points[2 * i] >= middleX ? 1 : 0) + (points[2 * i + 1] >= middleY ? 2 : 0);
  }

  private void walk(float[] points, int point, float[] forces) {
    float x = points[2 * point];
    float y = points[2 * point + 1];
    double forceX = 0;
    double forceY = 0;
    double sum = 0;
    int cell = 0;
    int size = cells.size;
    while (cell < size) {
      float dx = x - cells.x[cell];
      float dy = y - cells.y[cell];
      float square = dx * dx + dy * dy;
      if (cells.reach[cell] < square) {
        float q = 1 / (1 + square);
        float push = cells.mass[cell] * q;
        sum += push;
        forceX += push * q * dx;
        forceY += push * q * dy;
        cell = cells.next[cell];
        continue;
      }
      for (int o = cells.begin[cell]; o < cells.end[cell]; o++) {
        float ex = x - sorted[2 * o];
        float ey = y - sorted[2 * o + 1];
        float q = 1 / (1 + ex * ex + ey * ey);
        sum += q;
        forceX += q * q * ex;
        forceY += q * q * ey;
      }
      cell++;
    }
    forces[2 * point] = (float) forceX;
    forces[2 * point + 1] = (float) forceY;
    sums[point] = sum;
  }
}
