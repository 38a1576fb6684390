package org.ae4j.core.data;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DataException;
import org.ae4j.api.Dataset;
import org.ae4j.api.Names;
import org.ae4j.api.ValueRange;

/**
 * Scales raw rows for a network, and back: {@code scaled = raw * scale + shift}.
 *
 * <p>There is either one pair of scale and shift for all features, or one a feature. Immutable and
 * safe for concurrent use.
 */
public final class Preprocessing {

  /** How scale and shift are found. */
  public enum Kind {
    /** Values as they are. */
    NONE,
    /**
     * To the range 0 to 1: from the range that the encoding fixes (0 to 255 for bytes), else from
     * each feature's least and greatest value in the training rows. A constant feature becomes 0.
     */
    UNIT,
    /**
     * Each feature to mean 0 and standard deviation 1 (divisor n) over the training rows. A
     * constant feature becomes 0.
     */
    STANDARD,
    /**
     * Each feature to median 0 and interquartile range 1 over the training rows, of which 50 000
     * from all over the data tell where there are more. Extreme values then move it little.
     */
    ROBUST;

    /** Reads the text form: {@code none}, {@code unit}, {@code standard} or {@code robust}. */
    public static Kind parse(String text) {
      return Arrays.stream(values())
          .filter(kind -> kind.toString().equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  Names.unknown(
                      "preprocessing", text, List.of("none", "unit", "standard", "robust")));
    }

    /** Returns the text form that {@link #parse} reads. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Kind kind;
  private final int features;
  private final float[] scale;
  private final float[] shift;
  private final Optional<TableSchema> table;

  /**
   * Makes the preprocessing that was stored with a model.
   *
   * @param features how many values a row has
   * @param scale one value for all features, or one a feature; finite and not 0; copied
   * @param shift as many values as {@code scale}; finite; copied
   * @throws ConfigurationException if the lengths or values are not so
   */
  public Preprocessing(Kind kind, int features, float[] scale, float[] shift) {
    this(kind, features, scale, shift, Optional.empty());
  }

  private Preprocessing(
      Kind kind, int features, float[] scale, float[] shift, Optional<TableSchema> table) {
    if (features < 1) {
      throw new ConfigurationException("features: got " + features + ", expected at least 1");
    }
    if (scale.length != shift.length || (scale.length != 1 && scale.length != features)) {
      throw new ConfigurationException(
          "preprocessing: got "
              + scale.length
              + " scales and "
              + shift.length
              + " shifts, expected 1 or "
              + features
              + " of each");
    }
    for (int i = 0; i < scale.length; i++) {
      if (!Float.isFinite(scale[i]) || scale[i] == 0 || !Float.isFinite(shift[i])) {
        throw new ConfigurationException(
            "preprocessing: feature "
                + i
                + " has scale "
                + scale[i]
                + " and shift "
                + shift[i]
                + ", expected finite numbers and a scale other than 0");
      }
    }
    this.kind = kind;
    this.features = features;
    this.scale = scale.clone();
    this.shift = shift.clone();
    this.table = table;
    if (table.isPresent() && table.get().features() != features) {
      throw new ConfigurationException(
          "preprocessing: got "
              + features
              + " features, expected "
              + table.get().features()
              + " as the table's schema makes");
    }
  }

  /** Makes the preprocessing that leaves rows of {@code features} values as they are. */
  public static Preprocessing none(int features) {
    return new Preprocessing(Kind.NONE, features, new float[] {1}, new float[] {0});
  }

  /**
   * Finds scale and shift from the rows to train on, in double precision.
   *
   * @throws DataException if a value is NaN or infinite
   */
  public static Preprocessing fit(Kind kind, Dataset training) {
    Optional<TableSchema> table = TableSchema.of(training);
    return table.isPresent()
        ? fitColumns(table.get(), kind, training).withTable(table.get())
        : fitAll(kind, training);
  }

  private static Preprocessing fitAll(Kind kind, Dataset training) {
    int features = training.shape().size();
    return switch (kind) {
      case NONE -> none(features);
      case UNIT ->
          training
              .valueRange()
              .map(range -> unit(features, range))
              .orElseGet(() -> FeatureStatistics.of(training).unit());
      case STANDARD -> FeatureStatistics.of(training).standard();
      case ROBUST -> FeatureStatistics.of(training).robust(training);
    };
  }

  /** Finds the scaling of each feature by what its column is. */
  private static Preprocessing fitColumns(TableSchema table, Kind kind, Dataset training) {
    Kind[] kinds = table.scales(kind);
    if (Arrays.stream(kinds).allMatch(Kind.NONE::equals)) {
      return new Preprocessing(kind, kinds.length, new float[] {1}, new float[] {0});
    }
    float[] scale = new float[kinds.length];
    float[] shift = new float[kinds.length];
    Arrays.fill(scale, 1);
    FeatureStatistics statistics = FeatureStatistics.of(training);
    for (Kind one : EnumSet.copyOf(Arrays.asList(kinds))) {
      Optional<Preprocessing> fitted =
          switch (one) {
            case NONE -> Optional.empty();
            case UNIT -> Optional.of(statistics.unit());
            case STANDARD -> Optional.of(statistics.standard());
            case ROBUST -> Optional.of(statistics.robust(training));
          };
      for (int i = 0; i < kinds.length; i++) {
        if (fitted.isPresent() && kinds[i] == one) {
          scale[i] = fitted.get().scale[i];
          shift[i] = fitted.get().shift[i];
        }
      }
    }
    return new Preprocessing(kind, kinds.length, scale, shift);
  }

  private static Preprocessing unit(int features, ValueRange range) {
    double scale = 1 / ((double) range.maximum() - range.minimum());
    double shift = -range.minimum() * scale + 0.0;
    return new Preprocessing(
        Kind.UNIT, features, new float[] {(float) scale}, new float[] {(float) shift});
  }

  /** Scales the {@code features()} values of one row in place. */
  public void apply(float[] row, int offset) {
    if (scale.length == 1) {
      float a = scale[0];
      float b = shift[0];
      for (int i = offset; i < offset + features; i++) {
        row[i] = row[i] * a + b;
      }
    } else {
      for (int i = 0; i < features; i++) {
        row[offset + i] = row[offset + i] * scale[i] + shift[i];
      }
    }
  }

  /**
   * Brings the {@code features()} values of one scaled row back to the source's units, in place.
   */
  public void invert(float[] row, int offset) {
    if (isUniform()) {
      float a = scale[0];
      float b = shift[0];
      for (int i = offset; i < offset + features; i++) {
        row[i] = (row[i] - b) / a;
      }
    } else {
      for (int i = 0; i < features; i++) {
        row[offset + i] = (row[offset + i] - shift[i]) / scale[i];
      }
    }
  }

  /** Returns the same for rows that come out of a table. */
  public Preprocessing withTable(TableSchema schema) {
    return new Preprocessing(kind, features, scale, shift, Optional.of(schema));
  }

  /** Returns what the features were made of, where they come out of a table. */
  public Optional<TableSchema> table() {
    return table;
  }

  /** Returns how scale and shift were found. */
  public Kind kind() {
    return kind;
  }

  /** Returns how many values a row has. */
  public int features() {
    return features;
  }

  /** Tells whether one pair of scale and shift serves all features. */
  public boolean isUniform() {
    return scale.length == 1;
  }

  /** Returns the scale for all features, or one a feature; the array is the caller's. */
  public float[] scale() {
    return scale.clone();
  }

  /** Returns the shift for all features, or one a feature; the array is the caller's. */
  public float[] shift() {
    return shift.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Preprocessing that
        && kind == that.kind
        && features == that.features
        && Arrays.equals(scale, that.scale)
        && Arrays.equals(shift, that.shift)
        && table.equals(that.table);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(scale) + Arrays.hashCode(shift);
  }

  @Override
  public String toString() {
    return kind + (isUniform() ? " (x * " + scale[0] + " + " + shift[0] + ")" : " (by feature)");
  }
}
