package org.ae4j.core.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ae4j.api.Arguments;
import org.ae4j.api.LayerFactory;
import org.ae4j.api.LayerSpec;
import org.ae4j.api.kernels.Activation;

/** The layers that are always there: dense layers, activations, dropout and normalizations. */
public final class BuiltInLayers {
  private BuiltInLayers() {}

  /** Returns a factory for each kind of layer. */
  public static List<LayerFactory> factories() {
    List<LayerFactory> all = new ArrayList<>();
    all.add(new Factory(DenseSpec.ID, DenseSpec.USAGE, DenseSpec::create));
    for (Activation f : Activation.values()) {
      all.add(
          new Factory(
              ActivationSpec.id(f),
              ActivationSpec.usage(f),
              arguments -> ActivationSpec.create(f, arguments)));
    }
    all.add(new Factory(SoftmaxSpec.ID, SoftmaxSpec.ID, arguments -> new SoftmaxSpec()));
    all.add(new Factory(DropoutSpec.ID, DropoutSpec.USAGE, DropoutSpec::create));
    all.add(new Factory(BatchNormSpec.ID, BatchNormSpec.USAGE, BatchNormSpec::create));
    all.add(new Factory(LayerNormSpec.ID, LayerNormSpec.USAGE, LayerNormSpec::create));
    return List.copyOf(all);
  }

  private record Factory(String id, String usage, Function<Arguments, LayerSpec> maker)
      implements LayerFactory {
    @Override
    public LayerSpec create(Arguments arguments) {
      LayerSpec spec = maker.apply(arguments);
      return spec;
    }
  }
}
