package org.ae4j.core.plugin;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.ae4j.api.AutoencoderPlugin;

/**
 * A folder with a plugin that is compiled while a test runs, as if it were a jar that nobody here
 * has seen.
 */
record PluginFolder(Path path) {
  private static final String SERVICE = "META-INF/services/" + AutoencoderPlugin.class.getName();

  /** A plugin with a layer; its id and the layer's follow from the arguments. */
  static String source(String className, String pluginId, String layerId) {
    return """
    import java.util.List;
    import org.ae4j.api.*;

    public class %s implements AutoencoderPlugin {
      public String id() { return "%s"; }
      public int spiVersion() { return 1; }
      public List<LayerFactory> layers() {
        return List.of(new LayerFactory() {
          public String id() { return "%s"; }
          public String usage() { return id(); }
          public LayerSpec create(Arguments arguments) { return null; }
        });
      }
    }
    """
        .formatted(className, pluginId, layerId);
  }

  /** Compiles a class and declares it. */
  static PluginFolder compile(Path parent, String className, String source) throws IOException {
    PluginFolder folder =
        new PluginFolder(Files.createDirectory(parent.resolve(className + "-1.0")));
    folder.compile(className, source);
    return folder.declare(className);
  }

  /** Compiles a class of the unnamed package into this folder. */
  void compile(String className, String source) throws IOException {
    Path file = path.resolveSibling(className + ".java");
    Files.writeString(file, source);
    compile(List.of("-cp", apiLocation() + File.pathSeparator + path), file);
  }

  void compile(List<String> options, Path... sources) throws IOException {
    ToolProvider compiler = ToolProvider.findFirst("javac").orElseThrow();
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("--release", "17", "-proc:none", "-d", path.toString()));
    for (Path source : sources) {
      all.add(source.toString());
    }
    StringWriter messages = new StringWriter();
    PrintWriter printer = new PrintWriter(messages);
    if (compiler.run(printer, printer, all.toArray(String[]::new)) != 0) {
      throw new IOException("the test's own source does not compile: " + messages);
    }
  }

  /** Writes the service file. */
  PluginFolder declare(String lines) throws IOException {
    Path file = path.resolve(SERVICE);
    Files.createDirectories(file.getParent());
    Files.writeString(file, lines + "\n");
    return this;
  }

  /** Returns a class loader for the folders, in their order. */
  static URLClassLoader classLoader(PluginFolder... folders) {
    URL[] urls = Stream.of(folders).map(PluginFolder::url).toArray(URL[]::new);
    return new URLClassLoader(urls, PluginFolder.class.getClassLoader());
  }

  static String apiLocation() {
    try {
      return Path.of(
              AutoencoderPlugin.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private URL url() {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
