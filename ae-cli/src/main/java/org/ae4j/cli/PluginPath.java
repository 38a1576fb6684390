package org.ae4j.cli;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.ae4j.api.ConfigurationException;
import org.ae4j.core.plugin.PluginFailure;

/** Jars with plugins that are not part of the command's own distribution. */
final class PluginPath {
  private final List<URL> jars = new ArrayList<>();
  private final List<PluginFailure> failures = new ArrayList<>();

  private PluginPath() {}

  /**
   * Reads a path of jars and of folders of jars.
   *
   * @throws ConfigurationException if a part of it does not exist
   */
  static PluginPath of(String path) {
    PluginPath found = new PluginPath();
    for (String element : path.split(File.pathSeparator)) {
      if (!element.isBlank()) {
        found.add(Path.of(element));
      }
    }
    return found;
  }

  /** Returns a class loader of the jars, whose parent is the command's own. */
  ClassLoader classLoader() {
    ClassLoader parent = PluginPath.class.getClassLoader();
    return new URLClassLoader("ae-plugins", jars.toArray(URL[]::new), parent);
  }

  /** Returns the jars that cannot be read, which a class loader passes over in silence. */
  List<PluginFailure> failures() {
    return failures;
  }

  private void add(Path element) {
    if (!Files.isDirectory(element)) {
      addJar(element);
      return;
    }
    try (Stream<Path> files = Files.list(element)) {
      files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(this::addJar);
    } catch (IOException e) {
      throw new ConfigurationException(
          "--plugin-path: cannot read the folder " + element + ": " + Failures.reason(e), e);
    }
  }

  private void addJar(Path jar) {
    if (!Files.exists(jar)) {
      throw new ConfigurationException(
          "--plugin-path: found no " + jar + ", expected a jar or a folder of jars");
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      file.getManifest();
      jars.add(jar.toUri().toURL());
    } catch (IOException e) {
      failures.add(
          new PluginFailure("jar", jar.toString(), "it cannot be read: " + Failures.reason(e), e));
    }
  }
}
