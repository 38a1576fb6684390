package org.ae4j.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ae4j.api.Arguments;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.api.EpochReport;
import org.ae4j.api.Expression;
import org.ae4j.api.LayerSpec;
import org.ae4j.api.Names;
import org.ae4j.api.Network;
import org.ae4j.api.Parameter;
import org.ae4j.api.Shape;
import org.ae4j.api.TrainingConfig;
import org.ae4j.core.data.FloatDataset;
import org.ae4j.core.model.ModelTensors;
import org.ejml.data.FMatrixRMaj;

/**
 * Greedy layer-wise pre-training (Bengio et al., 2007): each layer of the encoder, with its mirror
 * in the decoder, is trained by itself to reconstruct what the layers before it make of the rows.
 *
 * @param epochs of each layer
 */
public record LayerwisePretraining(int epochs) {
  private static final String ID = "layerwise";
  private static final int DEFAULT_EPOCHS = 5;
  private static final int MOST_EPOCHS = 1_000_000;

  /** Rows that go through a layer together between two layers' training. */
  private static final int CHUNK = 512;

  private static final String ENCODER = "encoder";
  private static final String DECODER = "decoder";

  public LayerwisePretraining {
    if (epochs < 1 || epochs > MOST_EPOCHS) {
      throw new ConfigurationException(
          "epochs of pre-training must be from 1 to " + MOST_EPOCHS + ", got " + epochs);
    }
  }

  /** Reads the text form: {@code layerwise} or {@code layerwise(5)}. */
  public static LayerwisePretraining parse(String text) {
    Expression expression = Expression.parse(text);
    if (!expression.name().equals(ID)) {
      throw Names.unknown("pre-training", expression.name(), List.of(ID));
    }
    Arguments arguments = new Arguments(expression);
    int epochs = arguments.nextInt("epochs", 1, MOST_EPOCHS, DEFAULT_EPOCHS);
    arguments.finish();
    return new LayerwisePretraining(epochs);
  }

  /** Returns the text form that {@link #parse} reads. */
  @Override
  public String toString() {
    return ID + "(" + epochs + ")";
  }

  /**
   * What came of it.
   *
   * @param weights to begin the training of the whole with
   * @param layers the last epoch of each layer, from the first
   */
  record Result(WeightTransfer weights, List<EpochReport> layers) {}

  /** Some layers of the encoder that are trained together: one with weights and what follows it. */
  private record Block(int first, List<LayerSpec> specs) {
    String text() {
      return String.join(" ", specs.stream().map(LayerSpec::toString).toList());
    }
  }

  /**
   * Trains each layer by itself.
   *
   * @param whole a session that has not begun, whose model is the whole
   * @param layers of its encoder
   * @throws ConfigurationException if encoder and decoder are not mirrors of each other
   */
  Result run(TrainingSession whole, List<LayerSpec> layers, Dataset rows) {
    Autoencoder model = whole.model();
    AutoencoderConfig config = whole.document().config();
    TrainingConfig training = training(whole.document().training());
    List<String> networks = model.networks().stream().map(Network::name).toList();
    if (!networks.equals(List.of(ENCODER, DECODER))) {
      throw new ConfigurationException(
          "layer-wise pre-training is for models of an encoder and a decoder, variant "
              + config.variant()
              + " has "
              + networks
              + "; train without");
    }
    Map<String, List<Parameter>> encoder = byLayer(model, ENCODER);
    List<List<Parameter>> decoder = new ArrayList<>(byLayer(model, DECODER).values());
    List<Block> blocks = blocks(layers, encoder);
    List<Parameter> weights = new ArrayList<>();
    List<EpochReport> reports = new ArrayList<>();
    Dataset inputs = rows;
    int end = decoder.size();
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      AutoencoderConfig own = config(config, block, inputs.shape(), i == 0);
      TrainedAutoencoder trained = whole.trainPlain(own, training, inputs);
      List<EpochReport> history = trained.document().history();
      reports.add(history.get(history.size() - 1));
      for (Parameter tensor : ModelTensors.of(trained.model())) {
        if (tensor.name().startsWith(ENCODER + ".")) {
          weights.add(renamed(tensor, ENCODER + "." + (block.first() + layer(tensor))));
        }
      }
      for (List<Parameter> mirror : byLayer(trained.model(), DECODER).values()) {
        end = lastLike(mirror, decoder, end);
        String name = layerName(decoder.get(end).get(0));
        mirror.forEach(tensor -> weights.add(renamed(tensor, name)));
      }
      if (i + 1 < blocks.size()) {
        inputs = encoded(trained, inputs);
      }
    }
    return new Result(WeightTransfer.of(weights), reports);
  }

  private TrainingConfig training(TrainingConfig whole) {
    TrainingConfig.Builder builder =
        TrainingConfig.builder()
            .epochs(epochs)
            .batchSize(whole.batchSize())
            .optimizer(whole.optimizer())
            .clipNorm(whole.clipNorm())
            .clipValue(whole.clipValue())
            .seed(whole.seed());
    whole.learningRate().ifPresent(builder::learningRate);
    return builder.build();
  }

  /**
   * Configures the first layer as the whole, later ones to reconstruct codes that are unbounded.
   */
  private static AutoencoderConfig config(
      AutoencoderConfig whole, Block block, Shape input, boolean first) {
    AutoencoderConfig.Builder builder = AutoencoderConfig.builder(input).encoder(block.text());
    Optional.ofNullable(whole.options().get("tied"))
        .ifPresent(tied -> builder.option("tied", tied));
    if (first) {
      whole.output().ifPresent(builder::output);
      return builder.scaling(whole.scaling()).loss(whole.loss()).build();
    }
    return builder.scaling("none").build();
  }

  private static List<Block> blocks(List<LayerSpec> specs, Map<String, List<Parameter>> weighted) {
    List<Integer> begins = new ArrayList<>();
    for (int i = 0; i < specs.size(); i++) {
      if (!specs.get(i).follows() && weighted.containsKey(ENCODER + "." + i)) {
        begins.add(i);
      }
    }
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < begins.size(); i++) {
      int from = i == 0 ? 0 : begins.get(i);
      int to = i + 1 < begins.size() ? begins.get(i + 1) : specs.size();
      blocks.add(new Block(from, specs.subList(from, to)));
    }
    return blocks;
  }

  /** Returns the weights of each layer of a network, by the layer's name, in order. */
  private static Map<String, List<Parameter>> byLayer(Autoencoder model, String network) {
    Map<String, List<Parameter>> layers = new LinkedHashMap<>();
    for (Parameter tensor : ModelTensors.of(model)) {
      if (tensor.name().startsWith(network + ".")) {
        layers.computeIfAbsent(layerName(tensor), name -> new ArrayList<>()).add(tensor);
      }
    }
    return layers;
  }

  /** Returns the last layer before {@code end} whose tensors are of the same names and shapes. */
  private static int lastLike(List<Parameter> own, List<List<Parameter>> layers, int end) {
    for (int i = end - 1; i >= 0; i--) {
      if (signature(layers.get(i)).equals(signature(own))) {
        return i;
      }
    }
    throw new ConfigurationException(
        "layer-wise pre-training found no layer of the decoder for "
            + own
            + "; leave out the decoder, so that it mirrors the encoder, or train without");
  }

  private static List<String> signature(List<Parameter> layer) {
    return layer.stream()
        .map(t -> t.name().substring(layerName(t).length()) + t.rows() + "x" + t.columns())
        .toList();
  }

  private static String layerName(Parameter tensor) {
    return tensor.name().substring(0, tensor.name().lastIndexOf('.'));
  }

  private static int layer(Parameter tensor) {
    return Integer.parseInt(tensor.name().split("\\.")[1]);
  }

  private static Parameter renamed(Parameter tensor, String layer) {
    String name = layer + tensor.name().substring(layerName(tensor).length());
    return new Parameter(name, tensor.rows(), tensor.columns(), tensor.values());
  }

  private static Dataset encoded(TrainedAutoencoder trained, Dataset rows) {
    int columns = rows.shape().size();
    int size = trained.codeSize();
    float[] codes = new float[Math.multiplyExact(rows.size(), size)];
    for (int first = 0; first < rows.size(); first += CHUNK) {
      FMatrixRMaj some = new FMatrixRMaj(Math.min(CHUNK, rows.size() - first), columns);
      for (int row = 0; row < some.numRows; row++) {
        rows.copyRow(first + row, some.data, row * columns);
      }
      FMatrixRMaj code = trained.encode(some);
      System.arraycopy(code.data, 0, codes, first * size, some.numRows * size);
    }
    Shape shape = trained.model().networks().get(0).outputShape();
    return new FloatDataset(rows.name() + " encoded", shape, codes);
  }
}
