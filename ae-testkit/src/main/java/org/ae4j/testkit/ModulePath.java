package org.ae4j.testkit;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.ae4j.api.AutoencoderPlugin;

/** Puts a plugin's jar or folder on a module path of its own and asks for its services. */
final class ModulePath {
  private ModulePath() {}

  static Path locationOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the names of the plugin classes that the module at a location provides. */
  static List<String> providers(Path location) {
    ModuleFinder plugin = ModuleFinder.of(location);
    Set<String> names =
        Set.copyOf(plugin.findAll().stream().map(m -> m.descriptor().name()).toList());
    ModuleLayer boot = ModuleLayer.boot();
    Configuration configuration =
        boot.configuration().resolve(plugin, ModuleFinder.of(everything()), names);
    ModuleLayer layer =
        boot.defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader());
    return services(layer)
        .filter(provider -> provider.type().getModule().getLayer() == layer)
        .map(provider -> provider.type().getName())
        .toList();
  }

  /** Where this JVM has ae4j on the class path, the layer has an ae4j of its own. */
  private static Stream<? extends ServiceLoader.Provider<?>> services(ModuleLayer layer) {
    try {
      Class<?> service =
          layer
              .findModule("org.ae4j.api")
              .map(Module::getClassLoader)
              .orElseGet(AutoencoderPlugin.class::getClassLoader)
              .loadClass(AutoencoderPlugin.class.getName());
      return ServiceLoader.load(layer, service).stream();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path[] everything() {
    return Stream.of("jdk.module.path", "java.class.path", "surefire.test.class.path")
        .map(System::getProperty)
        .filter(Objects::nonNull)
        .flatMap(path -> Stream.of(path.split(File.pathSeparator)))
        .map(Path::of)
        .filter(ModulePath::isModule)
        .distinct()
        .toArray(Path[]::new);
  }

  /** Folders without a descriptor, and jars whose names say no module's, cannot stand there. */
  private static boolean isModule(Path path) {
    try {
      return (Files.isRegularFile(path) || Files.exists(path.resolve("module-info.class")))
          && !ModuleFinder.of(path).findAll().isEmpty();
    } catch (FindException e) {
      return false;
    }
  }
}
