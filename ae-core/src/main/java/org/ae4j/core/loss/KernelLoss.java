package org.ae4j.core.loss;

import java.util.Optional;
import org.ae4j.api.Expression;
import org.ae4j.api.Loss;
import org.ae4j.api.ValueRange;
import org.ae4j.api.kernels.Kernels;

/**
 * Applies one of the losses that the kernels know to a row, and takes the mean or the sum over its
 * features.
 *
 * @param kind which loss
 * @param parameter the loss's parameter, 0 where it has none
 * @param reduction how the terms of a row become one number
 */
record KernelLoss(LossKind kind, double parameter, Reduction reduction, Kernels kernels)
    implements Loss {

  @Override
  public double row(
      int length,
      float[] prediction,
      int predictionOffset,
      float[] target,
      int targetOffset,
      float scale,
      float[] gradient,
      int gradientOffset) {
    double divisor = reduction == Reduction.MEAN && kind.reducible() ? length : 1;
    double sum =
        kernels.loss(
            kind.function(),
            (float) parameter,
            length,
            prediction,
            predictionOffset,
            target,
            targetOffset,
            (float) (scale / divisor),
            gradient,
            gradientOffset);
    return sum / divisor;
  }

  @Override
  public Optional<String> fusedActivation() {
    return kind.fusedActivation();
  }

  @Override
  public Optional<ValueRange> targetRange() {
    return kind.targetRange();
  }

  @Override
  public Optional<Loss> likelihood() {
    return kind.fusedActivation().isPresent()
        ? Optional.of(new KernelLoss(kind, parameter, Reduction.SUM, kernels))
        : Optional.empty();
  }

  @Override
  public String toString() {
    Expression.Builder text = Expression.builder(kind.id());
    if (parameter != kind.defaultParameter()) {
      text.argument(parameter);
    }
    return text.argument("reduction", reduction, Reduction.MEAN).toString();
  }
}
