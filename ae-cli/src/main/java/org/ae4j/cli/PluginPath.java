package org.ae4j.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.PluginException;
import org.ae4j.core.plugin.PluginFailure;

/**
 * Jars with plugins that are not part of the command's own distribution.
 *
 * <p>A jar that cannot be used is left out and reported, as a class loader would pass over it, or
 * choose by order, in silence.
 */
final class PluginPath {
  private static final String DECLARATION =
      "META-INF/services/" + AutoencoderPlugin.class.getName();

  /** The plugins that each jar holds and declares; a jar that is named twice is here once. */
  private final Map<Path, List<String>> declared = new LinkedHashMap<>();

  private final List<PluginFailure> failures = new ArrayList<>();

  PluginPath() {}

  /**
   * Adds a path of jars and of folders of jars.
   *
   * @param origin the option or variable that holds the path
   * @throws ConfigurationException if a part of it is neither
   */
  void add(String origin, String path) {
    Map<Path, List<String>> found = new LinkedHashMap<>();
    int failed = failures.size();
    for (String element : path.split(File.pathSeparator)) {
      if (!element.isBlank()) {
        jars(origin, Path.of(element)).forEach(jar -> read(jar, found));
      }
    }
    if (failures.size() == failed
        && !found.isEmpty()
        && found.values().stream().allMatch(List::isEmpty)) {
      leaveOut("jars", path, "none of them holds a plugin that it names in " + DECLARATION);
    }
    declared.putAll(found);
  }

  /** Returns a class loader of the jars, whose parent is the command's own. */
  ClassLoader classLoader() {
    ClassLoader parent = PluginPath.class.getClassLoader();
    leaveOutCopies(parent);
    URL[] urls = declared.keySet().stream().map(PluginPath::url).toArray(URL[]::new);
    return new URLClassLoader("ae-plugins", urls, parent);
  }

  /** Returns what was left out so far. */
  List<PluginFailure> failures() {
    return failures;
  }

  private List<Path> jars(String origin, Path element) {
    if (!Files.isDirectory(element)) {
      if (!Files.exists(element) || !isJar(element)) {
        throw new ConfigurationException(
            "%s: %s %s, expected a jar or a folder of jars"
                .formatted(origin, Files.exists(element) ? "found the file" : "found no", element));
      }
      return List.of(element);
    }
    try (Stream<Path> files = Files.list(element)) {
      List<Path> jars = files.filter(PluginPath::isJar).sorted().toList();
      if (jars.isEmpty()) {
        leaveOut("folder", element.toString(), "it holds no jar");
      }
      return jars;
    } catch (IOException e) {
      throw new ConfigurationException(
          "%s: cannot read the folder %s: %s".formatted(origin, element, Failures.reason(e)), e);
    }
  }

  private static boolean isJar(Path file) {
    return file.toString().endsWith(".jar");
  }

  private void read(Path jar, Map<Path, List<String>> found) {
    try (JarFile file = new JarFile(jar.toFile())) {
      file.getManifest();
      found.put(jar.toRealPath(), providers(file));
    } catch (IOException e) {
      String cause = "it cannot be read as a jar, replace it: " + Failures.reason(e);
      failures.add(new PluginFailure("jar", jar.toString(), cause, e));
    }
  }

  private static List<String> providers(JarFile jar) throws IOException {
    ZipEntry entry = jar.getEntry(DECLARATION);
    if (entry == null) {
      return List.of();
    }
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(jar.getInputStream(entry), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> jar.getEntry(fileOf(line)) != null) // a jar of sources declares it too
          .distinct()
          .toList();
    }
  }

  private static String fileOf(String className) {
    return className.replace('.', '/') + ".class";
  }

  /** Of two jars with the same class, the first would hide the other. */
  private void leaveOutCopies(ClassLoader parent) {
    Map<String, List<Path>> holders = new TreeMap<>();
    declared.forEach(
        (jar, providers) ->
            providers.forEach(
                provider -> holders.computeIfAbsent(provider, p -> new ArrayList<>()).add(jar)));
    holders.forEach(
        (provider, jars) -> {
          String places = jars.stream().map(Path::toString).collect(Collectors.joining(" and "));
          if (parent.getResource(fileOf(provider)) != null) {
            leaveOut(provider, places, "ae itself has this plugin; remove the jar");
          } else if (jars.size() > 1) {
            leaveOut(
                provider,
                places,
                "each holds this plugin, so that none of them is used; remove all of these but one");
          } else {
            return;
          }
          jars.forEach(declared::remove);
        });
  }

  private void leaveOut(String what, String place, String cause) {
    String message = what + " in " + place + ": " + cause;
    failures.add(new PluginFailure(what, place, cause, new PluginException(message)));
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
