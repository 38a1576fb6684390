package org.ae4j.cli.compare;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/**
 * A column of the table of results, in the terminal and on the page.
 *
 * @param heading in full
 * @param brief for the terminal
 * @param unit of the values, or empty
 * @param better less than 0 where less is better, more than 0 where more is, else 0
 */
record Column(
    String heading,
    String brief,
    String unit,
    int better,
    Function<RunResult, OptionalDouble> value,
    DoubleFunction<String> format) {
  private static final double MEBIBYTE = 1 << 20;

  static final List<Column> ALL =
      List.of(
          new Column("MSE", "mse", "", -1, r -> of(r.reconstruction().mse()), digits(5)),
          new Column("PSNR", "psnr", "dB", 1, r -> r.reconstruction().psnr(), digits(2)),
          new Column("SSIM", "ssim", "", 1, r -> r.reconstruction().ssim(), digits(4)),
          new Column("Denoised PSNR", "denoised", "dB", 1, r -> r.denoised().psnr(), digits(2)),
          new Column("Code size", "code", "values", 0, r -> of(r.model().codeSize()), digits(0)),
          new Column(
              "Compression", "ratio", "", 0, r -> of(r.model().compression()), Column::ratio),
          new Column(
              "Parameters",
              "params",
              "",
              0,
              r -> of((double) r.model().parameters()),
              Column::grouped),
          new Column("Epochs", "epochs", "", 0, r -> of(r.training().history().size()), digits(0)),
          new Column("Epoch", "s/epoch", "s", -1, r -> r.speed().secondsPerEpoch(), digits(3)),
          new Column(
              "Training",
              "rows/s",
              "rows/s",
              1,
              r -> of(r.speed().examplesPerSecond()),
              Column::grouped),
          new Column(
              "Peak memory",
              "MiB",
              "MiB",
              -1,
              r -> of(r.memory().peakBytes() / MEBIBYTE),
              Column::grouped),
          new Column(
              "Encode a row", "us/row", "µs", -1, r -> of(r.speed().encodeMicros()), digits(1)),
          new Column(
              "Encode batches",
              "enc/s",
              "rows/s",
              1,
              r -> of(r.speed().encodeRowsPerSecond()),
              Column::grouped));

  String text(RunResult result) {
    OptionalDouble number = value.apply(result);
    return number.isPresent() ? format.apply(number.getAsDouble()) : "–";
  }

  /** Tells whether no run is better, and some run is worse. */
  boolean isBest(RunResult result, List<RunResult> all) {
    OptionalDouble own = value.apply(result);
    if (better == 0 || own.isEmpty()) {
      return false;
    }
    double[] others =
        all.stream()
            .map(value)
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .toArray();
    boolean worse = false;
    for (double other : others) {
      double lead = (own.getAsDouble() - other) * better;
      if (lead < 0) {
        return false;
      }
      worse |= lead > 0;
    }
    return worse;
  }

  private static OptionalDouble of(double value) {
    return OptionalDouble.of(value);
  }

  private static DoubleFunction<String> digits(int count) {
    return value -> String.format(Locale.ROOT, "%,." + count + "f", value);
  }

  private static String grouped(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  private static String ratio(double value) {
    return String.format(Locale.ROOT, "%.1f : 1", value);
  }
}
