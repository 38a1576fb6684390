package org.ae4j.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Shape;
import org.ae4j.core.plugin.Registry;
import picocli.CommandLine.Option;

/** What the model is: the four hyperparameters of an autoencoder first. */
final class ArchitectureOptions {
  @Option(
      names = "--variant",
      paramLabel = "ID",
      description = "Kind of autoencoder; 'ae plugins' lists them. Default: vanilla.")
  private String variant = "vanilla";

  @Option(
      names = "--code",
      paramLabel = "N",
      description = "Values in a code. Default: 32, or half of a row's values if that is less.")
  private Optional<Integer> code = Optional.empty();

  @Option(
      names = "--layers",
      split = ",",
      paramLabel = "N",
      description =
          "Nodes of each hidden layer before the code. Default: 128,64, or the variant's.")
  private List<Integer> layers = new ArrayList<>();

  @Option(
      names = "--depth",
      paramLabel = "N",
      description = "Number of layers to the code, nodes tapering geometrically.")
  private Optional<Integer> depth = Optional.empty();

  @Option(
      names = "--loss",
      paramLabel = "LOSS",
      description =
          "What is minimized, such as mse, bce or huber(0.5). Default: mse; for a table with other"
              + " columns than numbers, each column's own.")
  private String loss = "auto";

  @Option(
      names = "--activation",
      paramLabel = "ID",
      description = "Activation of hidden layers. Default: relu.")
  private Optional<String> activation = Optional.empty();

  @Option(
      names = "--code-activation",
      paramLabel = "ID",
      description = "Activation of the code. Default: none, the code is linear.")
  private Optional<String> codeActivation = Optional.empty();

  @Option(
      names = "--encoder",
      paramLabel = "LAYERS",
      description = "All layers of the encoder, as in \"dense(64) relu dense(8)\".")
  private Optional<String> encoder = Optional.empty();

  @Option(
      names = "--decoder",
      paramLabel = "LAYERS",
      description = "All layers of the decoder. Default: the encoder's mirror.")
  private Optional<String> decoder = Optional.empty();

  @Option(
      names = "--output",
      paramLabel = "ID",
      description =
          "Activation at the decoder's end. Default: what the loss is for, or else sigmoid for rows"
              + " scaled to [0, 1], linear for others.")
  private Optional<String> output = Optional.empty();

  @Option(
      names = "--scale",
      paramLabel = "KIND",
      description =
          "How rows are scaled: unit (to [0, 1]), standard (mean 0, deviation 1), robust (median 0,"
              + " interquartile range 1), none. Default: unit for bytes, standard for others.")
  private String scale = "auto";

  @Option(
      names = "--corruption",
      paramLabel = "CORRUPTION",
      description =
          "What is done to inputs, the clean rows staying the target, such as masking(0.2) or"
              + " gaussian(0.3)*ramp(10)+masking(0.1). Default: the variant's own, mostly none.")
  private Optional<String> corruption = Optional.empty();

  @Option(
      names = "--option",
      paramLabel = "NAME=VALUE",
      description = "An option of the variant's own, such as tied=true or l1=1e-4.")
  private Map<String, String> options = new LinkedHashMap<>();

  ArchitectureOptions() {}

  AutoencoderConfig config(Shape input, Registry registry) {
    AutoencoderConfig.Builder builder =
        AutoencoderConfig.builder(input)
            .variant(registry.autoencoder(variant))
            .loss(loss)
            .scaling(scale);
    if (encoder.isPresent()) {
      refuseWithEncoder("--code", code);
      refuseWithEncoder("--layers", layers.stream().findFirst());
      refuseWithEncoder("--depth", depth);
      refuseWithEncoder("--activation", activation);
      refuseWithEncoder("--code-activation", codeActivation);
    }
    if (!layers.isEmpty() && depth.isPresent()) {
      throw new ConfigurationException("give --layers or --depth, not both");
    }
    int size = code.orElse(Math.min(32, (input.size() + 1) / 2));
    if (encoder.isEmpty() && size > input.size()) {
      throw new ConfigurationException(
          "--code must be at most the number of values in a row, "
              + input.size()
              + ", got "
              + size);
    }
    builder.code(size);
    depth.ifPresent(builder::depth);
    if (!layers.isEmpty()) {
      builder.layers(layers.stream().mapToInt(Integer::intValue).toArray());
    }
    activation.ifPresent(builder::activation);
    codeActivation.ifPresent(builder::codeActivation);
    encoder.ifPresent(builder::encoder);
    decoder.ifPresent(builder::decoder);
    output.ifPresent(builder::output);
    corruption.ifPresent(builder::corruption);
    options.forEach(builder::option);
    return builder.build();
  }

  private static void refuseWithEncoder(String name, Optional<?> value) {
    if (value.isPresent()) {
      throw new ConfigurationException(
          "--encoder says all layers; leave out " + name + " or --encoder");
    }
  }
}
