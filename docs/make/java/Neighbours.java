package org.ae4j.lesson;

import org.ejml.data.FMatrixRMaj;

/** Asks the nearest labelled rows for the class of others: how well numbers tell classes apart. */
final class Neighbours {
  private static final int COUNT = 10;
  static final int KNOWN = 6_000;
  static final int ASKED = 1_000;

  private Neighbours() {}

  /**
   * Returns the part of the first 1 000 rows that get their own class from the majority of their
   * ten nearest among the first 6 000 known rows; of classes that are equally frequent the least
   * counts.
   */
  static double accuracy(FMatrixRMaj known, int[] classes, FMatrixRMaj rows, int[] truth) {
    int right = 0;
    for (int row = 0; row < ASKED; row++) {
      if (vote(known, classes, rows, row) == truth[row]) {
        right++;
      }
    }
    return (double) right / ASKED;
  }

  private static int vote(FMatrixRMaj known, int[] classes, FMatrixRMaj rows, int row) {
    float[] nearest = new float[COUNT];
    int[] label = new int[COUNT];
    java.util.Arrays.fill(nearest, Float.MAX_VALUE);
    for (int other = 0; other < KNOWN; other++) {
      float distance = distance(known, other, rows, row);
      int place = COUNT;
      while (place > 0 && distance < nearest[place - 1]) {
        place--;
      }
      if (place < COUNT) {
        System.arraycopy(nearest, place, nearest, place + 1, COUNT - 1 - place);
        System.arraycopy(label, place, label, place + 1, COUNT - 1 - place);
        nearest[place] = distance;
        label[place] = classes[other];
      }
    }
    int[] votes = new int[256];
    int best = 0;
    for (int one : label) {
      votes[one]++;
    }
    for (int c = 1; c < votes.length; c++) {
      best = votes[c] > votes[best] ? c : best;
    }
    return best;
  }

  private static float distance(FMatrixRMaj left, int i, FMatrixRMaj right, int j) {
    int size = left.numCols;
    float sum = 0;
    for (int k = 0; k < size; k++) {
      float d = left.data[i * size + k] - right.data[j * size + k];
      sum += d * d;
    }
    return sum;
  }
}
