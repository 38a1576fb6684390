package org.ae4j.core.loss;

import java.util.ArrayList;
import java.util.List;
import org.ae4j.api.Arguments;
import org.ae4j.api.Loss;
import org.ae4j.api.LossFactory;
import org.ae4j.api.kernels.Kernels;

/**
 * The losses that are always there: {@code mse}, {@code bce}, {@code cce}, {@code mae}, {@code
 * huber(1)}, {@code log_cosh}, {@code poisson}.
 *
 * <p>Over the rows of a batch each is a mean. Over the features of a row it is the mean by default,
 * and the sum with {@code reduction=sum}; {@code cce} is always the sum, since its terms are the
 * classes of one distribution. The choice scales the gradient by the number of features, and so
 * decides how the reconstruction weighs against other terms, a KL divergence for example. Others
 * choose as follows:
 *
 * <ul>
 *   <li>{@code mse}: Keras's {@code mse} and PyTorch's {@code MSELoss()}; PyOD's VAE
 *   <li>{@code mse(reduction=sum)}: pythae's plain autoencoder; its VAE takes half of that
 *   <li>{@code bce}: Keras's {@code binary_crossentropy} and PyTorch's {@code BCEWithLogitsLoss()}
 *   <li>{@code bce(reduction=sum)}: pythae's VAE with {@code bce}, the VAE of Kingma and Welling
 *       (2014); PyTorch's VAE example sums over the rows of the batch too
 * </ul>
 *
 * <p>{@code bce} and {@code cce} contain the sigmoid and the softmax, so that they take logits.
 */
public final class BuiltInLosses {
  private static final double LEAST_DELTA = 1e-6;
  private static final double MOST_DELTA = 1e6;

  private BuiltInLosses() {}

  /** Returns a factory for each loss. */
  public static List<LossFactory> factories() {
    List<LossFactory> all = new ArrayList<>();
    for (LossKind kind : LossKind.values()) {
      all.add(new Factory(kind));
    }
    return List.copyOf(all);
  }

  private record Factory(LossKind kind) implements LossFactory {
    @Override
    public String id() {
      return kind.id();
    }

    @Override
    public String usage() {
      if (!kind.reducible()) {
        return id();
      }
      return id() + (kind.hasParameter() ? "(delta=1,reduction=mean)" : "(reduction=mean)");
    }

    @Override
    public Loss create(Arguments arguments, Kernels kernels) {
      double parameter =
          kind.hasParameter()
              ? arguments.nextNumber("delta", LEAST_DELTA, MOST_DELTA, kind.defaultParameter())
              : 0;
      Reduction reduction =
          kind.reducible()
              ? Reduction.of(arguments.choice("reduction", "mean", "sum"))
              : Reduction.MEAN;
      return new KernelLoss(kind, parameter, reduction, kernels);
    }
  }
}
