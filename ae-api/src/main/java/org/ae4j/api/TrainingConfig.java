package org.ae4j.api;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a model is trained; with the data and the {@link AutoencoderConfig} it decides every bit of
 * the result.
 *
 * @param epochs how often each row is seen, at least 1
 * @param batchSize rows a step, at least 1; an epoch's last step has what is left
 * @param optimizer text form, for example {@code adam}
 * @param learningRate greater than 0, or empty for the optimizer's own default
 * @param schedule text form of how the learning rate changes, for example {@code cosine}
 * @param clipNorm the greatest norm of all gradients together, 0 for no bound
 * @param clipValue the greatest magnitude of a gradient's element, 0 for no bound
 * @param patience epochs without a better loss after which training stops, 0 for never
 * @param minimumImprovement by how much a loss must be lower to be better
 * @param keepBest whether the weights of the best epoch are kept, instead of the last's
 * @param seed of all randomness
 * @param pretraining text form of what is trained before the whole, for example {@code
 *     layerwise(5)}, or empty for nothing
 * @param frozen names of networks, layers and tensors whose weights stay as they are, for example
 *     {@code encoder}, {@code encoder(2)} for its first two layers, or {@code decoder.0.weight}
 */
public record TrainingConfig(
    int epochs,
    int batchSize,
    String optimizer,
    OptionalDouble learningRate,
    String schedule,
    double clipNorm,
    double clipValue,
    int patience,
    double minimumImprovement,
    boolean keepBest,
    long seed,
    Optional<String> pretraining,
    List<String> frozen) {

  public TrainingConfig {
    frozen = List.copyOf(frozen);
    require(epochs >= 1, "epochs", epochs, "at least 1");
    require(batchSize >= 1, "batch size", batchSize, "at least 1");
    require(batchSize <= 1 << 20, "batch size", batchSize, "at most " + (1 << 20));
    double rate = learningRate.orElse(1);
    require(rate > 0 && rate < Double.MAX_VALUE, "learning rate", rate, "greater than 0");
    require(clipNorm >= 0, "clip norm", clipNorm, "at least 0");
    require(clipValue >= 0, "clip value", clipValue, "at least 0");
    require(patience >= 0, "patience", patience, "at least 0");
    require(minimumImprovement >= 0, "minimum improvement", minimumImprovement, "at least 0");
  }

  private static void require(boolean holds, String name, Number value, String range) {
    if (!holds) {
      throw new ConfigurationException(name + " must be " + range + ", got " + value);
    }
  }

  /**
   * Returns a builder: 10 epochs, batches of 128, Adam at its own rate, the weights of the last
   * epoch, seed 1.
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the same with another number of epochs. */
  public TrainingConfig withEpochs(int count) {
    return new TrainingConfig(
        count,
        batchSize,
        optimizer,
        learningRate,
        schedule,
        clipNorm,
        clipValue,
        patience,
        minimumImprovement,
        keepBest,
        seed,
        pretraining,
        frozen);
  }

  /** Collects settings; not thread-safe. */
  public static final class Builder {
    private int epochs = 10;
    private int batchSize = 128;
    private String optimizer = "adam";
    private OptionalDouble learningRate = OptionalDouble.empty();
    private Optional<String> schedule = Optional.empty();
    private double clipNorm;
    private double clipValue;
    private int patience;
    private double minimumImprovement;
    private boolean keepBest;
    private long seed = 1;
    private Optional<String> pretraining = Optional.empty();
    private List<String> frozen = List.of();

    private Builder() {}

    /** Sets how often each row is seen. */
    public Builder epochs(int count) {
      this.epochs = count;
      return this;
    }

    /** Sets the rows a step. */
    public Builder batchSize(int rows) {
      this.batchSize = rows;
      return this;
    }

    /** Sets the optimizer by its text form. */
    public Builder optimizer(String text) {
      this.optimizer = text;
      return this;
    }

    /** Sets the learning rate. */
    public Builder learningRate(double rate) {
      this.learningRate = OptionalDouble.of(rate);
      return this;
    }

    /** Sets how the learning rate changes, by text form; constant unless set. */
    public Builder schedule(String text) {
      this.schedule = Optional.of(text);
      return this;
    }

    /** Bounds the norm of all gradients together. */
    public Builder clipNorm(double norm) {
      this.clipNorm = norm;
      return this;
    }

    /** Bounds the magnitude of each gradient's element. */
    public Builder clipValue(double value) {
      this.clipValue = value;
      return this;
    }

    /**
     * Stops after so many epochs without a loss that is lower by more than {@code
     * minimumImprovement}.
     */
    public Builder earlyStopping(int epochsOfPatience, double minimum) {
      this.patience = epochsOfPatience;
      this.minimumImprovement = minimum;
      return this;
    }

    /** Keeps the weights of the epoch with the lowest loss. */
    public Builder keepBest(boolean keep) {
      this.keepBest = keep;
      return this;
    }

    /** Sets the seed of all randomness. */
    public Builder seed(long value) {
      this.seed = value;
      return this;
    }

    /** Trains layers one after the other before the whole, as the text form says. */
    public Builder pretraining(String text) {
      this.pretraining = Optional.of(text);
      return this;
    }

    /** Leaves the weights of networks, layers or tensors as they are, by names. */
    public Builder freeze(String... names) {
      this.frozen = List.of(names);
      return this;
    }

    /** Returns the configuration. */
    public TrainingConfig build() {
      return new TrainingConfig(
          epochs,
          batchSize,
          optimizer,
          learningRate,
          schedule.orElse("constant"),
          clipNorm,
          clipValue,
          patience,
          minimumImprovement,
          keepBest,
          seed,
          pretraining,
          frozen);
    }
  }
}
