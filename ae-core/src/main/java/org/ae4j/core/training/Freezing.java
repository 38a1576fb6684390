package org.ae4j.core.training;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.ae4j.api.Arguments;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Expression;
import org.ae4j.api.Layer;
import org.ae4j.api.Names;
import org.ae4j.api.Network;
import org.ae4j.api.Parameter;
import org.ae4j.core.model.ModelTensors;

/** Finds the weights that a training leaves as they are. */
public final class Freezing {
  private Freezing() {}

  /**
   * Returns the weights that names stand for: a network ({@code encoder}), its first layers that
   * have weights ({@code encoder(2)}), one layer ({@code encoder.0}) or one tensor ({@code
   * encoder.0.weight}).
   *
   * @throws ConfigurationException if a name stands for nothing, or nothing is left to train
   */
  public static Set<Parameter> of(Autoencoder model, List<String> names) {
    Set<Parameter> frozen = new LinkedHashSet<>();
    for (String name : names) {
      Expression expression = Expression.parse(name);
      List<Parameter> found =
          expression.positional().isEmpty() && expression.named().isEmpty()
              ? named(model, expression.name())
              : first(model, expression);
      if (found.isEmpty()) {
        throw Names.unknown("weights to freeze", name, known(model));
      }
      frozen.addAll(found);
    }
    if (frozen.containsAll(ModelTensors.trained(model))) {
      throw new ConfigurationException(
          "freezing " + names + " leaves nothing to train; freeze fewer layers");
    }
    return frozen;
  }

  private static List<Parameter> named(Autoencoder model, String name) {
    return ModelTensors.trained(model).stream()
        .filter(tensor -> tensor.name().equals(name) || tensor.name().startsWith(name + "."))
        .toList();
  }

  private static List<Parameter> first(Autoencoder model, Expression expression) {
    List<Parameter> found = new ArrayList<>();
    for (Network network : model.networks()) {
      if (network.name().equals(expression.name())) {
        List<Layer> weighted =
            network.layers().stream().filter(layer -> !layer.parameters().isEmpty()).toList();
        Arguments arguments = new Arguments(expression);
        int count = arguments.nextInt("layers", 1, weighted.size());
        arguments.finish();
        weighted.subList(0, count).forEach(layer -> found.addAll(layer.parameters()));
      }
    }
    return found;
  }

  /** Returns the networks and layers that have weights. */
  private static Set<String> known(Autoencoder model) {
    Set<String> known = new TreeSet<>();
    for (Parameter tensor : ModelTensors.trained(model)) {
      int last = tensor.name().lastIndexOf('.');
      known.add(last < 0 ? tensor.name() : tensor.name().substring(0, last));
    }
    model.networks().stream()
        .filter(network -> network.layers().stream().anyMatch(l -> !l.parameters().isEmpty()))
        .forEach(network -> known.add(network.name()));
    return known;
  }
}
