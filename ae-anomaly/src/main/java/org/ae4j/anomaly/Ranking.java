package org.ae4j.anomaly;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ae4j.api.DataException;
import org.ae4j.api.ShapeException;

/**
 * How well scores rank anomalies before other rows, where it is known which are which.
 *
 * @param auc area under the ROC curve, rows of the same score counting half (Fawcett, 2006)
 * @param averagePrecision sum over the points of precision times the gain in recall
 * @param points one a distinct score, from the highest, after one at which nothing is flagged
 */
public record Ranking(double auc, double averagePrecision, List<Point> points) {

  public Ranking {
    points = List.copyOf(points);
  }

  /**
   * What comes of flagging rows from a score on.
   *
   * @param score the least that is flagged
   * @param falsePositiveRate the part of the other rows that is flagged
   * @param recall the part of the anomalies that is flagged
   * @param precision the part of the flagged rows that are anomalies; 1 where none is flagged
   */
  public record Point(double score, double falsePositiveRate, double recall, double precision) {}

  /**
   * Ranks rows by their scores.
   *
   * @param scores higher the less a row fits
   * @param anomalous what each row is
   * @throws DataException if all rows are anomalies, or none
   */
  public static Ranking of(double[] scores, boolean[] anomalous) {
    if (scores.length != anomalous.length) {
      throw new ShapeException(
          "one label a score is needed, got " + anomalous.length + " for " + scores.length);
    }
    long anomalies = IntStream.range(0, anomalous.length).filter(i -> anomalous[i]).count();
    long others = scores.length - anomalies;
    if (anomalies == 0 || others == 0) {
      throw new DataException(
          "a ranking needs rows of both kinds, got "
              + anomalies
              + " anomalies and "
              + others
              + " others; give rows of other classes too, or no labels");
    }
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted((a, b) -> Double.compare(scores[b], scores[a]))
            .mapToInt(Integer::intValue)
            .toArray();
    List<Point> points = new ArrayList<>();
    points.add(new Point(Double.POSITIVE_INFINITY, 0, 0, 1));
    double auc = 0;
    double averagePrecision = 0;
    int found = 0;
    for (int i = 0; i < order.length; i++) {
      found += anomalous[order[i]] ? 1 : 0;
      boolean last = i + 1 == order.length || scores[order[i + 1]] != scores[order[i]];
      if (last) {
        Point before = points.get(points.size() - 1);
        Point point =
            new Point(
                scores[order[i]],
                (double) (i + 1 - found) / others,
                (double) found / anomalies,
                found / (i + 1.0));
        auc +=
            (point.falsePositiveRate - before.falsePositiveRate)
                * (point.recall + before.recall)
                / 2;
        averagePrecision += (point.recall - before.recall) * point.precision;
        points.add(point);
      }
    }
    return new Ranking(auc, averagePrecision, points);
  }
}
