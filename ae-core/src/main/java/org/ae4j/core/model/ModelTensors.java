package org.ae4j.core.model;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.Layer;
import org.ae4j.api.Parameter;

/** Lists what of a model is saved. */
public final class ModelTensors {
  private ModelTensors() {}

  /**
   * Returns the trained weights and the statistics of all layers, each once, in the order of the
   * networks, and then those that stand in no layer.
   */
  public static List<Parameter> of(Autoencoder model) {
    return collect(
        model, layer -> Stream.concat(layer.parameters().stream(), layer.statistics().stream()));
  }

  /** Returns the trained weights, each once, in the same order. */
  public static List<Parameter> trained(Autoencoder model) {
    return collect(model, layer -> layer.parameters().stream());
  }

  private static List<Parameter> collect(
      Autoencoder model, Function<Layer, Stream<Parameter>> tensors) {
    Set<Parameter> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Stream<Parameter> ofLayers =
        model.networks().stream().flatMap(network -> network.layers().stream()).flatMap(tensors);
    return Stream.concat(ofLayers, model.freeParameters().stream()).filter(seen::add).toList();
  }
}
