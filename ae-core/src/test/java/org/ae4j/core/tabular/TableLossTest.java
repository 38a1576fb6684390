package org.ae4j.core.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.ae4j.api.Arguments;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Expression;
import org.ae4j.api.Loss;
import org.ae4j.core.kernels.ReferenceKernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableLossTest {
  private static final float[] LOGITS = {0.5f, -1, 2, 0.3f, -0.7f, 1.1f, 0.2f, -2, 0.9f};

  @Test
  void measuresEachColumnByItsKind() {
    float[] target = {1, 1, 0, 1, 0, 0.5f, -1, 0, 1};
    double number = (0.5 - 1) * (0.5 - 1);
    double yes = -Math.log(sigmoid(-1));
    double category = -(0.3 - Math.log(Math.exp(2) + Math.exp(0.3) + Math.exp(-0.7)));
    double date = ((1.1 - 0.5) * (1.1 - 0.5) + (0.2 + 1) * (0.2 + 1)) / 2;
    double dateMissing = -Math.log(1 - sigmoid(-2));
    double last = (0.9 - 1) * (0.9 - 1);

    assertThat(value("table(n,b,c3,d2?,n)", target))
        .isCloseTo((number + yes + category + date + dateMissing + last) / 5, within(1e-6));
    assertThat(value("table(n,b,c3,d2?,n,reduction=sum)", target))
        .isCloseTo(number + yes + category + date + dateMissing + last, within(1e-6));
    assertThat(value("table(n*3,b,c3*0,d2?,n)", target))
        .isCloseTo((3 * number + yes + date + dateMissing + last) / 6, within(1e-6));
  }

  @Test
  void leavesMissingCellsOut() {
    float[] present = {1, 1, 0, 1, 0, 0.5f, -1, 0, 1};
    float[] missing = {1, 1, 0, 1, 0, 77, -99, 1, 1};
    Loss loss = parse("table(n,b,c3,d2?,n)");
    float[] gradient = new float[9];

    double value = loss.row(9, LOGITS, 0, missing, 0, 1, gradient, 0);

    assertThat(gradient[5]).isZero();
    assertThat(gradient[6]).isZero();
    assertThat(gradient[7]).isCloseTo((float) ((sigmoid(-2) - 1) / 5), within(1e-6f));
    double date = ((1.1 - 0.5) * (1.1 - 0.5) + (0.2 + 1) * (0.2 + 1)) / 2;
    assertThat(value - value("table(n,b,c3,d2?,n)", present))
        .isCloseTo((-Math.log(sigmoid(-2)) + Math.log(1 - sigmoid(-2)) - date) / 5, within(1e-5));
  }

  @Test
  void costsNothingForACategoryThatNoneKnows() {
    float[] target = new float[3];
    float[] gradient = {9, 9, 9};

    assertThat(parse("table(c3)").row(3, LOGITS, 0, target, 0, 1, gradient, 0)).isZero();
    assertThat(gradient).containsExactly(0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"table(n,b,c3,d2?,n)", "table(n*0.5,b?,c3,2n,n,reduction=sum)", "table(c8,n)"})
  void hasTheGradientOfItsValue(String text) {
    float[] target = {1, 1, 0, 1, 0, 0.5f, -1, 0, 1};
    float[] gradient = new float[9];
    parse(text).row(9, LOGITS, 0, target, 0, 1, gradient, 0);

    for (int i = 0; i < 9; i++) {
      float[] up = LOGITS.clone();
      float[] down = LOGITS.clone();
      up[i] += 1e-2f;
      down[i] -= 1e-2f;
      double slope =
          (parse(text).row(9, up, 0, target, 0, 1, new float[9], 0)
                  - parse(text).row(9, down, 0, target, 0, 1, new float[9], 0))
              / ((double) up[i] - down[i]);
      assertThat((double) gradient[i]).as("feature %d", i).isCloseTo(slope, within(1e-4));
    }
  }

  @Test
  void hasTextForms() {
    assertThat(parse("table(3n,c5?*0.5,b)")).hasToString("table(3n,c5?*0.5,b)");
    assertThat(parse("table(n,reduction=sum)")).hasToString("table(n,reduction=sum)");
    assertThat(parse("table(n,b)").fusedActivation()).contains("table(n,b)");
    assertThat(parse("table(n,b)").likelihood().orElseThrow())
        .hasToString("table(n,b,reduction=sum)");
  }

  @Test
  void refusesOtherTexts() {
    assertRefused("table", "at least one group");
    assertRefused("table(x)", "'x'", "expected n, 3n, b");
    assertRefused("table(3n?)", "3 features");
    assertRefused("table(0n)", "0 features");
    assertRefused("table(n*-1)", "weight");
    assertRefused("table(n*0)", "weights of all columns are 0");
    assertThatThrownBy(() -> parse("table(2n)").row(3, LOGITS, 0, LOGITS, 0, 1, new float[3], 0))
        .hasMessageContainingAll("rows of 2 features, got 3", "loss auto");
  }

  private static void assertRefused(String text, String... parts) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(parts);
  }

  private static double value(String text, float[] target) {
    return parse(text).row(9, LOGITS, 0, target, 0, 1, new float[9], 0);
  }

  private static Loss parse(String text) {
    Arguments arguments = new Arguments(Expression.parse(text));
    Loss loss = TableLoss.factory().create(arguments, new ReferenceKernels());
    arguments.finish();
    return loss;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
