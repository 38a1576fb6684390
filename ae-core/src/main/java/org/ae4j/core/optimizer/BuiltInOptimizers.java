package org.ae4j.core.optimizer;

import java.util.List;
import java.util.function.BiFunction;
import org.ae4j.api.Arguments;
import org.ae4j.api.Optimizer;
import org.ae4j.api.OptimizerFactory;
import org.ae4j.api.kernels.Kernels;

/**
 * The optimizers that are always there, with the learning rate that each takes where the user gives
 * none:
 *
 * <ul>
 *   <li>{@code sgd(momentum=0,nesterov=false)}: 0.01
 *   <li>{@code momentum(0.9)} and {@code nesterov(0.9)}, short for {@code sgd} with these settings:
 *       0.01
 *   <li>{@code rmsprop(rho=0.9,eps=1e-7)}: 0.001
 *   <li>{@code adagrad(eps=1e-7)}: 0.01
 *   <li>{@code adam(beta1=0.9,beta2=0.999,eps=1e-8)}: 0.001
 *   <li>{@code adamw}, which is {@code adam(weight_decay=0.01)}: 0.001
 * </ul>
 *
 * <p>Each takes {@code weight_decay}, 0 unless said, which shrinks every weight by the factor 1 -
 * rate * weight_decay and stays out of the gradient and its averages.
 */
public final class BuiltInOptimizers {
  private BuiltInOptimizers() {}

  /** Returns a factory for each optimizer. */
  public static List<OptimizerFactory> factories() {
    return List.of(
        new Factory("sgd", "sgd(momentum=0,nesterov=false,weight_decay=0)", BuiltInOptimizers::sgd),
        new Factory(
            "momentum",
            "momentum(0.9,weight_decay=0)",
            (arguments, kernels) -> momentum(arguments, kernels, false)),
        new Factory(
            "nesterov",
            "nesterov(0.9,weight_decay=0)",
            (arguments, kernels) -> momentum(arguments, kernels, true)),
        new Factory(
            "rmsprop", "rmsprop(rho=0.9,eps=1e-7,weight_decay=0)", BuiltInOptimizers::rmsProp),
        new Factory("adagrad", "adagrad(eps=1e-7,weight_decay=0)", BuiltInOptimizers::adaGrad),
        new Factory(
            "adam",
            "adam(beta1=0.9,beta2=0.999,eps=1e-8,weight_decay=0)",
            (arguments, kernels) -> adam("adam", arguments, kernels)),
        new Factory(
            "adamw",
            "adamw(beta1=0.9,beta2=0.999,eps=1e-8,weight_decay=0.01)",
            (arguments, kernels) -> adam("adamw", arguments, kernels)));
  }

  private static Optimizer sgd(Arguments arguments, Kernels kernels) {
    return new Sgd(
        average(arguments, "momentum", 0),
        arguments.flag("nesterov", false),
        decay(arguments, 0),
        kernels);
  }

  private static Optimizer momentum(Arguments arguments, Kernels kernels, boolean nesterov) {
    double momentum =
        arguments.nextNumber("momentum", 0, Ranges.MOST_AVERAGE, Sgd.DEFAULT_MOMENTUM);
    return new Sgd(momentum, nesterov, decay(arguments, 0), kernels);
  }

  private static Optimizer rmsProp(Arguments arguments, Kernels kernels) {
    return new RmsProp(
        average(arguments, "rho", RmsProp.DEFAULT_RHO),
        epsilon(arguments, RmsProp.DEFAULT_EPSILON),
        decay(arguments, 0),
        kernels);
  }

  private static Optimizer adaGrad(Arguments arguments, Kernels kernels) {
    return new AdaGrad(epsilon(arguments, AdaGrad.DEFAULT_EPSILON), decay(arguments, 0), kernels);
  }

  private static Optimizer adam(String id, Arguments arguments, Kernels kernels) {
    return new Adam(
        id,
        average(arguments, "beta1", Adam.DEFAULT_BETA1),
        average(arguments, "beta2", Adam.DEFAULT_BETA2),
        epsilon(arguments, Adam.DEFAULT_EPSILON),
        decay(arguments, Adam.defaultDecay(id)),
        kernels);
  }

  private static double average(Arguments arguments, String name, double otherwise) {
    return arguments.number(name, 0, Ranges.MOST_AVERAGE, otherwise);
  }

  private static double epsilon(Arguments arguments, double otherwise) {
    return arguments.number("eps", Ranges.LEAST_EPSILON, Ranges.MOST_EPSILON, otherwise);
  }

  private static double decay(Arguments arguments, double otherwise) {
    return arguments.number("weight_decay", 0, Ranges.MOST_DECAY, otherwise);
  }

  private record Factory(String id, String usage, BiFunction<Arguments, Kernels, Optimizer> maker)
      implements OptimizerFactory {
    @Override
    public Optimizer create(Arguments arguments, Kernels kernels) {
      Optimizer optimizer = maker.apply(arguments, kernels);
      return optimizer;
    }
  }
}
