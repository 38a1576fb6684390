package org.ae4j.cli.bench;

import java.util.ArrayList;
import java.util.List;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Names;
import org.ae4j.api.Shape;
import org.ae4j.core.plugin.Registry;

/**
 * A model whose speed is measured, on images of 28 x 28 bytes.
 *
 * @param layers nodes before the code; empty for the variant's own
 * @param batch rows a step
 */
public record BenchModel(
    String name, String variant, List<Integer> layers, int code, String loss, int batch) {
  /** What a row means. */
  public static final Shape INPUT = Shape.image(1, 28, 28);

  /** All of them, small to large. */
  public static final List<BenchModel> ALL =
      List.of(
          new BenchModel("dense", "vanilla", List.of(128, 64), 32, "mse", 128),
          new BenchModel("vae", "variational", List.of(400), 20, "bce", 128),
          new BenchModel("conv", "convolutional", List.of(), 32, "mse", 128),
          new BenchModel("stacked", "vanilla", List.of(500, 500, 2000), 10, "mse", 256));

  public BenchModel {
    layers = List.copyOf(layers);
  }

  /**
   * Returns the models of these names, in the given order, or all if there are none.
   *
   * @throws ConfigurationException if a name is unknown
   */
  public static List<BenchModel> named(List<String> names) {
    List<String> known = ALL.stream().map(BenchModel::name).toList();
    List<BenchModel> models = new ArrayList<>();
    for (String name : names) {
      int index = known.indexOf(name);
      if (index < 0) {
        throw Names.unknown("model", name, known);
      }
      models.add(ALL.get(index));
    }
    return models.isEmpty() ? ALL : models;
  }

  /** Returns how the model is built. */
  public AutoencoderConfig config(Registry registry) {
    AutoencoderConfig.Builder builder =
        AutoencoderConfig.builder(INPUT)
            .variant(registry.autoencoder(variant))
            .code(code)
            .loss(loss);
    if (!layers.isEmpty()) {
      builder.layers(layers.stream().mapToInt(Integer::intValue).toArray());
    }
    return builder.build();
  }
}
