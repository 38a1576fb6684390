package org.ae4j.core.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Optional;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.PluginException;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.api.kernels.KernelsFactory;
import org.ae4j.core.plugin.Catalog;
import org.ae4j.core.plugin.PluginLoader;
import org.ae4j.core.plugin.TestPlugin;
import org.ae4j.core.plugin.TestPlugin.NamedKernels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class KernelsSelectionTest {
  private static final NamedKernels SLOW = new NamedKernels("slow", 0, Optional.empty());
  private static final NamedKernels FAST = new NamedKernels("fast", 50, Optional.empty());
  private static final NamedKernels MISSING =
      new NamedKernels("missing", 100, Optional.of("add --flag"));

  private String before = "";

  @BeforeEach
  void clearProperty() {
    before = System.getProperty(KernelsSelection.PROPERTY, "");
    System.clearProperty(KernelsSelection.PROPERTY);
  }

  @AfterEach
  void restoreProperty() {
    if (before.isEmpty()) {
      System.clearProperty(KernelsSelection.PROPERTY);
    } else {
      System.setProperty(KernelsSelection.PROPERTY, before);
    }
  }

  @Test
  void takesTheFastestThatIsAvailable() {
    KernelsSelection selection = KernelsSelection.choose(catalog(SLOW, MISSING, FAST));

    assertThat(selection.id()).isEqualTo("fast");
    assertThat(selection.others())
        .containsEntry("missing", "add --flag")
        .containsEntry("slow", "slower than 'fast'");
  }

  @Test
  void takesWhatTheSystemPropertyNames() {
    System.setProperty(KernelsSelection.PROPERTY, "slow");

    KernelsSelection selection = KernelsSelection.choose(catalog(SLOW, FAST));

    assertThat(selection.id()).isEqualTo("slow");
    assertThat(selection.reason()).isEqualTo("demanded by -Dae.kernels=slow");
  }

  @Test
  void refusesForcedKernelsThatAreUnknown() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> KernelsSelection.choose(catalog(SLOW, FAST), "fsat"))
        .withMessageContaining("unknown kernels 'fsat'; did you mean 'fast'?");
  }

  @Test
  void refusesForcedKernelsThatAreNotAvailable() {
    System.setProperty(KernelsSelection.PROPERTY, "missing");

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> KernelsSelection.choose(catalog(SLOW, MISSING)))
        .withMessageContaining("-Dae.kernels=missing")
        .withMessageContaining("add --flag");
  }

  @Test
  void goesOnWithoutKernelsThatFail() {
    KernelsSelection selection =
        KernelsSelection.choose(
            catalog(SLOW, new Failing("at-question", true), new Failing("at-creation", false)));

    assertThat(selection.id()).isEqualTo("slow");
    assertThat(selection.others().get("at-question")).contains("jdk/incubator");
    assertThat(selection.others().get("at-creation")).contains("jdk/incubator");
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> KernelsSelection.choose(catalog(new Failing("broken", false)), "broken"))
        .withMessageContaining("jdk/incubator");
  }

  @Test
  void saysWhatIsWrongWhereNoKernelsAreThere() {
    assertThatExceptionOfType(PluginException.class)
        .isThrownBy(() -> KernelsSelection.choose(catalog(MISSING)))
        .withMessageContaining("add --flag");
  }

  private static Catalog<KernelsFactory> catalog(KernelsFactory... kernels) {
    return PluginLoader.of(TestPlugin.ofKernels(kernels)).kernels();
  }

  private record Failing(String id, boolean early) implements KernelsFactory {
    @Override
    public int speed() {
      return 200;
    }

    @Override
    public Optional<String> unavailable() {
      if (early) {
        throw new NoClassDefFoundError("jdk/incubator/vector/FloatVector");
      }
      return Optional.empty();
    }

    @Override
    public Kernels create() {
      throw new NoClassDefFoundError("jdk/incubator/vector/FloatVector");
    }
  }
}
