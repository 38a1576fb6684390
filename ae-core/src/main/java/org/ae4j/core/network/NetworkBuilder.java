package org.ae4j.core.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.BuildContext;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.FusingLayerSpec;
import org.ae4j.api.Layer;
import org.ae4j.api.LayerSpec;
import org.ae4j.api.Loss;
import org.ae4j.api.Network;
import org.ae4j.api.Parameter;
import org.ae4j.api.RandomStream;
import org.ae4j.api.Shape;
import org.ae4j.api.ShapeException;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.core.layer.ActivationSpec;
import org.ae4j.core.layer.Initializers;
import org.ae4j.core.plugin.Registry;

/** Builds the networks of one model from text forms, with weights from a {@link WeightSource}. */
public final class NetworkBuilder implements BuildContext {
  private static final String NO_ACTIVATION = "linear";

  private final Registry registry;
  private final Kernels kernels;
  private final WeightSource source;
  private final RandomStream random;

  /**
   * Makes a builder.
   *
   * @param random draws initial weights, each tensor from the sub-stream of its name
   */
  public NetworkBuilder(
      Registry registry, Kernels kernels, WeightSource source, RandomStream random) {
    this.registry = registry;
    this.kernels = kernels;
    this.source = source;
    this.random = random;
  }

  @Override
  public Kernels kernels() {
    return kernels;
  }

  @Override
  public Loss loss(String text) {
    return registry.loss(text, kernels);
  }

  @Override
  public Network network(String name, Shape input, String layers) {
    List<LayerSpec> specs = registry.parseLayers(layers);
    return build(name, input, specs, false);
  }

  @Override
  public Parameter vector(String name, int size, float value) {
    return new Parameter(
        name, 1, size, source.values(name, 1, size, array -> Arrays.fill(array, value)));
  }

  @Override
  public Network decoder(AutoencoderConfig config, Shape code, Loss loss) {
    List<LayerSpec> specs =
        config
            .decoder()
            .map(registry::parseLayers)
            .orElseGet(() -> Mirror.of(registry.parseLayers(config.encoder()), config.input()));
    return decoder(config, code, loss, specs);
  }

  @Override
  public Network tiedDecoder(AutoencoderConfig config, Network encoder, Loss loss) {
    if (config.decoder().isPresent()) {
      throw new ConfigurationException(
          "tied weights make the decoder from the encoder; leave out the decoder or 'tied'");
    }
    List<LayerSpec> specs =
        Mirror.tied(registry.parseLayers(config.encoder()), config.input(), encoder);
    return decoder(config, encoder.outputShape(), loss, specs);
  }

  private Network decoder(
      AutoencoderConfig config, Shape code, Loss loss, List<LayerSpec> mirrored) {
    List<LayerSpec> specs = new ArrayList<>(mirrored);
    Optional<String> last = lastActivation(specs);
    if (last.isPresent() && config.output().isPresent()) {
      throw new ConfigurationException(
          "the decoder ends with "
              + last.get()
              + ", and the output activation is "
              + config.output().get()
              + "; give one of them");
    }
    String output =
        last.or(config::output)
            .or(loss::fusedActivation)
            .orElse(config.scaling().equals("unit") ? "sigmoid" : NO_ACTIVATION);
    boolean fused = loss.fusedActivation().isPresent();
    if (fused && !output.equals(loss.fusedActivation().get())) {
      throw new ConfigurationException(
          "loss "
              + loss
              + " is for outputs of "
              + loss.fusedActivation().get()
              + ", got "
              + output
              + " at the decoder's end; change the output activation or the loss");
    }
    if (last.isEmpty() && !output.equals(NO_ACTIVATION)) {
      specs.addAll(registry.parseLayers(output));
    }
    Network decoder = build("decoder", code, specs, fused);
    if (decoder.outputShape().size() != config.input().size()) {
      throw new ShapeException(
          "the decoder does not restore the input's shape "
              + config.input()
              + ": "
              + shapes(code, specs)
              + "; change the encoder or give a decoder");
    }
    return decoder;
  }

  private static Optional<String> lastActivation(List<LayerSpec> specs) {
    return specs.isEmpty() ? Optional.empty() : activationId(specs.get(specs.size() - 1));
  }

  /** Returns the activation that a layer's result ends up in, also beyond a normalization. */
  private static Optional<String> followingActivation(List<LayerSpec> specs, int layer) {
    for (int i = layer + 1; i < specs.size() && specs.get(i).follows(); i++) {
      Optional<String> id = activationId(specs.get(i));
      if (id.isPresent()) {
        return id;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> activationId(LayerSpec spec) {
    return spec instanceof ActivationSpec activation
        ? Optional.of(activation.id())
        : Optional.of(spec.toString()).filter("softmax"::equals);
  }

  private static String shapes(Shape input, List<LayerSpec> specs) {
    StringBuilder text = new StringBuilder(input.toString());
    Shape shape = input;
    for (LayerSpec spec : specs) {
      shape = spec.outputShape(shape);
      text.append(" -> ").append(spec).append(" -> ").append(shape);
    }
    return text.toString();
  }

  /** Builds the layers in order; an activation joins the layer before it where both can. */
  private LayerStack build(String name, Shape input, List<LayerSpec> specs, boolean lastInLoss) {
    if (specs.isEmpty()) {
      throw new ConfigurationException(name + " needs at least one layer, got none");
    }
    List<Layer> layers = new ArrayList<>();
    Shape shape = input;
    int last = specs.size() - 1;
    for (int i = 0; i <= last; i++) {
      LayerSpec spec = specs.get(i);
      Optional<ActivationSpec> next =
          i < last && specs.get(i + 1) instanceof ActivationSpec a
              ? Optional.of(a)
              : Optional.empty();
      String initializer = Initializers.automatic(followingActivation(specs, i));
      NamedContext context =
          new NamedContext(name + "." + i + ".", initializer, kernels, source, random);
      boolean nextInLoss = lastInLoss && i + 1 == last;
      Layer layer;
      if (spec instanceof FusingLayerSpec fusing
          && !nextInLoss
          && next.isPresent()
          && next.get().function().derivativeFromOutput()) {
        layer = fusing.build(shape, context, next.get().function(), next.get().parameter());
        i++;
      } else {
        layer = spec.build(shape, context);
      }
      layers.add(layer);
      shape = layer.outputShape();
    }
    return new LayerStack(name, input, layers, layers.size() - (lastInLoss ? 1 : 0));
  }
}
