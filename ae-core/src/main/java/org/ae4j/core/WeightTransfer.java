package org.ae4j.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Parameter;
import org.ae4j.core.model.ModelTensors;
import org.ae4j.core.network.WeightSource;

/**
 * Weights by name to begin a training with, for example those of a model that was trained before.
 *
 * <p>The values are neither copied nor written to. Immutable.
 */
public final class WeightTransfer {
  private final Map<String, Parameter> tensors;

  private WeightTransfer(Map<String, Parameter> tensors) {
    this.tensors = Collections.unmodifiableMap(tensors);
  }

  /** Takes all weights and statistics of a trained model. */
  public static WeightTransfer of(TrainedAutoencoder source) {
    return of(ModelTensors.of(source.model()));
  }

  static WeightTransfer of(List<Parameter> tensors) {
    Map<String, Parameter> byName = new LinkedHashMap<>();
    tensors.forEach(tensor -> byName.put(tensor.name(), tensor));
    return new WeightTransfer(byName);
  }

  /**
   * What of a model comes from the transfer.
   *
   * @param taken names of the model's tensors whose weights are taken
   * @param missing of those that the transfer lacks
   * @param otherShape of those that it has in another shape, with both
   * @param unused names that only the transfer has
   */
  public record Match(
      List<String> taken, List<String> missing, List<String> otherShape, List<String> unused) {

    public Match {
      taken = List.copyOf(taken);
      missing = List.copyOf(missing);
      otherShape = List.copyOf(otherShape);
      unused = List.copyOf(unused);
    }

    /** Tells whether the whole model comes from the transfer. */
    public boolean complete() {
      return missing.isEmpty() && otherShape.isEmpty();
    }

    /** Says in one line what matches and what does not. */
    @Override
    public String toString() {
      return taken.size()
          + " of "
          + (taken.size() + missing.size() + otherShape.size())
          + " tensors"
          + list("missing", missing)
          + list("of another shape", otherShape)
          + list("unused", unused);
    }

    private static String list(String what, List<String> names) {
      return names.isEmpty() ? "" : "; " + what + ": " + String.join(", ", names);
    }
  }

  /** Compares with the tensors of a model, by name and shape. */
  public Match match(Autoencoder model) {
    List<Parameter> wanted = ModelTensors.of(model);
    List<String> names = wanted.stream().map(Parameter::name).toList();
    return new Match(
        wanted.stream().filter(this::has).map(Parameter::name).toList(),
        names.stream().filter(name -> !tensors.containsKey(name)).toList(),
        wanted.stream()
            .filter(tensor -> tensors.containsKey(tensor.name()) && !has(tensor))
            .map(tensor -> tensors.get(tensor.name()) + " for " + shape(tensor))
            .toList(),
        tensors.keySet().stream().filter(name -> !names.contains(name)).toList());
  }

  private boolean has(Parameter wanted) {
    Parameter found = tensors.get(wanted.name());
    return found != null && found.rows() == wanted.rows() && found.columns() == wanted.columns();
  }

  private static String shape(Parameter tensor) {
    return tensor.rows() + "x" + tensor.columns();
  }

  /**
   * Refuses a match that is not what was asked for.
   *
   * @param partial whether some weights may begin anew
   */
  void require(Match match, boolean partial) {
    if (match.taken().isEmpty() || !(partial || match.complete())) {
      throw new ConfigurationException(
          "the weights to begin with do not fit the model, which takes "
              + match
              + "; configure the same layers, or ask for a partial transfer of those that match"
              + (match.taken().isEmpty() ? ", of which there are none" : ""));
    }
  }

  /** Returns the source that networks are built from: matching weights, and new ones elsewhere. */
  WeightSource source() {
    return (name, rows, columns, initializer) -> {
      Parameter found = tensors.get(name);
      return found != null && found.rows() == rows && found.columns() == columns
          ? found.values().clone()
          : WeightSource.initialized().values(name, rows, columns, initializer);
    };
  }
}
