package org.ae4j.manifold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
