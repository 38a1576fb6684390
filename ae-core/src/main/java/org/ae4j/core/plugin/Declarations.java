package org.ae4j.core.plugin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.Set;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.PluginException;
import org.jspecify.annotations.Nullable;

/**
 * What jars and modules declare as plugins, to name the culprit where {@link
 * java.util.ServiceLoader} fails without saying whose fault it was. Nothing is loaded because of
 * what stands here.
 */
final class Declarations {
  private static final String SERVICE = AutoencoderPlugin.class.getName();
  private static final String FILE = "META-INF/services/" + SERVICE;

  private final Map<String, String> locationByProvider;
  private final @Nullable ClassLoader classLoader;
  private final Set<String> blamed = new HashSet<>();

  private Declarations(Map<String, String> locations, @Nullable ClassLoader classLoader) {
    this.locationByProvider = locations;
    this.classLoader = classLoader;
  }

  static Declarations none() {
    return new Declarations(Map.of(), null);
  }

  /** Reads the service files that a class loader sees. */
  static Declarations of(ClassLoader classLoader) {
    Map<String, String> locations = new LinkedHashMap<>();
    try {
      for (URL url : Collections.list(classLoader.getResources(FILE))) {
        readFile(url, locations);
      }
    } catch (IOException | RuntimeException e) {
      // The search itself fails for the same reason and reports it.
    }
    readModules(ModuleLayer.boot(), locations);
    return new Declarations(locations, classLoader);
  }

  /** Reads the descriptors of a layer's modules. */
  static Declarations of(ModuleLayer layer) {
    Map<String, String> locations = new LinkedHashMap<>();
    readModules(layer, locations);
    return new Declarations(locations, null);
  }

  private static void readModules(ModuleLayer layer, Map<String, String> locations) {
    for (Module module : layer.modules()) {
      module.getDescriptor().provides().stream()
          .filter(provides -> provides.service().equals(SERVICE))
          .flatMap(provides -> provides.providers().stream())
          .forEach(name -> locations.putIfAbsent(name, location(module)));
    }
  }

  private static void readFile(URL url, Map<String, String> locations) {
    String location = readable(url.toString());
    try (InputStream in = open(url);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      reader
          .lines()
          .map(line -> line.replaceFirst("#.*", "").trim())
          .filter(line -> !line.isEmpty())
          .forEach(name -> locations.putIfAbsent(name, location));
    } catch (IOException | UncheckedIOException e) {
      // As above.
    }
  }

  private static InputStream open(URL url) throws IOException {
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false); // or the jar stays open
    return connection.getInputStream();
  }

  /** Says which declaration is to blame for a failure of the search. */
  PluginFailure failure(Throwable e) {
    String text = String.valueOf(e.getMessage()).replace('/', '.');
    Optional<String> culprit =
        locationByProvider.keySet().stream()
            .filter(name -> !blamed.contains(name) && text.contains(name))
            .max(Comparator.comparingInt(String::length))
            .or(this::firstThatDoesNotLink);
    culprit.ifPresent(blamed::add);
    return new PluginFailure(
        culprit.orElse("a plugin's declaration"),
        culprit.map(locationByProvider::get).orElse("an unknown place"),
        oneLine(e),
        e);
  }

  private Optional<String> firstThatDoesNotLink() {
    return locationByProvider.keySet().stream()
        .filter(name -> !blamed.contains(name) && !links(name))
        .findFirst();
  }

  private boolean links(String name) {
    try {
      Class.forName(name, false, classLoader);
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** Returns the jar, folder or module that holds a class. */
  static String location(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source != null && source.getLocation() != null) {
      return readable(source.getLocation().toString());
    }
    return type.getModule().isNamed() ? location(type.getModule()) : "an unknown place";
  }

  private static String location(Module module) {
    return Optional.ofNullable(module.getLayer())
        .flatMap(layer -> layer.configuration().findModule(module.getName()))
        .flatMap(resolved -> resolved.reference().location())
        .map(uri -> readable(uri.toString()))
        .orElse("module " + module.getName());
  }

  private static String readable(String url) {
    String place = url.startsWith("jar:") ? url.substring(4) : url;
    place = place.replaceFirst("(!/|/)" + FILE + "$", "").replaceFirst("!/$", "");
    try {
      return Path.of(URI.create(place)).toString();
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      return place;
    }
  }

  /** Returns what went wrong and the root of it, without line breaks. */
  static String oneLine(Throwable e) {
    Throwable root = e;
    for (int i = 0; i < 20 && root.getCause() != null; i++) {
      root = root.getCause();
    }
    String text = e instanceof PluginException ? e.getMessage() : describe(e);
    if (root != e) {
      text += ": " + describe(root);
    }
    return String.valueOf(text)
        .replaceFirst("^" + SERVICE + ": ", "")
        .replaceAll("\\s*\\R\\s*", " ");
  }

  private static String describe(Throwable e) {
    String message = e.getMessage();
    if (e instanceof ServiceConfigurationError && message != null) {
      return message;
    }
    return e.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
