package org.ae4j.core;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import java.util.List;
import org.ae4j.api.AutoencoderFactory;
import org.ae4j.api.CallbackFactory;
import org.ae4j.api.CorruptionFactory;
import org.ae4j.api.DatasetFactory;
import org.ae4j.api.LayerFactory;
import org.ae4j.api.LossFactory;
import org.ae4j.api.OptimizerFactory;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.api.kernels.KernelsFactory;
import org.ae4j.core.kernels.KernelsSelection;
import org.ae4j.core.plugin.Catalog;
import org.ae4j.core.plugin.PluginFailure;
import org.ae4j.core.plugin.PluginLoader;
import org.ae4j.core.plugin.Registry;

/**
 * The engine's bindings, for those who use Guice themselves; others call {@link Autoencoders#load}.
 *
 * <p>Binds {@link Registry}, {@link KernelsSelection}, {@link Kernels}, the list of {@link
 * PluginFailure}, and a map by id of each kind of factory. All are bound to instances through
 * providers: Guice then neither generates classes nor looks into those of plugins.
 */
@SuppressWarnings("exports") // who installs it has Guice; nobody else needs to
public final class AutoencoderModule extends AbstractModule {
  private final Registry registry;
  private final KernelsSelection kernels;

  /**
   * Finds plugins through the context class loader and takes the fastest kernels, or those that
   * {@code ae.kernels} names.
   */
  public AutoencoderModule() {
    this(PluginLoader.load());
  }

  /** Takes the fastest kernels of a registry, or those that {@code ae.kernels} names. */
  public AutoencoderModule(Registry registry) {
    this(registry, KernelsSelection.choose(registry.kernels()));
  }

  /** Takes a registry and kernels that were chosen. */
  public AutoencoderModule(Registry registry, KernelsSelection kernels) {
    this.registry = registry;
    this.kernels = kernels;
  }

  @Override
  protected void configure() {
    bind(Registry.class).toProvider(always(registry));
    bind(KernelsSelection.class).toProvider(always(kernels));
    bind(Kernels.class).toProvider(always(kernels.kernels()));
    bind(new TypeLiteral<List<PluginFailure>>() {}).toProvider(always(registry.failures()));
    bindAll(AutoencoderFactory.class, registry.autoencoders());
    bindAll(LayerFactory.class, registry.layers());
    bindAll(LossFactory.class, registry.losses());
    bindAll(OptimizerFactory.class, registry.optimizers());
    bindAll(CorruptionFactory.class, registry.corruptions());
    bindAll(DatasetFactory.class, registry.datasets());
    bindAll(CallbackFactory.class, registry.callbacks());
    bindAll(KernelsFactory.class, registry.kernels());
  }

  private <F> void bindAll(Class<F> type, Catalog<F> catalog) {
    MapBinder<String, F> map = MapBinder.newMapBinder(binder(), String.class, type);
    catalog
        .entries()
        .forEach(entry -> map.addBinding(entry.id()).toProvider(always(entry.factory())));
  }

  private static <T> Provider<T> always(T instance) {
    return () -> instance;
  }
}
