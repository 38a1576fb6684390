package org.ae4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.ae4j.api.AutoencoderFactory;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.CallbackFactory;
import org.ae4j.api.CorruptionFactory;
import org.ae4j.api.DatasetFactory;
import org.ae4j.api.LayerFactory;
import org.ae4j.api.LossFactory;
import org.ae4j.api.OptimizerFactory;
import org.ae4j.core.plugin.PluginLoader;
import org.ae4j.core.plugin.PluginSource;
import org.ae4j.core.plugin.Registry;
import org.junit.jupiter.api.Test;

/** What every plugin must do: be found, and describe what it adds. */
public abstract class PluginContract {
  private static final String SERVICE_FILE =
      "META-INF/services/" + AutoencoderPlugin.class.getName();

  /** For subclasses. */
  protected PluginContract() {}

  /** Returns the plugin. */
  protected abstract AutoencoderPlugin plugin();

  /** The service loader makes it: a public class with a public constructor without parameters. */
  @Test
  public void canBeMade() throws ReflectiveOperationException {
    Class<?> type = plugin().getClass();

    assertThat(Modifier.isPublic(type.getModifiers())).as("%s is public", type).isTrue();
    assertThat(type.getConstructor().newInstance()).isNotNull();
    assertThat(plugin().id()).as("id").isNotBlank();
    assertThat(plugin().spiVersion()).as("SPI version").isBetween(1, AutoencoderPlugin.SPI_VERSION);
  }

  /** {@code META-INF/services} names it, so that it is found on a class path. */
  @Test
  public void isFoundOnTheClassPath() throws IOException {
    Class<?> type = plugin().getClass();
    URL location = ModulePath.locationOf(type).toUri().toURL();
    try (URLClassLoader alone = new URLClassLoader(new URL[] {location}, null)) {
      URL file = alone.getResource(SERVICE_FILE);
      assertThat(file).as("%s in %s", SERVICE_FILE, location).isNotNull();
    }
    try (URLClassLoader beside = new ChildFirst(location, type.getClassLoader())) {
      List<String> found =
          ServiceLoader.load(AutoencoderPlugin.class, beside).stream()
              .filter(provider -> provider.type().getClassLoader() == beside)
              .map(provider -> provider.type().getName())
              .toList();
      assertThat(found).as("plugins that %s names", SERVICE_FILE).contains(type.getName());
    }
  }

  /** {@code module-info} provides it, so that it is found on a module path. */
  @Test
  public void isFoundOnTheModulePath() {
    Path location = ModulePath.locationOf(plugin().getClass());

    assertThat(ModulePath.providers(location))
        .as("plugins that the module in %s provides", location)
        .contains(plugin().getClass().getName());
  }

  /** The engine takes it beside all others: nothing of it is left out. */
  @Test
  public void disturbsNobody() {
    Registry registry = PluginLoader.load();

    assertThat(registry.plugins())
        .as("plugins in use; left out: %s", registry.failures())
        .extracting(PluginSource::provider)
        .contains(plugin().getClass().getName());
    assertThat(registry.failures()).as("what was left out").isEmpty();
  }

  /** What it adds has ids, each once, and usages that begin with them, or descriptions. */
  @Test
  public void describesWhatItAdds() {
    AutoencoderPlugin plugin = plugin();
    assertIds("variant", plugin.autoencoders().stream().map(AutoencoderFactory::id));
    assertIds("layer", plugin.layers().stream().map(LayerFactory::id));
    assertIds("loss", plugin.losses().stream().map(LossFactory::id));
    assertIds("optimizer", plugin.optimizers().stream().map(OptimizerFactory::id));
    assertIds("corruption", plugin.corruptions().stream().map(CorruptionFactory::id));
    assertIds("data set", plugin.datasets().stream().map(DatasetFactory::id));
    assertIds("callback", plugin.callbacks().stream().map(CallbackFactory::id));

    plugin.autoencoders().forEach(f -> assertThat(f.description()).as(f.id()).isNotBlank());
    plugin.datasets().forEach(f -> assertThat(f.description()).as(f.id()).isNotBlank());
    plugin.layers().forEach(f -> assertThat(f.usage()).startsWith(f.id()));
    plugin.losses().forEach(f -> assertThat(f.usage()).startsWith(f.id()));
    plugin.optimizers().forEach(f -> assertThat(f.usage()).startsWith(f.id()));
    plugin.corruptions().forEach(f -> assertThat(f.usage()).startsWith(f.id()));
    plugin.callbacks().forEach(f -> assertThat(f.usage()).startsWith(f.id()));
  }

  private static void assertIds(String kind, Stream<String> ids) {
    Set<String> seen = new HashSet<>();
    ids.forEach(
        id -> {
          assertThat(id).as("id of a %s", kind).matches("[\\w.-]+");
          assertThat(seen.add(id)).as("the id '%s' stands for one %s", id, kind).isTrue();
        });
  }

  /** Loads what is at a location itself, from an unnamed module, and all else from its parent. */
  private static final class ChildFirst extends URLClassLoader {
    ChildFirst(URL location, ClassLoader parent) {
      super(new URL[] {location}, parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
          return loaded;
        }
        try {
          return findClass(name);
        } catch (ClassNotFoundException e) {
          return super.loadClass(name, resolve);
        }
      }
    }
  }
}
