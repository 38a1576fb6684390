package org.ae4j.clustering;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.ae4j.api.Parameter;
import org.ejml.data.FMatrixRMaj;

/**
 * The shares of all rows at the last refreshment, from which the target of each row follows.
 *
 * @param shares a row a row of the data set
 * @param frequencies the sum of each cluster's shares; 0 before the first refreshment
 */
record TargetShares(Parameter shares, Parameter frequencies) {

  static TargetShares of(int rows, int clusters) {
    return new TargetShares(
        new Parameter(
            "survey.shares", rows, clusters, new float[Math.multiplyExact(rows, clusters)]),
        new Parameter("survey.frequencies", 1, clusters, new float[clusters]));
  }

  List<Parameter> parameters() {
    return List.of(shares, frequencies);
  }

  boolean areKnown() {
    return frequencies.values()[0] > 0;
  }

  /** Takes the shares of all codes; returns how many rows have another cluster than before. */
  int refresh(FMatrixRMaj codes, StudentShares students, Compute compute) {
    int k = students.clusters();
    float[] values = shares.values();
    AtomicInteger changed = new AtomicInteger();
    compute.split(
        codes.numRows,
        (from, to) -> {
          double[] closeness = new double[k];
          double[] own = new double[k];
          for (int row = from; row < to; row++) {
            int before = Assignment.best(values, row * k, k);
            students.of(codes.data, row * codes.numCols, closeness, own);
            for (int j = 0; j < k; j++) {
              values[row * k + j] = (float) own[j];
            }
            if (Assignment.best(values, row * k, k) != before) {
              changed.incrementAndGet();
            }
          }
        });
    double[] sums = new double[k];
    for (int i = 0; i < values.length; i++) {
      sums[i % k] += values[i];
    }
    for (int j = 0; j < k; j++) {
      frequencies.values()[j] = (float) Math.max(sums[j], Float.MIN_NORMAL);
    }
    return changed.get();
  }

  /** Returns the cluster of each row. */
  int[] labels() {
    int k = frequencies.size();
    return IntStream.range(0, shares.size() / k)
        .map(row -> Assignment.best(shares.values(), row * k, k))
        .toArray();
  }

  /**
   * Writes what the shares of a row should become.
   *
   * @param row of the data set, or -1 for one that is not among those trained on
   * @param now its shares at present, which count for such a row
   */
  void target(int row, double[] now, double[] target) {
    for (int j = 0; j < now.length; j++) {
      target[j] = row < 0 ? now[j] : shares.values()[row * now.length + j];
    }
    StudentShares.sharpen(target, frequencies.values());
  }
}
