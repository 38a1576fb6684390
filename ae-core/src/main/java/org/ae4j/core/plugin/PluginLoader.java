package org.ae4j.core.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Spliterator;
import org.ae4j.api.AutoencoderPlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds plugins on the class path and the module path.
 *
 * <p>Each provider is found, instantiated and asked by itself: whatever goes wrong with one becomes
 * a {@link PluginFailure} and hides nothing else.
 */
public final class PluginLoader {
  private static final Logger LOG = LoggerFactory.getLogger(PluginLoader.class);

  /** Ends the search where a class loader fails in new words for ever. */
  private static final int MAX_FAILURES = 1000;

  private final Declarations declarations;
  private final List<LoadedPlugin> plugins = new ArrayList<>();
  private final List<PluginFailure> failures = new ArrayList<>();

  private PluginLoader(Declarations declarations) {
    this.declarations = declarations;
  }

  /** Finds plugins through the thread's context class loader. */
  public static Registry load() {
    return load(defaultClassLoader());
  }

  /**
   * Finds plugins through a class loader: on its class path, and in its named modules.
   *
   * @param more plugins to take beside those found; they need no declaration
   */
  public static Registry load(ClassLoader classLoader, AutoencoderPlugin... more) {
    PluginLoader loader = new PluginLoader(Declarations.of(classLoader));
    loader.findAll(ServiceLoader.load(AutoencoderPlugin.class, classLoader));
    return loader.registry(more);
  }

  /**
   * Finds plugins in the modules of a layer and of its parents.
   *
   * @param more plugins to take beside those found; they need no declaration
   */
  public static Registry load(ModuleLayer layer, AutoencoderPlugin... more) {
    PluginLoader loader = new PluginLoader(Declarations.of(layer));
    loader.findAll(ServiceLoader.load(layer, AutoencoderPlugin.class));
    return loader.registry(more);
  }

  /** Makes a registry of the given plugins alone. */
  public static Registry of(AutoencoderPlugin... plugins) {
    return new PluginLoader(Declarations.none()).registry(plugins);
  }

  /** Returns the context class loader, or that of ae4j where the former does not see this ae4j. */
  public static ClassLoader defaultClassLoader() {
    ClassLoader own = PluginLoader.class.getClassLoader();
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    if (own == null) {
      own = ClassLoader.getSystemClassLoader();
    }
    return context != null && !isAbove(context, own) && seesThis(context) ? context : own;
  }

  /** The JDK's own loaders see the classes of modules below them, but not their services. */
  private static boolean isAbove(ClassLoader upper, ClassLoader lower) {
    for (ClassLoader loader = lower.getParent(); loader != null; loader = loader.getParent()) {
      if (loader == upper) {
        return true;
      }
    }
    return false;
  }

  private static boolean seesThis(ClassLoader classLoader) {
    try {
      String name = AutoencoderPlugin.class.getName();
      return Class.forName(name, false, classLoader) == AutoencoderPlugin.class;
    } catch (ClassNotFoundException | LinkageError e) {
      LOG.debug("the context class loader {} does not see ae4j", classLoader, e);
      return false;
    }
  }

  private Registry registry(AutoencoderPlugin... more) {
    for (AutoencoderPlugin plugin : more) {
      ask(plugin);
    }
    Registry registry = Registry.of(plugins, failures);
    for (PluginFailure failure : registry.failures()) {
      LOG.warn("plugin left out: {}", failure);
      LOG.debug("plugin left out", failure.exception());
    }
    return registry;
  }

  private void findAll(ServiceLoader<AutoencoderPlugin> services) {
    List<ServiceLoader.Provider<AutoencoderPlugin>> found = new ArrayList<>();
    Spliterator<ServiceLoader.Provider<AutoencoderPlugin>> all = services.stream().spliterator();
    String last = "";
    while (failures.size() < MAX_FAILURES) {
      try {
        if (!all.tryAdvance(found::add)) {
          break;
        }
      } catch (ServiceConfigurationError e) {
        // Each names another line or class; the same once more means that the search does not move
        // on.
        if (last.equals(String.valueOf(e.getMessage()))) {
          break;
        }
        last = String.valueOf(e.getMessage());
        failures.add(declarations.failure(e));
      } catch (LinkageError | RuntimeException e) {
        failures.add(declarations.failure(e));
      }
    }
    found.forEach(this::instantiate);
  }

  private void instantiate(ServiceLoader.Provider<AutoencoderPlugin> provider) {
    AutoencoderPlugin plugin;
    try {
      plugin = provider.get();
    } catch (Exception | LinkageError | ServiceConfigurationError | StackOverflowError e) {
      failures.add(failure(provider.type(), e));
      return;
    }
    ask(plugin);
  }

  private void ask(AutoencoderPlugin plugin) {
    Class<?> type = plugin.getClass();
    try {
      plugins.add(LoadedPlugin.of(plugin, Declarations.location(type)));
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      failures.add(failure(type, e));
    }
  }

  private static PluginFailure failure(Class<?> type, Throwable e) {
    return new PluginFailure(
        type.getName(), Declarations.location(type), Declarations.oneLine(e), e);
  }
}
