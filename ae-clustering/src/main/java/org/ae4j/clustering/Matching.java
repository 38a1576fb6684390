package org.ae4j.clustering;

import java.util.Arrays;

/**
 * Matches rows of a table with columns, one to one, so that the sum of the matched entries is
 * greatest: shortest augmenting paths with potentials (Jonker and Volgenant, 1987).
 */
final class Matching {
  private Matching() {}

  /** Returns the column of each row, or -1 where there are more rows than columns. */
  static int[] greatest(int[][] table) {
    int rows = table.length;
    int columns = table[0].length;
    int size = Math.max(rows, columns);
    // Costs are negative entries, with rows and columns of zeros up to a square; index 0 is free.
    double[][] cost = new double[size + 1][size + 1];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        cost[i + 1][j + 1] = -table[i][j];
      }
    }
    int[] rowOf = solve(cost, size);
    int[] match = new int[rows];
    Arrays.fill(match, -1);
    for (int j = 1; j <= columns; j++) {
      if (rowOf[j] <= rows) {
        match[rowOf[j] - 1] = j - 1;
      }
    }
    return match;
  }

  private static int[] solve(double[][] cost, int size) {
    double[] ofRow = new double[size + 1];
    double[] ofColumn = new double[size + 1];
    int[] rowOf = new int[size + 1];
    int[] cameFrom = new int[size + 1];
    for (int row = 1; row <= size; row++) {
      rowOf[0] = row;
      int column = 0;
      double[] slack = new double[size + 1];
      Arrays.fill(slack, Double.POSITIVE_INFINITY);
      boolean[] used = new boolean[size + 1];
      do {
        used[column] = true;
        int from = rowOf[column];
        int next = 0;
        double delta = Double.POSITIVE_INFINITY;
        for (int j = 1; j <= size; j++) {
          if (!used[j]) {
            double reduced = cost[from][j] - ofRow[from] - ofColumn[j];
            if (reduced < slack[j]) {
              slack[j] = reduced;
              cameFrom[j] = column;
            }
            if (slack[j] < delta) {
              delta = slack[j];
              next = j;
            }
          }
        }
        for (int j = 0; j <= size; j++) {
          if (used[j]) {
            ofRow[rowOf[j]] += delta;
            ofColumn[j] -= delta;
          } else {
            slack[j] -= delta;
          }
        }
        column = next;
      } while (rowOf[column] != 0);
      while (column != 0) {
        rowOf[column] = rowOf[cameFrom[column]];
        column = cameFrom[column];
      }
    }
    return rowOf;
  }
}
