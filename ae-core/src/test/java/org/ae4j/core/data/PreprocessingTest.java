package org.ae4j.core.data;

import static org.ae4j.core.data.DataFiles.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DataException;
import org.ae4j.api.Dataset;
import org.ae4j.api.Shape;
import org.ae4j.core.data.Preprocessing.Kind;
import org.junit.jupiter.api.Test;

class PreprocessingTest {
  private static final Dataset TABLE =
      Datasets.of(new float[][] {{1, 5, -10}, {2, 5, 0}, {3, 5, 30}, {6, 5, 20}});

  @Test
  void bytesGoFromZeroToExactlyOne() {
    Dataset bytes = new ByteArrayDataset("b", Shape.features(3), new byte[] {0, 51, -1});
    Preprocessing unit = Preprocessing.fit(Kind.UNIT, bytes);
    float[] values = row(bytes, 0);

    unit.apply(values, 0);

    assertThat(unit.isUniform()).isTrue();
    assertThat(values[0]).isEqualTo(0f);
    assertThat(values[1]).isCloseTo(0.2f, within(1e-7f));
    assertThat(values[2]).isEqualTo(1f);
    assertThat(unit).hasToString("unit (x * 0.003921569 + 0.0)");
  }

  @Test
  void unitTakesEachFeaturesRange() {
    Preprocessing unit = Preprocessing.fit(Kind.UNIT, TABLE);

    assertThat(scaled(unit, 0)).containsExactly(0, 0, 0);
    assertThat(scaled(unit, 1)).containsExactly(new float[] {0.2f, 0, 0.25f}, within(1e-6f));
    assertThat(scaled(unit, 3)).containsExactly(new float[] {1, 0, 0.75f}, within(1e-6f));
    assertThat(unit.scale()).containsExactly(0.2f, 1, 0.025f);
    assertThat(unit.shift()).containsExactly(-0.2f, -5, 0.25f);
  }

  @Test
  void standardGivesMeanZeroAndDeviationOne() {
    Preprocessing standard = Preprocessing.fit(Kind.STANDARD, TABLE);

    // mean 3, deviation sqrt(3.5); constant; mean 10, deviation sqrt(250)
    assertThat(scaled(standard, 0))
        .containsExactly(new float[] {-1.06904f, 0, -1.26491f}, within(1e-5f));
    assertThat(scaled(standard, 3))
        .containsExactly(new float[] {1.60357f, 0, 0.63246f}, within(1e-5f));
  }

  @Test
  void constantFeatureBecomesZeroWhateverItsValue() {
    Dataset data = Datasets.of(new float[][] {{0.1f, 3e38f}, {0.1f, 3e38f}, {0.1f, 3e38f}});
    for (Kind kind : List.of(Kind.UNIT, Kind.STANDARD)) {
      Preprocessing fitted = Preprocessing.fit(kind, data);
      float[] values = row(data, 1);
      fitted.apply(values, 0);
      assertThat(values).containsExactly(0, 0);
      fitted.invert(values, 0);
      assertThat(values).containsExactly(0.1f, 3e38f);
    }
  }

  @Test
  void extremeRangesStayFinite() {
    Dataset data = Datasets.of(new float[][] {{-3e38f, 0}, {3e38f, Float.MIN_VALUE}, {0, 0}});
    for (Kind kind : List.of(Kind.UNIT, Kind.STANDARD)) {
      Preprocessing fitted = Preprocessing.fit(kind, data);
      for (int r = 0; r < 3; r++) {
        float[] values = row(data, r);
        fitted.apply(values, 0);
        assertThat(Math.abs(values[0])).isLessThanOrEqualTo(1.3f);
        assertThat(Math.abs(values[1])).isLessThanOrEqualTo(1f);
      }
    }
  }

  @Test
  void invertsWhatItApplied() {
    Random random = new Random(3);
    float[] values = new float[200 * 5];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((random.nextGaussian() + i % 5) * Math.pow(10, i % 5 - 2));
    }
    Dataset data = new FloatDataset("random", Shape.features(5), values);
    for (Kind kind : Kind.values()) {
      Preprocessing fitted = Preprocessing.fit(kind, data);
      for (int r = 0; r < data.size(); r++) {
        float[] padded = new float[7];
        data.copyRow(r, padded, 1);
        fitted.apply(padded, 1);
        fitted.invert(padded, 1);
        for (int i = 0; i < 5; i++) {
          float raw = row(data, r)[i];
          assertThat(padded[i + 1]).isCloseTo(raw, within((float) (1e-5 * Math.pow(10, i - 2))));
        }
        assertThat(padded[0]).isZero();
        assertThat(padded[6]).isZero();
      }
    }
  }

  @Test
  void noneLeavesValues() {
    assertThat(scaled(Preprocessing.fit(Kind.NONE, TABLE), 2)).containsExactly(3, 5, 30);
  }

  @Test
  void isRestoredFromWhatIsStored() {
    Preprocessing fitted = Preprocessing.fit(Kind.STANDARD, TABLE);
    Preprocessing restored =
        new Preprocessing(
            Kind.parse(fitted.kind().toString()),
            fitted.features(),
            fitted.scale(),
            fitted.shift());

    assertThat(restored).isEqualTo(fitted).hasSameHashCodeAs(fitted);
    fitted.scale()[0] = 99;
    assertThat(restored).isEqualTo(fitted);
    assertThat(restored).isNotEqualTo(Preprocessing.none(3));
  }

  @Test
  void refusesWhatCannotBeStored() {
    assertRefused(0, new float[] {1}, new float[] {0}, "features: got 0");
    assertRefused(3, new float[2], new float[2], "got 2 scales and 2 shifts, expected 1 or 3");
    assertRefused(3, new float[] {1}, new float[3], "got 1 scales and 3 shifts");
    assertRefused(1, new float[] {0}, new float[] {0}, "scale 0.0");
    assertRefused(1, new float[] {Float.NaN}, new float[] {0}, "scale NaN");
    assertRefused(2, new float[] {1, 1}, new float[] {0, Float.NaN}, "feature 1 has scale 1.0 and");
    assertThatThrownBy(() -> Kind.parse("minmax"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("minmax", "none, robust, standard, unit");
  }

  private static void assertRefused(int features, float[] scale, float[] shift, String part) {
    assertThatThrownBy(() -> new Preprocessing(Kind.UNIT, features, scale, shift))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(part);
  }

  @Test
  void refusesToFitToNotFinite() {
    Dataset broken =
        new Dataset() {
          @Override
          public String name() {
            return "sensor";
          }

          @Override
          public int size() {
            return 2;
          }

          @Override
          public Shape shape() {
            return Shape.features(2);
          }

          @Override
          public void copyRow(int row, float[] out, int offset) {
            out[offset] = 1;
            out[offset + 1] = row == 1 ? Float.POSITIVE_INFINITY : 0;
          }

          @Override
          public Optional<int[]> labels() {
            return Optional.empty();
          }
        };
    assertThatThrownBy(() -> Preprocessing.fit(Kind.UNIT, broken))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("sensor", "row 1, column 1", "Infinity");
  }

  private static float[] scaled(Preprocessing preprocessing, int row) {
    float[] values = row(TABLE, row);
    preprocessing.apply(values, 0);
    return values;
  }
}
