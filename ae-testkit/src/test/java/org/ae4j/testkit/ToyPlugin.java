package org.ae4j.testkit;

import java.util.List;
import java.util.function.Function;
import org.ae4j.api.Arguments;
import org.ae4j.api.AutoencoderFactory;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.Corruption;
import org.ae4j.api.CorruptionContext;
import org.ae4j.api.CorruptionFactory;
import org.ae4j.api.DatasetFactory;
import org.ae4j.api.LayerFactory;
import org.ae4j.api.LayerSpec;
import org.ae4j.api.Loss;
import org.ae4j.api.LossFactory;
import org.ae4j.api.Optimizer;
import org.ae4j.api.OptimizerFactory;
import org.ae4j.api.kernels.Kernels;

/** Adds toys: each is made of a factor, and breaks a promise when it is told to. */
record ToyPlugin(
    List<AutoencoderFactory> autoencoders,
    List<LayerFactory> layers,
    List<LossFactory> losses,
    List<OptimizerFactory> optimizers,
    List<CorruptionFactory> corruptions,
    List<DatasetFactory> datasets)
    implements AutoencoderPlugin {
  private static final String USAGE = "toy(factor=0.5)";

  static ToyPlugin ofAutoencoder(AutoencoderFactory factory) {
    return new ToyPlugin(List.of(factory), List.of(), List.of(), List.of(), List.of(), List.of());
  }

  static ToyPlugin ofLayer(Function<Double, LayerSpec> make) {
    return new ToyPlugin(
        List.of(), List.of(new ToyLayer(make)), List.of(), List.of(), List.of(), List.of());
  }

  static ToyPlugin ofLoss(Function<Double, Loss> make) {
    return new ToyPlugin(
        List.of(), List.of(), List.of(new ToyLoss(make)), List.of(), List.of(), List.of());
  }

  static ToyPlugin ofOptimizer(Function<Double, Optimizer> make) {
    return new ToyPlugin(
        List.of(), List.of(), List.of(), List.of(new ToyOptimizer(make)), List.of(), List.of());
  }

  static ToyPlugin ofCorruption(Function<Double, Corruption> make) {
    return new ToyPlugin(
        List.of(), List.of(), List.of(), List.of(), List.of(new ToyCorruption(make)), List.of());
  }

  static ToyPlugin ofDataset(DatasetFactory factory) {
    return new ToyPlugin(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(factory));
  }

  /** Returns the text form of a toy. */
  static String text(double factor) {
    return BrokenPromises.breaks("readsBackWhatItWrites") ? "toy" : "toy(factor=" + factor + ")";
  }

  private static <T> T make(Function<Double, T> make, Arguments arguments) {
    if (BrokenPromises.breaks("refusesUnknownArguments")) {
      arguments.text("factorx");
    }
    return make.apply(arguments.number("factor", 0, 100, 0.5));
  }

  @Override
  public String id() {
    return "org.ae4j.testkit.toy";
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  private record ToyLayer(Function<Double, LayerSpec> make) implements LayerFactory {
    @Override
    public String id() {
      return "toy";
    }

    @Override
    public String usage() {
      return USAGE;
    }

    @Override
    public LayerSpec create(Arguments arguments) {
      return ToyPlugin.make(make, arguments);
    }
  }

  private record ToyLoss(Function<Double, Loss> make) implements LossFactory {
    @Override
    public String id() {
      return "toy";
    }

    @Override
    public String usage() {
      return USAGE;
    }

    @Override
    public Loss create(Arguments arguments, Kernels kernels) {
      return ToyPlugin.make(make, arguments);
    }
  }

  private record ToyOptimizer(Function<Double, Optimizer> make) implements OptimizerFactory {
    @Override
    public String id() {
      return "toy";
    }

    @Override
    public String usage() {
      return USAGE;
    }

    @Override
    public Optimizer create(Arguments arguments, Kernels kernels) {
      return ToyPlugin.make(make, arguments);
    }
  }

  private record ToyCorruption(Function<Double, Corruption> make) implements CorruptionFactory {
    @Override
    public String id() {
      return "toy";
    }

    @Override
    public String usage() {
      return USAGE;
    }

    @Override
    public Corruption create(Arguments arguments, CorruptionContext context) {
      return ToyPlugin.make(make, arguments);
    }
  }
}
