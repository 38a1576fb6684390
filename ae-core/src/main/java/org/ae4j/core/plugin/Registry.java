package org.ae4j.core.plugin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ae4j.api.Arguments;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.AutoencoderException;
import org.ae4j.api.AutoencoderFactory;
import org.ae4j.api.BuildContext;
import org.ae4j.api.Callback;
import org.ae4j.api.CallbackFactory;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Corruption;
import org.ae4j.api.CorruptionContext;
import org.ae4j.api.CorruptionFactory;
import org.ae4j.api.DatasetFactory;
import org.ae4j.api.Expression;
import org.ae4j.api.LayerFactory;
import org.ae4j.api.LayerSpec;
import org.ae4j.api.Loss;
import org.ae4j.api.LossFactory;
import org.ae4j.api.Optimizer;
import org.ae4j.api.OptimizerFactory;
import org.ae4j.api.PluginException;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.api.kernels.KernelsFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that plugins add, by kind and id, and what was left out. Immutable and thread-safe.
 *
 * <p>Where a text form is read, an unknown name or argument is a {@link ConfigurationException}
 * that names the nearest known one; an id that plugins quarrel about, and a factory that fails in
 * an unexpected way, is a {@link PluginException}.
 */
public final class Registry {
  private static final Logger LOG = LoggerFactory.getLogger(Registry.class);

  private final List<PluginSource> plugins;
  private final List<PluginFailure> failures;
  private final Catalog<AutoencoderFactory> autoencoders;
  private final Catalog<LayerFactory> layers;
  private final Catalog<LossFactory> losses;
  private final Catalog<OptimizerFactory> optimizers;
  private final Catalog<CorruptionFactory> corruptions;
  private final Catalog<DatasetFactory> datasets;
  private final Catalog<CallbackFactory> callbacks;
  private final Catalog<KernelsFactory> kernels;

  private Registry(
      List<LoadedPlugin> loaded, Map<LoadedPlugin, String> refused, List<PluginFailure> failed) {
    String hint = hint(failed);
    List<PluginFailure> all = new ArrayList<>(failed);
    this.plugins =
        loaded.stream().filter(p -> !refused.containsKey(p)).map(LoadedPlugin::source).toList();
    this.autoencoders =
        Catalog.of("variant", loaded, LoadedPlugin::autoencoders, refused, hint, all);
    this.layers = Catalog.of("layer", loaded, LoadedPlugin::layers, refused, hint, all);
    this.losses = Catalog.of("loss", loaded, LoadedPlugin::losses, refused, hint, all);
    this.optimizers = Catalog.of("optimizer", loaded, LoadedPlugin::optimizers, refused, hint, all);
    this.corruptions =
        Catalog.of("corruption", loaded, LoadedPlugin::corruptions, refused, hint, all);
    this.datasets = Catalog.of("data set", loaded, LoadedPlugin::datasets, refused, hint, all);
    this.callbacks = Catalog.of("callback", loaded, LoadedPlugin::callbacks, refused, hint, all);
    this.kernels = Catalog.of("kernels", loaded, LoadedPlugin::kernels, refused, hint, all);
    this.failures = List.copyOf(all);
  }

  static Registry of(List<LoadedPlugin> loaded, List<PluginFailure> failed) {
    List<PluginFailure> all = new ArrayList<>(failed);
    Map<LoadedPlugin, String> refused = new HashMap<>();
    loaded.stream()
        .collect(Collectors.groupingBy(p -> p.source().plugin(), TreeMap::new, Collectors.toList()))
        .forEach(
            (id, claimants) -> {
              if (claimants.size() > 1) {
                List<PluginSource> sources = claimants.stream().map(LoadedPlugin::source).toList();
                PluginFailure failure = Catalog.collision("plugin '" + id + "'", sources);
                all.add(failure);
                claimants.forEach(p -> refused.put(p, failure.toString()));
              }
            });
    return new Registry(loaded, refused, all);
  }

  private static String hint(List<PluginFailure> failed) {
    return failed.isEmpty()
        ? ""
        : failed.stream()
            .map(PluginFailure::toString)
            .collect(Collectors.joining("; ", "; plugins left out: ", ""));
  }

  /** Returns the plugins in use. */
  public List<PluginSource> plugins() {
    return plugins;
  }

  /** Returns what was left out, and why. */
  public List<PluginFailure> failures() {
    return failures;
  }

  /** Returns the variants. */
  public Catalog<AutoencoderFactory> autoencoders() {
    return autoencoders;
  }

  /** Returns the kinds of layers. */
  public Catalog<LayerFactory> layers() {
    return layers;
  }

  /** Returns the kinds of losses. */
  public Catalog<LossFactory> losses() {
    return losses;
  }

  /** Returns the kinds of optimizers. */
  public Catalog<OptimizerFactory> optimizers() {
    return optimizers;
  }

  /** Returns the kinds of corruptions. */
  public Catalog<CorruptionFactory> corruptions() {
    return corruptions;
  }

  /** Returns the data sets and formats. */
  public Catalog<DatasetFactory> datasets() {
    return datasets;
  }

  /** Returns the kinds of callbacks. */
  public Catalog<CallbackFactory> callbacks() {
    return callbacks;
  }

  /** Returns the numerical loops. */
  public Catalog<KernelsFactory> kernels() {
    return kernels;
  }

  /** Returns the factory of a variant. */
  public AutoencoderFactory autoencoder(String id) {
    return autoencoders.get(id);
  }

  /** Builds the autoencoder that a configuration describes. */
  public Autoencoder autoencoder(AutoencoderConfig config, BuildContext context) {
    Registered<AutoencoderFactory> entry = autoencoders.entry(config.variant());
    return make(
        autoencoders, entry, "an autoencoder", () -> entry.factory().create(config, context));
  }

  /** Returns the factory of a kind of layer. */
  public LayerFactory layer(String id) {
    return layers.get(id);
  }

  /** Reads layers in their text form, for example {@code dense(128) relu dense(32)}. */
  public List<LayerSpec> parseLayers(String text) {
    List<LayerSpec> specs = new ArrayList<>();
    for (Expression expression : Expression.parseList(text)) {
      specs.add(make(layers, expression, LayerFactory::create));
    }
    return List.copyOf(specs);
  }

  /** Reads a loss in its text form, for example {@code huber(delta=1)}. */
  public Loss loss(String text, Kernels kernels) {
    String named = text.equals("auto") ? "mse" : text; // a table's rows settle it before
    return make(losses, Expression.parse(named), (f, arguments) -> f.create(arguments, kernels));
  }

  /** Reads an optimizer in its text form, for example {@code adam(beta1=0.9)}. */
  public Optimizer optimizer(String text, Kernels kernels) {
    return make(optimizers, Expression.parse(text), (f, arguments) -> f.create(arguments, kernels));
  }

  /** Reads one corruption in its text form, for example {@code masking(0.3)}. */
  public Corruption corruption(String text, CorruptionContext context) {
    return make(
        corruptions, Expression.parse(text), (f, arguments) -> f.create(arguments, context));
  }

  /** Makes a callback from its text form. */
  public Callback callback(String text) {
    return make(callbacks, Expression.parse(text), CallbackFactory::create);
  }

  /**
   * Returns the factory for a data set's id, or for a path whose form exactly one factory
   * recognizes.
   *
   * @throws ConfigurationException if none or more than one recognizes it
   */
  public DatasetFactory dataset(String source) {
    if (datasets.ids().contains(source) || datasets.collisions().containsKey(source)) {
      return datasets.get(source);
    }
    List<Registered<DatasetFactory>> matching =
        datasets.entries().stream().filter(entry -> recognizes(entry, source)).toList();
    if (matching.isEmpty()) {
      throw new ConfigurationException(
          datasets.unknown(source).getMessage()
              + "; a path must have a form that one of them recognizes, such as rows.csv or a folder"
              + " of images");
    }
    if (matching.size() > 1) {
      throw new ConfigurationException(
          "'"
              + source
              + "' is recognized by more than one data format: "
              + matching.stream()
                  .map(entry -> entry.id() + " (" + entry.source() + ")")
                  .collect(Collectors.joining(", "))
              + "; choose one by its id");
    }
    return matching.get(0).factory();
  }

  private static boolean recognizes(Registered<DatasetFactory> entry, String source) {
    try {
      return entry.factory().recognizes(source);
    } catch (RuntimeException | LinkageError e) {
      LOG.warn(
          "data set '{}' of {} cannot tell whether it reads '{}'",
          entry.id(),
          entry.source(),
          source,
          e);
      return false;
    }
  }

  private static <F, T> T make(
      Catalog<F> catalog, Expression expression, BiFunction<F, Arguments, T> create) {
    Registered<F> entry = catalog.entry(expression.name());
    Arguments arguments = new Arguments(expression);
    T made =
        make(catalog, entry, expression.toString(), () -> create.apply(entry.factory(), arguments));
    arguments.finish();
    return made;
  }

  /** Blames the plugin for a factory that fails. */
  private static <F, T> T make(
      Catalog<F> catalog, Registered<F> entry, String what, Supplier<T> create) {
    String who = catalog.kind() + " '" + entry.id() + "' of " + entry.source();
    T made;
    try {
      made = create.get();
    } catch (AutoencoderException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      throw new PluginException(who + " cannot make " + what + ": " + Declarations.oneLine(e), e);
    }
    if (made == null) {
      throw new PluginException(who + " returned null instead of " + what);
    }
    return made;
  }
}
