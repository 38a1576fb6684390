package org.ae4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.LayerFactory;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.core.plugin.Registry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutoencodersTest {

  @Test
  void wiresTheBuiltInPlugin() {
    Autoencoders autoencoders = Autoencoders.builder().kernels("reference").threads(3).build();

    assertThat(autoencoders.registry().layers().ids()).contains("dense", "relu");
    assertThat(autoencoders.kernels().id()).isEqualTo("reference");
    assertThat(autoencoders.kernels()).isSameAs(autoencoders.kernelsSelection().kernels());
    assertThat(autoencoders.registry()).isSameAs(autoencoders.registry());
    assertThat(autoencoders.threads()).isEqualTo(3);
  }

  @Test
  void refusesForcedKernelsThatAreMissing() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> Autoencoders.builder().kernels("refrence").build())
        .withMessageContaining("did you mean 'reference'?");
  }

  @Test
  void bindsFactoriesByIdForThoseWhoUseGuice() {
    Injector injector = Guice.createInjector(new AutoencoderModule());

    Map<String, LayerFactory> layers =
        injector.getInstance(Key.get(new TypeLiteral<Map<String, LayerFactory>>() {}));

    Registry registry = injector.getInstance(Registry.class);
    assertThat(layers.keySet()).isEqualTo(registry.layers().ids());
    assertThat(layers.get("dense")).isSameAs(registry.layer("dense"));
    assertThat(injector.getInstance(Kernels.class)).isNotNull();
  }

  @Test
  void printsNothing(@TempDir Path temporary) throws IOException, InterruptedException {
    File output = temporary.resolve("output").toFile();
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    classPath(),
                    Main.class.getName()))
            .redirectErrorStream(true)
            .redirectOutput(output)
            .start();

    assertThat(process.waitFor()).isZero();
    assertThat(output).content().isEqualToIgnoringNewLines("done");
  }

  private static String classPath() {
    return Stream.of("java.class.path", "jdk.module.path", "surefire.test.class.path")
        .map(System::getProperty)
        .filter(Objects::nonNull)
        .filter(path -> !path.isEmpty())
        .collect(Collectors.joining(File.pathSeparator))
        .concat(File.pathSeparator + location(Main.class) + File.pathSeparator)
        .concat(location(Autoencoders.class));
  }

  private static String location(Class<?> type) {
    return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toString();
  }

  /** Loads ae4j in a process of its own. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) {
      // What slf4j says about a missing provider is not ae4j's.
      System.setProperty("slf4j.internal.verbosity", "ERROR");
      Autoencoders.load();
      System.out.println("done");
    }
  }
}
