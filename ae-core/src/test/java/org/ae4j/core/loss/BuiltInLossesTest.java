package org.ae4j.core.loss;

import static org.ae4j.core.reference.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import org.ae4j.api.Arguments;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Expression;
import org.ae4j.api.Loss;
import org.ae4j.api.LossFactory;
import org.ae4j.api.ValueRange;
import org.ae4j.core.kernels.ReferenceKernels;
import org.ae4j.core.reference.ReferenceCases;
import org.ae4j.core.reference.ReferenceCases.Case;
import org.ae4j.core.reference.ReferenceCases.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltInLossesTest {
  private static final double TOLERANCE = 1e-6;

  private static Loss parse(String text) {
    Expression expression = Expression.parse(text);
    Arguments arguments = new Arguments(expression);
    Loss loss =
        BuiltInLosses.factories().stream()
            .filter(factory -> factory.id().equals(expression.name()))
            .findFirst()
            .orElseThrow()
            .create(arguments, new ReferenceKernels());
    arguments.finish();
    return loss;
  }

  static List<Case> reference() {
    return ReferenceCases.read("losses");
  }

  @ParameterizedTest
  @MethodSource("reference")
  void matchReference(Case c) {
    Loss loss = parse(text(c));
    Tensor shape = c.input("prediction");
    int length = shape.columns();
    float[] prediction = shape.floats();
    float[] target = c.input("target").floats();
    float[] gradient = new float[prediction.length];
    float scale = 1f / shape.rows();

    double value = 0;
    for (int at = 0; at < prediction.length; at += length) {
      value += loss.row(length, prediction, at, target, at, scale, gradient, at) / shape.rows();
    }

    double expected = c.expected("value").scalar();
    assertThat(value).isCloseTo(expected, within(TOLERANCE * (1 + Math.abs(expected))));
    assertClose("gradient", gradient, c.expected("gradPrediction"), TOLERANCE);
  }

  private static String text(Case c) {
    String function = c.text("function").toUpperCase(Locale.ROOT);
    LossKind kind =
        List.of(LossKind.values()).stream()
            .filter(k -> k.function().name().equals(function))
            .findFirst()
            .orElseThrow();
    if (!kind.reducible()) {
      return kind.id();
    }
    String parameter = kind.hasParameter() ? c.text("parameter") + "," : "";
    return kind.id() + "(" + parameter + "reduction=" + c.text("reduction") + ")";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mse",
        "mse(reduction=sum)",
        "bce",
        "cce",
        "mae",
        "huber",
        "huber(0.5)",
        "huber(0.5,reduction=sum)",
        "log_cosh",
        "poisson(reduction=sum)"
      })
  void readWhatTheyWrite(String text) {
    assertThat(parse(text)).hasToString(text);
  }

  @Test
  void sumIsTheMeanTimesTheFeatures() {
    float[] prediction = {1, 2, 3, 4};
    float[] target = new float[4];
    float[] sums = new float[4];
    float[] means = new float[4];

    double sum = parse("mse(reduction=sum)").row(4, prediction, 0, target, 0, 1, sums, 0);
    double mean = parse("mse").row(4, prediction, 0, target, 0, 1, means, 0);

    assertThat(sum).isEqualTo(30);
    assertThat(mean).isEqualTo(7.5);
    assertThat(sums).containsExactly(2, 4, 6, 8);
    assertThat(means).containsExactly(0.5f, 1, 1.5f, 2);
  }

  @Test
  void crossEntropiesContainTheirActivationAndLimitTheTarget() {
    assertThat(parse("bce").fusedActivation()).contains("sigmoid");
    assertThat(parse("cce").fusedActivation()).contains("softmax");
    assertThat(parse("mse").fusedActivation()).isEmpty();
    assertThat(parse("bce").targetRange()).contains(new ValueRange(0, 1));
    assertThat(parse("cce").targetRange()).contains(new ValueRange(0, 1));
    assertThat(parse("poisson").targetRange().orElseThrow().minimum()).isZero();
    assertThat(parse("huber").targetRange()).isEmpty();
  }

  @Test
  void haveUniqueIdsAndReadableUsages() {
    assertThat(BuiltInLosses.factories())
        .extracting(LossFactory::id)
        .containsExactly("mse", "bce", "cce", "mae", "huber", "log_cosh", "poisson");
    assertThat(BuiltInLosses.factories())
        .allSatisfy(factory -> assertThat(parse(factory.usage())).hasToString(factory.id()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mse(reduction=max) | mse: reduction must be one of [mean, sum], got 'max'",
        "mse(sum) | mse takes at most 0 arguments without a name, got 1",
        "cce(reduction=sum) | unknown argument of cce 'reduction'",
        "huber(0) | huber: delta must be a number from 1.0E-6 to 1000000.0, got '0'",
        "mae(delta=1) | unknown argument of mae 'delta'"
      })
  void refuseBadArguments(String text, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }
}
