package org.ae4j.testkit;

import java.util.stream.Stream;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.core.BuiltInPlugin;

class CoreOptimizersTest extends OptimizerContract {
  @Override
  protected AutoencoderPlugin plugin() {
    return new BuiltInPlugin();
  }

  @Override
  protected Stream<String> optimizers() {
    return Stream.of(
        "sgd(weight_decay=0.1)",
        "momentum(0.8)",
        "nesterov",
        "rmsprop(rho=0.99,eps=1e-8)",
        "adagrad",
        "adam(beta2=0.99,weight_decay=0.01)",
        "adamw");
  }
}
