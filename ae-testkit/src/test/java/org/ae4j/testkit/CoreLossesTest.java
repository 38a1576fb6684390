package org.ae4j.testkit;

import java.util.stream.Stream;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.core.BuiltInPlugin;

class CoreLossesTest extends LossContract {
  @Override
  protected AutoencoderPlugin plugin() {
    return new BuiltInPlugin();
  }

  @Override
  protected Stream<String> losses() {
    return Stream.of(
        "mse",
        "mse(reduction=sum)",
        "bce",
        "bce(reduction=sum)",
        "cce",
        "mae",
        "huber",
        "huber(0.5)",
        "huber(0.5,reduction=sum)",
        "log_cosh",
        "poisson",
        "poisson(reduction=sum)",
        "table(n?,b?,c2*0.5,d3)",
        "table(6n,c2?,reduction=sum)");
  }
}
