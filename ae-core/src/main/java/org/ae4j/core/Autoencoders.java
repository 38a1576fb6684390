package org.ae4j.core;

import com.google.inject.Binder;
import com.google.inject.Guice;
import com.google.inject.Injector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.api.TrainingConfig;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.core.kernels.KernelsSelection;
import org.ae4j.core.model.ModelDocument;
import org.ae4j.core.model.StoredModel;
import org.ae4j.core.plugin.PluginLoader;
import org.ae4j.core.plugin.Registry;

/**
 * The entrance to ae4j: what plugins offer, wired with the fastest kernels. Immutable and
 * thread-safe.
 */
public final class Autoencoders {
  /** Far more than steps of a millisecond can use; a typing mistake should not start a million. */
  private static final int MAX_THREADS = 256;

  private final Injector injector;
  private final int threads;

  private Autoencoders(Injector injector, int threads) {
    this.injector = injector;
    this.threads = threads;
  }

  /** Finds plugins through the context class loader and takes the fastest kernels. */
  public static Autoencoders load() {
    return builder().build();
  }

  /** Finds plugins through a class loader and takes the fastest kernels. */
  public static Autoencoders load(ClassLoader classLoader) {
    return builder().classLoader(classLoader).build();
  }

  /**
   * Returns a builder: the context class loader, the fastest kernels, a thread for each processor.
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns everything that plugins add, and what was left out. */
  public Registry registry() {
    return injector.getInstance(Registry.class);
  }

  /** Returns the numerical loops in use. */
  public Kernels kernels() {
    return injector.getInstance(Kernels.class);
  }

  /** Returns which numerical loops are in use, and why. */
  public KernelsSelection kernelsSelection() {
    return injector.getInstance(KernelsSelection.class);
  }

  /** Returns the number of threads that a training run takes. */
  public int threads() {
    return threads;
  }

  /**
   * Trains a model to the end.
   *
   * @param rows in the units of their source; the model remembers how they are scaled
   * @throws ConfigurationException if settings, model and data do not fit together; nothing was
   *     trained
   * @throws org.ae4j.api.NumericalException if the loss leaves the finite numbers
   */
  public TrainedAutoencoder train(AutoencoderConfig config, TrainingConfig training, Dataset rows) {
    return prepare(config, training, rows).run();
  }

  /** Sets up a training with validation, callbacks or checkpoints; see {@link #train}. */
  public TrainingSession prepare(AutoencoderConfig config, TrainingConfig training, Dataset rows) {
    return TrainingSession.begin(this, config, training, rows);
  }

  /**
   * Sets up a training that goes on where a checkpoint was left, bit for bit as if it had never
   * stopped.
   *
   * @param checkpoint stays open until the run begins
   * @param training as in the checkpoint, or with more epochs
   * @param rows the same as in the interrupted run
   */
  public TrainingSession resume(StoredModel checkpoint, TrainingConfig training, Dataset rows) {
    return TrainingSession.resume(this, checkpoint, training, rows);
  }

  /**
   * Reads a model from a file, or the model of a checkpoint.
   *
   * @throws org.ae4j.api.ModelFormatException if the file is truncated, forged or of another schema
   * @throws ConfigurationException if the model needs a plugin that is not there
   */
  public TrainedAutoencoder read(Path file) {
    try (StoredModel stored = StoredModel.open(file)) {
      return read(stored);
    }
  }

  /** Reads the model of an open file, which the caller closes; see {@link #read(Path)}. */
  public TrainedAutoencoder read(StoredModel stored) {
    ModelDocument document = stored.document();
    return new TrainedAutoencoder(
        TrainingSession.build(registry(), kernels(), document, stored.weights()), document);
  }

  /** Collects settings; not thread-safe. */
  public static final class Builder {
    private Optional<ClassLoader> classLoader = Optional.empty();
    private Optional<ModuleLayer> layer = Optional.empty();
    private final List<AutoencoderPlugin> plugins = new ArrayList<>();
    private Optional<String> kernels = Optional.empty();
    private int threads = Runtime.getRuntime().availableProcessors();

    private Builder() {}

    /** Sets the class loader that plugins are found through. */
    public Builder classLoader(ClassLoader classLoader) {
      this.classLoader = Optional.of(classLoader);
      return this;
    }

    /** Sets the module layer that plugins are found in, in place of a class loader. */
    public Builder moduleLayer(ModuleLayer layer) {
      this.layer = Optional.of(layer);
      return this;
    }

    /** Adds a plugin that needs no declaration. */
    public Builder plugin(AutoencoderPlugin plugin) {
      this.plugins.add(plugin);
      return this;
    }

    /** Forces kernels by id, whatever the system property {@code ae.kernels} says. */
    public Builder kernels(String id) {
      this.kernels = Optional.of(id);
      return this;
    }

    /** Sets the number of threads that a training run takes; the results do not depend on it. */
    public Builder threads(int threads) {
      if (threads < 1 || threads > MAX_THREADS) {
        throw new ConfigurationException(
            "threads must be from 1 to " + MAX_THREADS + ", got " + threads);
      }
      this.threads = threads;
      return this;
    }

    /**
     * Finds the plugins and chooses the kernels.
     *
     * @throws ConfigurationException if the forced kernels are unknown or not available here
     */
    public Autoencoders build() {
      AutoencoderPlugin[] more = plugins.toArray(AutoencoderPlugin[]::new);
      Registry registry =
          layer
              .map(found -> PluginLoader.load(found, more))
              .orElseGet(
                  () ->
                      PluginLoader.load(
                          classLoader.orElseGet(PluginLoader::defaultClassLoader), more));
      KernelsSelection selection =
          kernels
              .map(id -> KernelsSelection.choose(registry.kernels(), id))
              .orElseGet(() -> KernelsSelection.choose(registry.kernels()));
      return new Autoencoders(
          Guice.createInjector(
              Binder::requireExplicitBindings, new AutoencoderModule(registry, selection)),
          threads);
    }
  }
}
