package org.ae4j.core.model;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.Layer;
import org.ae4j.api.Network;
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

  /**
   * Copies the tensors of a model to those of another that have the same name and size, and lets
   * its layers refresh what they derive from them.
   */
  public static void copy(Autoencoder from, Autoencoder to) {
    Map<String, Parameter> sources =
        of(from).stream().collect(Collectors.toMap(Parameter::name, Function.identity()));
    for (Parameter target : of(to)) {
      Parameter source = sources.get(target.name());
      if (source != null
          && source.rows() == target.rows()
          && source.columns() == target.columns()) {
        System.arraycopy(source.values(), 0, target.values(), 0, target.size());
      }
    }
    for (Network network : to.networks()) {
      for (Layer layer : network.layers()) {
        for (int i = 0; i < layer.parameters().size(); i++) {
          layer.parameterChanged(i, 0, layer.parameters().get(i).size());
        }
      }
    }
  }

  private static List<Parameter> collect(
      Autoencoder model, Function<Layer, Stream<Parameter>> tensors) {
    Set<Parameter> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Stream<Parameter> ofLayers =
        model.networks().stream().flatMap(network -> network.layers().stream()).flatMap(tensors);
    return Stream.concat(ofLayers, model.freeParameters().stream()).filter(seen::add).toList();
  }
}
