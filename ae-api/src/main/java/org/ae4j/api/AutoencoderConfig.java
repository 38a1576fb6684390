package org.ae4j.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that decides what an autoencoder is, in text forms, so that it can be saved and read
 * by anybody.
 *
 * @param variant the id of an {@link AutoencoderFactory}
 * @param input what a row means
 * @param encoder layers, for example {@code dense(128) relu dense(64) relu dense(32)}
 * @param decoder layers, or empty for the encoder's mirror
 * @param output the activation at the decoder's end, or empty to let the loss and the data's scale
 *     decide
 * @param scaling how rows are scaled: {@code unit} to [0, 1], {@code standard} to mean 0 and
 *     standard deviation 1, {@code robust} by quartiles, {@code none}, or {@code auto} for unit
 *     where the data's encoding bounds its values (bytes) and standard elsewhere
 * @param loss for example {@code mse}, or {@code auto} for what suits the columns where rows come
 *     out of a table, and {@code mse} elsewhere
 * @param corruption what is done to the input while the clean rows stay the target, for example
 *     {@code gaussian(0.2)+masking(0.1)}, or empty for nothing
 * @param options the variant's own options by name
 */
public record AutoencoderConfig(
    String variant,
    Shape input,
    String encoder,
    Optional<String> decoder,
    Optional<String> output,
    String scaling,
    String loss,
    Optional<String> corruption,
    Map<String, String> options) {

  public AutoencoderConfig {
    options = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(options));
    if (encoder.isBlank()) {
      throw new ConfigurationException("the encoder needs at least one layer, got none");
    }
  }

  /**
   * Returns a builder for rows of a shape: vanilla, layers 128 and 64, a code of 32, the loss
   * {@code auto}.
   */
  public static Builder builder(Shape input) {
    return new Builder(input);
  }

  /** Returns the same with another scaling. */
  public AutoencoderConfig withScaling(String kind) {
    return new AutoencoderConfig(
        variant, input, encoder, decoder, output, kind, loss, corruption, options);
  }

  /** Returns the same with another loss. */
  public AutoencoderConfig withLoss(String text) {
    return new AutoencoderConfig(
        variant, input, encoder, decoder, output, scaling, text, corruption, options);
  }

  /** Returns the same with another corruption, or with none. */
  public AutoencoderConfig withCorruption(Optional<String> text) {
    return new AutoencoderConfig(
        variant, input, encoder, decoder, output, scaling, loss, text, options);
  }

  /** Returns a reader of the variant's own options. */
  public Arguments arguments() {
    return new Arguments("variant " + variant, options);
  }

  /** Collects settings; not thread-safe. */
  public static final class Builder {
    private static final List<Integer> DEFAULT_LAYERS = List.of(128, 64);

    /** Far more than can be trained; a typing mistake should not use up the memory. */
    private static final int MAX_DEPTH = 1000;

    private final Shape input;
    private String variant = "vanilla";
    private Optional<AutoencoderFactory> proposed = Optional.empty();
    private Optional<List<Integer>> layers = Optional.empty();
    private int code = 32;
    private String activation = "relu";
    private Optional<String> codeActivation = Optional.empty();
    private Optional<String> encoder = Optional.empty();
    private Optional<String> decoder = Optional.empty();
    private Optional<String> output = Optional.empty();
    private String scaling = "auto";
    private String loss = "auto";
    private Optional<String> corruption = Optional.empty();
    private final Map<String, String> options = new LinkedHashMap<>();

    private Builder(Shape input) {
      this.input = input;
    }

    /** Sets the variant's id; the layers do not depend on it. */
    public Builder variant(String id) {
      this.variant = id;
      this.proposed = Optional.empty();
      return this;
    }

    /** Sets the variant, which proposes the encoder where neither layers nor depth are set. */
    public Builder variant(AutoencoderFactory factory) {
      this.variant = factory.id();
      this.proposed = Optional.of(factory);
      return this;
    }

    /** Sets the number of nodes of each hidden layer between the input and the code. */
    public Builder layers(int... nodes) {
      List<Integer> all = new ArrayList<>();
      for (int n : nodes) {
        all.add(atLeastOne("the number of nodes in a layer", n));
      }
      this.layers = Optional.of(all);
      return this;
    }

    /**
     * Sets the number of layers from the input to the code, the nodes tapering geometrically; call
     * after {@link #code}.
     */
    public Builder depth(int depth) {
      if (depth < 1 || depth > MAX_DEPTH) {
        throw new ConfigurationException("depth must be from 1 to " + MAX_DEPTH + ", got " + depth);
      }
      double ratio = Math.pow((double) code / input.size(), 1.0 / depth);
      List<Integer> all = new ArrayList<>();
      for (int i = 1; i < depth; i++) {
        all.add((int) Math.max(1, Math.round(input.size() * Math.pow(ratio, i))));
      }
      this.layers = Optional.of(all);
      return this;
    }

    /** Sets the number of values in the code. */
    public Builder code(int size) {
      this.code = atLeastOne("code", size);
      return this;
    }

    /** Sets the activation after each hidden layer. */
    public Builder activation(String id) {
      this.activation = id;
      return this;
    }

    /** Sets an activation on the code, which is linear otherwise. */
    public Builder codeActivation(String id) {
      this.codeActivation = Optional.of(id);
      return this;
    }

    /** Sets the encoder as text, in place of layers, code and activation. */
    public Builder encoder(String layers) {
      this.encoder = Optional.of(layers);
      return this;
    }

    /** Sets the decoder as text, in place of the encoder's mirror. */
    public Builder decoder(String layers) {
      this.decoder = Optional.of(layers);
      return this;
    }

    /** Sets the activation at the decoder's end. */
    public Builder output(String id) {
      this.output = Optional.of(id);
      return this;
    }

    /**
     * Sets how rows are scaled: {@code unit}, {@code standard}, {@code robust}, {@code none} or
     * {@code auto}.
     */
    public Builder scaling(String kind) {
      this.scaling = kind;
      return this;
    }

    /** Sets the reconstruction loss. */
    public Builder loss(String text) {
      this.loss = text;
      return this;
    }

    /** Sets what is done to the input; the clean rows stay the target. */
    public Builder corruption(String text) {
      this.corruption = Optional.of(text);
      return this;
    }

    /** Sets an option of the variant's own. */
    public Builder option(String name, String value) {
      this.options.put(name, value);
      return this;
    }

    /** Returns the configuration. */
    public AutoencoderConfig build() {
      return new AutoencoderConfig(
          variant,
          input,
          encoder.orElseGet(this::encoderText),
          decoder,
          output,
          scaling,
          loss,
          corruption,
          options);
    }

    private String encoderText() {
      Optional<String> proposal =
          layers.isPresent()
              ? Optional.empty()
              : proposed.flatMap(f -> f.defaultEncoder(input, code, activation));
      String text = proposal.orElseGet(this::denseText);
      return codeActivation.map(id -> text + " " + id).orElse(text);
    }

    private String denseText() {
      StringBuilder text = new StringBuilder();
      for (int nodes : layers.orElse(DEFAULT_LAYERS)) {
        text.append("dense(").append(nodes).append(") ").append(activation).append(' ');
      }
      return text.append("dense(").append(code).append(')').toString();
    }

    private static int atLeastOne(String name, int value) {
      if (value < 1) {
        throw new ConfigurationException(name + " must be at least 1, got " + value);
      }
      return value;
    }
  }
}
