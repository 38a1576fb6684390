package org.ae4j.core.optimizer;

import static org.ae4j.core.reference.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ae4j.api.Arguments;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Expression;
import org.ae4j.api.Optimizer;
import org.ae4j.api.OptimizerFactory;
import org.ae4j.core.kernels.ReferenceKernels;
import org.ae4j.core.reference.ReferenceCases;
import org.ae4j.core.reference.ReferenceCases.Case;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BuiltInOptimizersTest {
  /** A beta of 0.999 is off by 1e-5 of 1 - beta as a float, a step by half of that. */
  private static final double TOLERANCE = 1e-6;

  private static Optimizer parse(String text) {
    Expression expression = Expression.parse(text);
    Arguments arguments = new Arguments(expression);
    Optimizer optimizer =
        BuiltInOptimizers.factories().stream()
            .filter(factory -> factory.id().equals(expression.name()))
            .findFirst()
            .orElseThrow()
            .create(arguments, new ReferenceKernels());
    arguments.finish();
    return optimizer;
  }

  /** The cases that clip a gradient are the engine's. */
  static List<Case> reference() {
    return ReferenceCases.read("optimizers").stream()
        .filter(
            c -> !c.settings().containsKey("clipNorm") && !c.settings().containsKey("clipValue"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("reference")
  void matchReference(Case c) {
    Optimizer optimizer = parse(text(c));
    float[] weights = c.input("start").floats();
    float[][] state = new float[optimizer.stateSize()][weights.length];
    for (int step = 1; step <= c.input("gradients").rows(); step++) {
      float[] gradient = c.input("gradients").row(step - 1).floats();

      optimizer.update(step, c.number("rate"), weights, gradient, 0, state, 0, weights.length);

      assertClose("step " + step, weights, c.expected("weights").row(step - 1), TOLERANCE);
    }
  }

  private static String text(Case c) {
    String decay = ",weight_decay=" + c.number("weightDecay", 0) + ")";
    return switch (c.text("optimizer")) {
      case "sgd" -> "sgd(momentum=0" + decay;
      case "momentum" ->
          (c.flag("nesterov") ? "nesterov(" : "momentum(") + c.text("momentum") + decay;
      case "rmsprop" -> "rmsprop(rho=" + c.text("rho") + ",eps=" + c.text("epsilon") + decay;
      case "adagrad" -> "adagrad(eps=" + c.text("epsilon") + decay;
      case "adam" ->
          "adam(beta1="
              + c.text("beta1")
              + ",beta2="
              + c.text("beta2")
              + ",eps="
              + c.text("epsilon")
              + decay;
      default -> throw new IllegalArgumentException(c.text("optimizer"));
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sgd | sgd",
        "sgd(momentum=0.5,nesterov=true,weight_decay=0.1) |"
            + " sgd(momentum=0.5,nesterov=true,weight_decay=0.1)",
        "momentum | sgd(momentum=0.9)",
        "momentum(0.8) | sgd(momentum=0.8)",
        "nesterov | sgd(momentum=0.9,nesterov=true)",
        "rmsprop | rmsprop",
        "rmsprop(rho=0.99,eps=1e-8) | rmsprop(rho=0.99,eps=1e-8)",
        "adagrad(eps=1e-10) | adagrad(eps=1e-10)",
        "adam | adam",
        "adam(beta2=0.99,weight_decay=0.01) | adam(beta2=0.99,weight_decay=0.01)",
        "adamw | adamw",
        "adamw(weight_decay=0.05) | adamw(weight_decay=0.05)",
        "adamw(weight_decay=0) | adamw(weight_decay=0)"
      })
  void writeWhatTheyRead(String text, String written) {
    Optimizer optimizer = parse(text);

    assertThat(optimizer).hasToString(written);
    assertThat(parse(optimizer.toString())).hasToString(written);
  }

  @Test
  void adamwShrinksWeightsWithoutGradient() {
    float[] weights = {2f, -4f};

    parse("adamw").update(1, 0.1, weights, new float[2], 0, new float[2][2], 0, 2);

    assertClose("weights", weights, new double[] {1.998, -3.996}, TOLERANCE);
  }

  @ParameterizedTest
  @CsvSource({
    "sgd, 0.01",
    "momentum, 0.01",
    "nesterov, 0.01",
    "rmsprop, 0.001",
    "adagrad, 0.01",
    "adam, 0.001",
    "adamw, 0.001"
  })
  void haveADefaultRate(String text, double rate) {
    assertThat(parse(text).defaultRate()).isEqualTo(rate);
  }

  @Test
  void haveUniqueIdsAndReadableUsages() {
    assertThat(BuiltInOptimizers.factories())
        .extracting(OptimizerFactory::id)
        .doesNotHaveDuplicates();
    assertThat(BuiltInOptimizers.factories())
        .allSatisfy(
            factory ->
                assertThat(parse(factory.usage())).hasToString(parse(factory.id()).toString()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "adam(beta1=1) | adam: beta1 must be a number from 0.0 to 0.999999, got '1'",
        "adam(eps=0) | adam: eps must be a number from 1.0E-12 to 1.0, got '0'",
        "adam(0.9) | adam takes at most 0 arguments without a name, got 1",
        "adam(beta3=0.9) | did you mean 'beta1'?",
        "sgd(nesterov=true) | nesterov=true needs momentum, for example momentum=0.9",
        "sgd(weight_decay=-1) | sgd: weight_decay must be a number from 0.0 to 10.0, got '-1'",
        "momentum(x) | momentum: momentum must be a number from 0.0 to 0.999999, got 'x'"
      })
  void refuseBadArguments(String text, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }
}
