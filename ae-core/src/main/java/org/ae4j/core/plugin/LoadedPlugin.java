package org.ae4j.core.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.ae4j.api.AutoencoderFactory;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.CallbackFactory;
import org.ae4j.api.CorruptionFactory;
import org.ae4j.api.DatasetFactory;
import org.ae4j.api.LayerFactory;
import org.ae4j.api.LossFactory;
import org.ae4j.api.OptimizerFactory;
import org.ae4j.api.PluginException;
import org.ae4j.api.kernels.KernelsFactory;

/** What one plugin adds, asked for once and checked. */
record LoadedPlugin(
    PluginSource source,
    List<Registered<AutoencoderFactory>> autoencoders,
    List<Registered<LayerFactory>> layers,
    List<Registered<LossFactory>> losses,
    List<Registered<OptimizerFactory>> optimizers,
    List<Registered<CorruptionFactory>> corruptions,
    List<Registered<DatasetFactory>> datasets,
    List<Registered<CallbackFactory>> callbacks,
    List<Registered<KernelsFactory>> kernels) {
  private static final Pattern ID = Pattern.compile("[\\p{L}\\p{Nd}_.-]+");

  /**
   * Asks a plugin for everything that it adds, and for the help on it.
   *
   * @throws PluginException if the plugin was written for a newer SPI, or a list, factory, id or
   *     help is missing
   */
  static LoadedPlugin of(AutoencoderPlugin plugin, String location) {
    int version = plugin.spiVersion();
    if (version < 1 || version > AutoencoderPlugin.SPI_VERSION) {
      throw new PluginException(
          "was written for version "
              + version
              + " of the SPI, this ae4j takes versions from 1 up to "
              + AutoencoderPlugin.SPI_VERSION
              + (version < 1
                  ? "; ask its author to return AutoencoderPlugin.SPI_VERSION"
                  : "; use a newer ae4j, or an older version of the plugin"));
    }
    String id = checkedId(plugin.id(), "the plugin");
    PluginSource source = new PluginSource(id, plugin.getClass().getName(), location);
    return new LoadedPlugin(
        source,
        entries(
            "autoencoders()",
            plugin.autoencoders(),
            AutoencoderFactory::id,
            AutoencoderFactory::description,
            source),
        entries("layers()", plugin.layers(), LayerFactory::id, LayerFactory::usage, source),
        entries("losses()", plugin.losses(), LossFactory::id, LossFactory::usage, source),
        entries(
            "optimizers()",
            plugin.optimizers(),
            OptimizerFactory::id,
            OptimizerFactory::usage,
            source),
        entries(
            "corruptions()",
            plugin.corruptions(),
            CorruptionFactory::id,
            CorruptionFactory::usage,
            source),
        entries(
            "datasets()",
            plugin.datasets(),
            DatasetFactory::id,
            DatasetFactory::description,
            source),
        entries(
            "callbacks()", plugin.callbacks(), CallbackFactory::id, CallbackFactory::usage, source),
        entries("kernels()", plugin.kernels(), KernelsFactory::id, KernelsFactory::id, source));
  }

  private static <F> List<Registered<F>> entries(
      String list,
      List<F> factories,
      Function<F, String> id,
      Function<F, String> help,
      PluginSource source) {
    if (Objects.isNull(factories)) {
      throw new PluginException(list + " returned null; return an empty list");
    }
    List<Registered<F>> entries = new ArrayList<>();
    for (F factory : factories) {
      if (Objects.isNull(factory)) {
        throw new PluginException(list + " holds null");
      }
      String what = factory.getClass().getName();
      String checked = checkedId(id.apply(factory), what);
      if (Objects.isNull(help.apply(factory))) {
        throw new PluginException(what + " says nothing of its use; return a line of text");
      }
      entries.add(new Registered<>(checked, factory, source));
    }
    return List.copyOf(entries);
  }

  private static String checkedId(String id, String what) {
    if (Objects.isNull(id) || !ID.matcher(id).matches()) {
      throw new PluginException(
          what
              + " has the id "
              + (id == null ? "null" : "'" + id + "'")
              + ", expected letters,"
              + " digits, '_', '-' and '.'");
    }
    return id;
  }
}
