package org.ae4j.pictures;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.ae4j.api.EpochReport;
import org.ae4j.api.ShapeException;
import org.ejml.data.FMatrixRMaj;

/** Draws what training and codes amount to as SVG, which needs no fonts where it is drawn. */
public final class Charts {
  private Charts() {}

  /**
   * A line of a chart.
   *
   * @param name for the legend
   * @param x where the values stand, rising
   * @param y as many values; what is not finite is left out
   */
  public record Line(String name, double[] x, double[] y) {}

  /**
   * Draws the loss by epoch, on the rows trained on and, where there are some, on held-out rows.
   */
  public static Picture loss(List<EpochReport> history) {
    List<LineChart.Series> series = new ArrayList<>();
    series.add(
        LineChart.Series.byEpoch(
            "training", "s0", history.stream().map(EpochReport::trainLoss).toList()));
    if (history.stream().anyMatch(report -> report.validationLoss().isPresent())) {
      series.add(
          LineChart.Series.byEpoch(
              "validation",
              "s1",
              history.stream().map(report -> report.validationLoss().orElse(Double.NaN)).toList()));
    }
    return LineChart.picture("Loss by epoch", "epoch", "loss", series);
  }

  /**
   * Draws lines; the axis of values is logarithmic where they fall far.
   *
   * @param across what stands at the axis of places
   * @param unit what stands at the axis of values
   */
  public static Picture lines(String title, String across, String unit, Line... lines) {
    List<LineChart.Series> series = new ArrayList<>();
    for (Line line : lines) {
      series.add(
          new LineChart.Series(
              line.name(),
              "s" + series.size() % ChartStyle.LINES,
              DoubleStream.of(line.x()).boxed().toList(),
              DoubleStream.of(line.y()).boxed().toList()));
    }
    return LineChart.picture(title, across, unit, series);
  }

  /**
   * Draws points in the plane, both axes to one scale, coloured by class.
   *
   * @param points one a row, of two values
   * @param classes one index a row
   * @param names of the classes
   * @throws ShapeException if a point has not two values, or classes are not as many as points
   */
  public static Picture scatter(
      String title, FMatrixRMaj points, int[] classes, List<String> names) {
    if (points.numCols != 2 || classes.length != points.numRows) {
      throw new ShapeException(
          "scatter: got %d points of %d values and %d classes, expected points of 2 values and a class for each; bring codes to 2 values first, by PrincipalComponents or Tsne"
              .formatted(points.numRows, points.numCols, classes.length));
    }
    Colouring colouring = Colouring.ofClasses("class", classes, names);
    return new Picture(title, Picture.SVG, MapPictures.svg(title, points, List.of(colouring)));
  }
}
