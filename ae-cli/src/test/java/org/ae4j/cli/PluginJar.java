package org.ae4j.cli;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.ae4j.api.AutoencoderPlugin;
import org.ejml.data.FMatrixRMaj;

/** A jar with a plugin that is compiled while a test runs, as if nobody here had seen it. */
final class PluginJar {
  private static final String SERVICE = "META-INF/services/" + AutoencoderPlugin.class.getName();

  private PluginJar() {}

  /** A plugin that adds one layer, which does nothing; members go into its class as they are. */
  static String source(String className, String layer, String... members) {
    return """
    import java.util.List;
    import org.ae4j.api.*;

    public class %s implements AutoencoderPlugin {
      public String id() { return "test.%s"; }
      public int spiVersion() { return AutoencoderPlugin.SPI_VERSION; }
      public List<LayerFactory> layers() {
        return List.of(new LayerFactory() {
          public String id() { return "%s"; }
          public String usage() { return id(); }
          public LayerSpec create(Arguments arguments) { return null; }
        });
      }
      %s
    }
    """
        .formatted(className, className, layer, String.join("\n", members));
  }

  /** A plugin that adds one variant; what creates its autoencoder is the body of a method. */
  static String variant(String className, String variant, String create) {
    return """
    import java.util.List;
    import org.ae4j.api.*;

    public class %s implements AutoencoderPlugin {
      public String id() { return "test.%s"; }
      public int spiVersion() { return AutoencoderPlugin.SPI_VERSION; }
      public List<AutoencoderFactory> autoencoders() {
        return List.of(new AutoencoderFactory() {
          public String id() { return "%s"; }
          public String description() { return "a stranger"; }
          public Autoencoder create(AutoencoderConfig config, BuildContext context) {
            %s
          }
        });
      }
    }
    """
        .formatted(className, className, variant, create);
  }

  /** Compiles a class of the unnamed package and packs it with its declaration. */
  static Path write(Path jar, String className, String source) throws IOException {
    Path classes = compile(className, source);
    Files.createDirectories(classes.resolve(SERVICE).getParent());
    Files.writeString(classes.resolve(SERVICE), className + "\n");
    return pack(jar, classes);
  }

  /** Compiles a class of the unnamed package into a new folder of the module's build folder. */
  static Path compile(String className, String source) throws IOException {
    Path build = Files.createDirectories(Path.of("target", "test-plugins"));
    Path folder = Files.createTempDirectory(build, className);
    Path file = Files.writeString(folder.resolve(className + ".java"), source);
    Path classes = Files.createDirectory(folder.resolve("classes"));
    List<String> options = new ArrayList<>(List.of("--release", "17", "-proc:none"));
    options.addAll(
        List.of(
            "-cp", place(AutoencoderPlugin.class) + File.pathSeparator + place(FMatrixRMaj.class)));
    options.addAll(List.of("-d", classes.toString(), file.toString()));
    StringWriter messages = new StringWriter();
    PrintWriter printer = new PrintWriter(messages);
    ToolProvider compiler = ToolProvider.findFirst("javac").orElseThrow();
    if (compiler.run(printer, printer, options.toArray(String[]::new)) != 0) {
      throw new IOException("the test's own source does not compile: " + messages);
    }
    return classes;
  }

  /** Packs a folder. */
  static Path pack(Path jar, Path folder) throws IOException {
    Files.createDirectories(jar.getParent());
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> all = Files.walk(folder)) {
      for (Path part : all.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new ZipEntry(folder.relativize(part).toString().replace('\\', '/')));
        Files.copy(part, out);
      }
    }
    return jar;
  }

  private static String place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
