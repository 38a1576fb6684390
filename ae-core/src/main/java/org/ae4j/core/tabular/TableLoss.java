package org.ae4j.core.tabular;

import java.util.Arrays;
import java.util.Optional;
import org.ae4j.api.Arguments;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Loss;
import org.ae4j.api.LossFactory;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.api.kernels.LossFunction;

/**
 * Measures each column of a table by its own kind, from logits: numbers by their squared error, yes
 * or no by the binary and categories by the categorical cross-entropy in nats.
 *
 * <p>A row's loss is the mean over its columns by weight, or the sum with {@code reduction=sum}.
 * Where the target says that a cell is missing, its column costs nothing and gets no gradient; how
 * well the feature which says so is reconstructed costs its binary cross-entropy, by the same
 * weight. The sum is a negative log-likelihood but for a constant, that of numbers with variance
 * 1/2.
 */
public final class TableLoss implements Loss {
  private final TableLayout layout;
  private final boolean sum;
  private final Kernels kernels;
  private final ColumnGroup[] groups;

  private TableLoss(TableLayout layout, boolean sum, Kernels kernels) {
    this.layout = layout;
    this.sum = sum;
    this.kernels = kernels;
    this.groups = layout.groups().toArray(ColumnGroup[]::new);
    if (!(layout.weight() > 0)) {
      throw new ConfigurationException(
          "the weights of all columns are 0; give at least one of them a weight above 0");
    }
  }

  /** Returns the factory of {@code table(...)}. */
  public static LossFactory factory() {
    return new Factory();
  }

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
    if (length != layout.features()) {
      throw new ConfigurationException(
          "loss "
              + this
              + " is for rows of "
              + layout.features()
              + " features, got "
              + length
              + "; take loss auto");
    }
    double divisor = sum ? 1 : layout.weight();
    double total = 0;
    int at = 0;
    for (ColumnGroup group : groups) {
      int size = group.size();
      double weight = group.weight() / divisor;
      if (group.missing() && target[targetOffset + at + size] > 0.5f) {
        Arrays.fill(gradient, gradientOffset + at, gradientOffset + at + size, 0);
      } else {
        double each = group.kind() == ColumnGroup.Kind.D ? weight / size : weight;
        total +=
            each
                * kernels.loss(
                    function(group.kind()),
                    0,
                    size,
                    prediction,
                    predictionOffset + at,
                    target,
                    targetOffset + at,
                    (float) (scale * each),
                    gradient,
                    gradientOffset + at);
      }
      at += size;
      if (group.missing()) {
        total +=
            weight
                * kernels.loss(
                    LossFunction.SIGMOID_CROSS_ENTROPY,
                    0,
                    1,
                    prediction,
                    predictionOffset + at,
                    target,
                    targetOffset + at,
                    (float) (scale * weight),
                    gradient,
                    gradientOffset + at);
        at++;
      }
    }
    return total;
  }

  private static LossFunction function(ColumnGroup.Kind kind) {
    return switch (kind) {
      case N, D -> LossFunction.SQUARED_ERROR;
      case B -> LossFunction.SIGMOID_CROSS_ENTROPY;
      case C -> LossFunction.SOFTMAX_CROSS_ENTROPY;
    };
  }

  @Override
  public Optional<String> fusedActivation() {
    return Optional.of(layout.toString());
  }

  @Override
  public Optional<Loss> likelihood() {
    return Optional.of(new TableLoss(layout, true, kernels));
  }

  @Override
  public String toString() {
    return sum ? TableLayout.ID + "(" + layout.arguments() + ",reduction=sum)" : layout.toString();
  }

  private static final class Factory implements LossFactory {
    @Override
    public String id() {
      return TableLayout.ID;
    }

    @Override
    public String usage() {
      return TableLayout.ID + "(" + TableLayout.USAGE + ",reduction=mean)";
    }

    @Override
    public Loss create(Arguments arguments, Kernels kernels) {
      TableLayout layout = TableLayout.read(arguments);
      boolean sum = arguments.choice("reduction", "mean", "sum").equals("sum");
      return new TableLoss(layout, sum, kernels);
    }
  }
}
