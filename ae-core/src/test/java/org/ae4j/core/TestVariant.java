package org.ae4j.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ae4j.api.Arguments;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.AutoencoderFactory;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.Batch;
import org.ae4j.api.BuildContext;
import org.ae4j.api.Loss;
import org.ae4j.api.LossBreakdown;
import org.ae4j.api.Network;
import org.ae4j.api.RandomStream;
import org.ae4j.api.Shape;
import org.ae4j.api.TrainingStep;
import org.ae4j.core.data.FloatDataset;
import org.ejml.data.FMatrixRMaj;

/** Adds the simplest variant, {@code plain}: an encoder, a decoder, a loss and nothing else. */
public final class TestVariant implements AutoencoderPlugin {
  public static final String ID = "plain";

  /** Returns an engine with reference kernels that knows the variant. */
  public static Autoencoders engine(int threads) {
    return Autoencoders.builder()
        .kernels("reference")
        .plugin(new TestVariant())
        .threads(threads)
        .build();
  }

  /** Returns the builder of a plain autoencoder for rows of plain features. */
  public static AutoencoderConfig.Builder config(int columns, String encoder) {
    return AutoencoderConfig.builder(Shape.features(columns)).variant(ID).encoder(encoder);
  }

  /** Returns rows in [0, 1] that three hidden numbers a row explain, but for some noise. */
  public static FloatDataset rows(int rows, int columns, long seed) {
    RandomStream random = RandomStream.of(seed);
    RandomStream noise = random.named("noise");
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      double angle = 0;
      for (int k = 0; k < 3; k++) {
        angle +=
            random.uniform(3L * (i / columns) + k) * StrictMath.sin((k + 1) * (i % columns + 1.0));
      }
      values[i] = (float) (0.5 + 0.4 * StrictMath.sin(angle) + 0.1 * (noise.uniform(i) - 0.5));
    }
    return new FloatDataset("waves", Shape.features(columns), values);
  }

  /** Returns the first rows of a data set as a matrix. */
  public static FMatrixRMaj matrix(FloatDataset dataset, int rows) {
    FMatrixRMaj matrix = new FMatrixRMaj(rows, dataset.shape().size());
    System.arraycopy(dataset.values(), 0, matrix.data, 0, matrix.data.length);
    return matrix;
  }

  /** Returns the bytes of the model's file. */
  public static byte[] bytes(TrainedAutoencoder model, Path folder) {
    Path file = folder.resolve("model.safetensors");
    model.save(file);
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String id() {
    return "test." + ID;
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public List<AutoencoderFactory> autoencoders() {
    return List.of(new Factory());
  }

  private static final class Factory implements AutoencoderFactory {
    @Override
    public String id() {
      return ID;
    }

    @Override
    public String description() {
      return "for tests";
    }

    @Override
    public Autoencoder create(AutoencoderConfig config, BuildContext context) {
      Arguments options = config.arguments();
      boolean tied = options.flag("tied", false);
      options.finish();
      return Plain.create(config, context, tied);
    }
  }

  /** An encoder and a decoder. */
  public record Plain(Network encoder, Network decoder, Loss loss) implements Autoencoder {

    /** Builds both as a variant does. */
    public static Plain create(AutoencoderConfig config, BuildContext context, boolean tied) {
      Loss loss = context.loss(config.loss());
      Network encoder = context.network("encoder", config.input(), config.encoder());
      Network decoder =
          tied
              ? context.tiedDecoder(config, encoder, loss)
              : context.decoder(config, encoder.outputShape(), loss);
      return new Plain(encoder, decoder, loss);
    }

    @Override
    public List<Network> networks() {
      return List.of(encoder, decoder);
    }

    @Override
    public int codeSize() {
      return encoder.outputShape().size();
    }

    @Override
    public FMatrixRMaj encode(FMatrixRMaj rows) {
      return encoder.apply(rows);
    }

    @Override
    public FMatrixRMaj decode(FMatrixRMaj codes) {
      return decoder.apply(codes);
    }

    @Override
    public LossBreakdown computeGradients(Batch batch, TrainingStep step) {
      FMatrixRMaj code = step.forward(encoder, batch.input());
      FMatrixRMaj output = step.forward(decoder, code);
      FMatrixRMaj gradient = step.buffer("output gradient", output.numCols);
      LossBreakdown losses = step.losses();
      losses.add("reconstruction", step.loss(loss, output, batch.target(), gradient));
      step.backwardToParameters(encoder, step.backward(decoder, gradient));
      return losses;
    }
  }
}
