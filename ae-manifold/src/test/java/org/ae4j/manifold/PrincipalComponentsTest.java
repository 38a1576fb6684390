package org.ae4j.manifold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.Arrays;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DataException;
import org.ae4j.api.ShapeException;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.latent.PrincipalComponents;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {
  private final Autoencoders engine = Samples.engine(2);

  @Test
  void agreesWithScikitLearn() {
    FMatrixRMaj rows = Reference.matrix("rows");
    FMatrixRMaj expected = Reference.matrix("transformed");

    PrincipalComponents axes = PrincipalComponents.fit(rows, 4, engine);

    assertThat(axes.explainedVariance())
        .containsExactly(Reference.vector("explained"), within(1e-5));
    assertThat(axes.variances()).containsExactly(Reference.vector("variances"), within(1e-3));
    assertThat(axes.transform(rows, engine).data).containsExactly(expected.data, within(1e-3f));
  }

  @Test
  void goesBackToTheRowsWithAllComponents() {
    FMatrixRMaj rows = Reference.matrix("rows");
    PrincipalComponents axes = PrincipalComponents.fit(rows, 6, engine);

    assertThat(axes.invert(axes.transform(rows, engine), engine).data)
        .containsExactly(rows.data, within(1e-3f));
    PrincipalComponents white = axes.whiten();
    assertThat(white.invert(white.transform(rows, engine), engine).data)
        .containsExactly(rows.data, within(1e-3f));
  }

  @Test
  void whitensToVariancesOfOne() {
    FMatrixRMaj rows = Reference.matrix("rows");

    FMatrixRMaj white = PrincipalComponents.fit(rows, 3, engine).whiten().transform(rows, engine);

    double[] variances = PrincipalComponents.fit(white, 3, engine).variances();
    assertThat(variances).containsExactly(new double[] {1, 1, 1}, within(1e-3));
  }

  @Test
  void whitensInPart() {
    FMatrixRMaj rows = Reference.matrix("rows");
    PrincipalComponents axes = PrincipalComponents.fit(rows, 3, engine);

    FMatrixRMaj half = axes.whiten(0.5).transform(rows, engine);

    double[] variances = PrincipalComponents.fit(half, 3, engine).variances();
    double[] roots = Arrays.stream(axes.variances()).map(Math::sqrt).toArray();
    assertThat(variances).containsExactly(roots, within(1e-3));
    assertThatThrownBy(() -> axes.whiten(Double.NaN))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("whitening must be from 0 to 1, got NaN");
  }

  @Test
  void measuresFromZeroWhereAsked() {
    FMatrixRMaj rows = Reference.matrix("rows");
    PrincipalComponents axes = PrincipalComponents.fit(rows, 6, engine).fromZero();
    FMatrixRMaj zeros = new FMatrixRMaj(1, rows.numCols);

    assertThat(axes.transform(zeros, engine).data).containsOnly(0f);
    assertThat(axes.invert(axes.transform(rows, engine), engine).data)
        .containsExactly(rows.data, within(1e-3f));
  }

  @Test
  void takesConstantColumns() {
    FMatrixRMaj rows = new FMatrixRMaj(new float[][] {{1, 5, 2}, {2, 5, 4}, {3, 5, 6}});

    PrincipalComponents axes = PrincipalComponents.fit(rows, 3, engine);

    assertThat(axes.explainedVariance()).containsExactly(new double[] {1, 0, 0}, within(1e-6));
    assertThat(axes.whiten().transform(rows, engine).data).doesNotContain(Float.NaN);
  }

  @Test
  void takesFewRowsOfManyColumns() {
    FMatrixRMaj rows = Samples.groups(3, 300, 3, 9);

    PrincipalComponents axes = PrincipalComponents.fit(rows, 4, engine);

    assertThat(axes.explainedVariance()[0] + axes.explainedVariance()[1])
        .isCloseTo(1, within(1e-4));
    assertThat(axes.invert(axes.transform(rows, engine), engine).data)
        .containsExactly(rows.data, within(1e-2f));
  }

  /** Few of many are found by iteration, all by a decomposition. */
  @Test
  void fewOfManyAreTheFirstOfAll() {
    FMatrixRMaj rows = Samples.groups(2000, 256, 9, 4);
    PrincipalComponents all = PrincipalComponents.fit(rows, 256, engine);

    PrincipalComponents few = PrincipalComponents.fit(rows, 8, engine);

    for (int k = 0; k < 8; k++) {
      assertThat(few.variances()[k]).isCloseTo(all.variances()[k], withPercentage(0.01));
      assertThat(few.axes().data[k * 256]).isCloseTo(all.axes().data[k * 256], within(1e-3f));
      assertThat(dot(few, k, all, k)).isCloseTo(1, within(1e-5));
      for (int other = 0; other < k; other++) {
        assertThat(dot(few, k, few, other)).isCloseTo(0, within(1e-5));
      }
    }
    assertThat(PrincipalComponents.fit(rows, 8, Samples.engine(3)).axes().data)
        .isEqualTo(few.axes().data);
  }

  /** Noise, whose variances fall too slowly for an iteration. */
  @Test
  void rowsThatVaryAlikeAlongAllAxesHaveTheFirstOfAllToo() {
    FMatrixRMaj rows = Samples.groups(1000, 256, 1, 4);
    PrincipalComponents all = PrincipalComponents.fit(rows, 256, engine);

    PrincipalComponents few = PrincipalComponents.fit(rows, 8, engine);

    assertThat(few.axes().data).isEqualTo(Arrays.copyOf(all.axes().data, 8 * 256));
    assertThat(few.variances()).isEqualTo(Arrays.copyOf(all.variances(), 8));
  }

  private static double dot(PrincipalComponents a, int i, PrincipalComponents b, int j) {
    int size = a.mean().length;
    double sum = 0;
    for (int c = 0; c < size; c++) {
      sum += (double) a.axes().data[i * size + c] * b.axes().data[j * size + c];
    }
    return sum;
  }

  @Test
  void refusesWhatHasNoComponents() {
    FMatrixRMaj rows = Reference.matrix("rows");

    assertThatThrownBy(() -> PrincipalComponents.fit(rows, 7, engine))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("1 to the 6 columns")
        .hasMessageContaining("got 7");
    assertThatThrownBy(() -> PrincipalComponents.fit(new FMatrixRMaj(1, 3), 1, engine))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("at least 2 rows, got 1");
    assertThatThrownBy(() -> PrincipalComponents.fit(new FMatrixRMaj(5, 3), 1, engine))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("all 5 rows are equal");
    FMatrixRMaj broken = rows.copy();
    broken.set(2, 4, Float.NaN);
    assertThatThrownBy(() -> PrincipalComponents.fit(broken, 2, engine))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("row 2, column 4 is NaN");
    PrincipalComponents axes = PrincipalComponents.fit(rows, 2, engine);
    assertThatThrownBy(() -> axes.transform(new FMatrixRMaj(2, 5), engine))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("5 columns");
    assertThatThrownBy(() -> PrincipalComponents.fit(new FMatrixRMaj(2, 5000), 2, engine))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("at most 4096 columns, got 5000");
  }
}
