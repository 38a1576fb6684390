package org.ae4j.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Collectors;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Layer;
import org.ae4j.api.LayerSpec;
import org.ae4j.api.Network;
import org.ae4j.api.Parameter;
import org.ae4j.api.RandomStream;
import org.ae4j.api.Shape;
import org.ae4j.api.ShapeException;
import org.ae4j.core.TestVariant;
import org.ae4j.core.kernels.ReferenceKernels;
import org.ae4j.core.plugin.Registry;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkBuilderTest {
  private static final Registry REGISTRY = TestVariant.engine(1).registry();
  private static final Shape INPUT = Shape.features(20);

  private final NetworkBuilder builder =
      new NetworkBuilder(
          REGISTRY, new ReferenceKernels(), WeightSource.initialized(), RandomStream.of(1));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dense(8)                                       | dense(20)
          dense(8) tanh                                  | dense(20)
          dense(8) relu dense(3)                         | dense(8) relu dense(20)
          dense(8) relu dense(3) sigmoid                 | dense(8) relu dense(20)
          dense(9) relu dense(8) tanh dense(3) elu       | dense(8) tanh dense(9) relu dense(20)
          dense(8) batchnorm relu dropout(0.2) dense(3)  | dense(8) batchnorm relu dense(20)
          dense(8) relu layernorm dense(3) batchnorm     | dense(8) relu layernorm dense(20)
          dropout(0.1) dense(8) leaky_relu(0.2) dense(3) | dense(8) leaky_relu(0.2) dense(20)
          batchnorm dense(8) softmax dense(3)            | dense(8) softmax dense(20)
          dense(8,bias=false) relu dense(3)              | dense(8) relu dense(20,bias=false)
          """)
  void mirrorsAnEncoder(String encoder, String decoder) {
    List<LayerSpec> mirror = Mirror.of(REGISTRY.parseLayers(encoder), INPUT);

    assertThat(mirror.stream().map(LayerSpec::toString).collect(Collectors.joining(" ")))
        .isEqualTo(decoder);
  }

  @Test
  void mirrorsBackToTheInputsShape() {
    AutoencoderConfig config =
        AutoencoderConfig.builder(Shape.image(1, 4, 5)).encoder("dense(8) relu dense(3)").build();

    Network decoder = builder.decoder(config, Shape.features(3), builder.loss("mse"));

    assertThat(decoder.outputShape()).isEqualTo(Shape.image(1, 4, 5));
  }

  /** Scaling, loss, decoder and output activation, and which one the decoder ends with. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          unit     | mse | |                   | sigmoid
          standard | mse | |                   | linear
          none     | mse | |                   | linear
          unit     | mse | | linear            | linear
          unit     | mse | | relu              | relu
          none     | mse | | tanh              | tanh
          unit     | bce | |                   | sigmoid
          none     | bce | |                   | sigmoid
          none     | bce | | sigmoid           | sigmoid
          none     | cce | |                   | softmax
          none     | cce | | softmax           | softmax
          none     | mse | dense(20) tanh |    | tanh
          unit     | mse | dense(20) tanh |    | tanh
          none     | bce | dense(20) sigmoid | | sigmoid
          none     | bce | dense(20) |         | sigmoid
          none     | mse | dense(20) | tanh    | tanh
          """)
  void choosesTheOutputActivation(
      String scaling, String loss, String decoder, String output, String expected) {
    AutoencoderConfig.Builder config =
        AutoencoderConfig.builder(INPUT).encoder("dense(3)").scaling(scaling).loss(loss);
    if (decoder != null) {
      config.decoder(decoder);
    }
    if (output != null) {
      config.output(output);
    }
    LayerStack built =
        (LayerStack) builder.decoder(config.build(), Shape.features(3), builder.loss(loss));

    FMatrixRMaj code = new FMatrixRMaj(2, 3, true, 1, -2, 3, -1, 2, -3);
    float[] logits = logits(built, code);
    float[] values = built.apply(code).data;
    double exponentials = 0;
    for (int i = 0; i < 20; i++) {
      exponentials += Math.exp(logits[i]);
    }
    for (int i = 0; i < 20; i++) {
      double x = logits[i];
      double wanted =
          switch (expected) {
            case "sigmoid" -> 1 / (1 + Math.exp(-x));
            case "softmax" -> Math.exp(x) / exponentials;
            case "tanh" -> Math.tanh(x);
            case "relu" -> Math.max(0, x);
            default -> x;
          };
      assertThat((double) values[i]).isCloseTo(wanted, within(1e-5));
    }
    boolean inLoss = !loss.equals("mse");
    assertThat(built.trainedLayers()).hasSize(built.layers().size() - (inLoss ? 1 : 0));
  }

  /** Computes what the dense layer gives before any activation. */
  private static float[] logits(LayerStack decoder, FMatrixRMaj code) {
    List<Parameter> parameters = decoder.layers().get(0).parameters();
    float[] logits = parameters.get(1).values().clone();
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 20; j++) {
        logits[j] += code.data[i] * parameters.get(0).values()[i * 20 + j];
      }
    }
    return logits;
  }

  @Test
  void refusesAnOutputBesideADecoderThatEndsWithAnActivation() {
    AutoencoderConfig config =
        AutoencoderConfig.builder(INPUT)
            .encoder("dense(3)")
            .decoder("dense(20) relu")
            .output("sigmoid")
            .build();

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> builder.decoder(config, Shape.features(3), builder.loss("mse")))
        .withMessageContaining("the decoder ends with relu")
        .withMessageContaining("output activation is sigmoid");
  }

  @ParameterizedTest
  @CsvSource({"bce,linear,sigmoid", "bce,tanh,sigmoid", "cce,sigmoid,softmax"})
  void refusesAnOutputThatTheLossIsNotFor(String loss, String output, String needed) {
    AutoencoderConfig config =
        AutoencoderConfig.builder(INPUT).encoder("dense(3)").loss(loss).output(output).build();

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> builder.decoder(config, Shape.features(3), builder.loss(loss)))
        .withMessageContaining("loss " + loss + " is for outputs of " + needed + ", got " + output);
  }

  @Test
  void refusesADecoderThatDoesNotRestoreTheShape() {
    AutoencoderConfig config =
        AutoencoderConfig.builder(INPUT)
            .encoder("dense(3)")
            .decoder("dense(8) relu dense(19)")
            .build();

    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> builder.decoder(config, Shape.features(3), builder.loss("mse")))
        .withMessageContaining("does not restore the input's shape 20")
        .withMessageContaining("3 -> dense(8) -> 8 -> relu -> 8 -> dense(19) -> 19");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dense(8) batchnorm dense(3)", "dense(8) layernorm relu dense(3)"})
  void refusesTiedWeightsBesideOthers(String encoder) {
    AutoencoderConfig config = AutoencoderConfig.builder(INPUT).encoder(encoder).build();
    Network built = builder.network("encoder", INPUT, encoder);

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> builder.tiedDecoder(config, built, builder.loss("mse")))
        .withMessageContaining("tied weights need an encoder whose only weights are in dense");
  }

  @Test
  void refusesTiedWeightsWithADecoder() {
    AutoencoderConfig config =
        AutoencoderConfig.builder(INPUT).encoder("dense(3)").decoder("dense(20)").build();
    Network built = builder.network("encoder", INPUT, "dense(3)");

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> builder.tiedDecoder(config, built, builder.loss("mse")))
        .withMessageContaining("leave out the decoder or 'tied'");
  }

  @Test
  void tiedDecodersShareEachWeight() {
    String layers = "dense(8) tanh dropout(0.1) dense(3) tanh";
    AutoencoderConfig config = AutoencoderConfig.builder(INPUT).encoder(layers).build();
    Network encoder = builder.network("encoder", INPUT, layers);

    Network decoder = builder.tiedDecoder(config, encoder, builder.loss("mse"));

    assertThat(parameters(decoder))
        .extracting(Parameter::name)
        .containsExactly(
            "encoder.3.weight", "decoder.0.bias", "encoder.0.weight", "decoder.2.bias");
    assertThat(parameters(decoder).get(0)).isSameAs(parameters(encoder).get(2));
    assertThat(parameters(decoder).get(2)).isSameAs(parameters(encoder).get(0));
  }

  /** Uniform weights reach nearly to their limit, whose square is 6 / fan-in or 6 / fans. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dense(400) relu                       | 0.3873
          dense(400) batchnorm relu             | 0.3873
          dense(400) dropout(0.1) layernorm elu | 0.3873
          dense(400)                            | 0.1175
          dense(400) tanh                       | 0.1175
          dense(400) batchnorm tanh             | 0.1175
          dense(400) softmax                    | 0.1175
          dense(400) dense(3) relu              | 0.1175
          """)
  void theInitializerLooksPastNormalizations(String layers, double limit) {
    Network network = builder.network("encoder", Shape.features(40), layers);

    double greatest = 0;
    for (float value : parameters(network).get(0).values()) {
      greatest = Math.max(greatest, Math.abs(value));
    }

    assertThat(greatest).isBetween(0.98 * limit, limit + 1e-4);
  }

  @Test
  void weightsDependOnSeedAndNameAlone() {
    float[] first =
        parameters(builder.network("encoder", INPUT, "dense(4) relu dense(3)")).get(0).values();
    float[] again =
        parameters(builder.network("encoder", INPUT, "dense(4) relu dense(7)")).get(0).values();
    float[] other =
        parameters(builder.network("other", INPUT, "dense(4) relu dense(3)")).get(0).values();

    assertThat(again).containsExactly(first);
    assertThat(other).isNotEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({"dense(24) relu, he_uniform", "dense(2x3x4) relu, glorot_uniform"})
  void mapsStartWithGlorotsWeightsEvenBeforeARectifier(String layers, String initializer) {
    String explicit = layers.replace(")", ",init=" + initializer + ")");

    assertThat(parameters(builder.network("encoder", INPUT, layers)).get(0).values())
        .containsExactly(parameters(builder.network("encoder", INPUT, explicit)).get(0).values());
  }

  @Test
  void refusesANetworkWithoutLayers() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> builder.network("encoder", INPUT, " "))
        .withMessageContaining("encoder needs at least one layer");
  }

  @Test
  void aNetworkRefusesRowsOfAnotherLength() {
    Network network = builder.network("encoder", INPUT, "dense(4)");

    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> network.apply(new FMatrixRMaj(1, 21)))
        .withMessage("encoder takes rows of 20 values (20), got 21");
  }

  @Test
  void anActivationJoinsTheLayerBeforeIt() {
    Network network = builder.network("encoder", INPUT, "dense(4) relu dense(3) batchnorm tanh");

    assertThat(network.layers()).hasSize(4);
    assertThat(network.outputShape()).isEqualTo(Shape.features(3));
  }

  private static List<Parameter> parameters(Network network) {
    return network.layers().stream().map(Layer::parameters).flatMap(List::stream).toList();
  }
}
