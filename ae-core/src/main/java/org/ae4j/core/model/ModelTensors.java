package org.ae4j.core.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.Layer;
import org.ae4j.api.Network;
import org.ae4j.api.Parameter;

/** Lists what of a model is saved. */
public final class ModelTensors {
  private ModelTensors() {}

  /** Returns the trained weights and the statistics of all layers, each once, in the order of the networks. */
  public static List<Parameter> of(Autoencoder model) {
    Set<Parameter> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Parameter> all = new ArrayList<>();
    for (Network network : model.networks()) {
      for (Layer layer : network.layers()) {
        for (List<Parameter> some : List.of(layer.parameters(), layer.statistics())) {
          some.stream().filter(seen::add).forEach(all::add);
        }
      }
    }
    return all;
  }
}
