package org.ae4j.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Corruption;
import org.ae4j.api.CorruptionContext;
import org.ae4j.api.PluginException;
import org.ae4j.api.Shape;
import org.ae4j.core.plugin.TestPlugin.NamedCorruption;
import org.ae4j.core.plugin.TestPlugin.NamedDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {
  private static final Corruption NONE = (rows, clean, from, to, key) -> {};
  private static final CorruptionContext ROWS = CorruptionContext.of(Shape.features(4), "unit");

  @Test
  void namesBothJarsWhereAnIdIsAddedTwice(@TempDir Path temporary) throws IOException {
    PluginFolder one = compile(temporary, "One", "test.one", "twice");
    PluginFolder two = compile(temporary, "Two", "test.two", "twice");
    PluginFolder other = compile(temporary, "Other", "test.other", "once");

    Registry registry = load(one, two, other);

    assertThat(registry.layers().ids()).contains("once", "dense").doesNotContain("twice");
    assertThat(registry.failures()).hasSize(1);
    assertThatExceptionOfType(PluginException.class)
        .isThrownBy(() -> registry.parseLayers("dense(3) twice"))
        .withMessageContaining("layer 'twice'")
        .withMessageContaining(one.path().toString())
        .withMessageContaining(two.path().toString());
  }

  @Test
  void usesNeitherOfTwoPluginsWithTheSameId(@TempDir Path temporary) throws IOException {
    PluginFolder one = compile(temporary, "One", "test.same", "first");
    PluginFolder two = compile(temporary, "Two", "test.same", "second");
    PluginFolder other = compile(temporary, "Other", "test.other", "once");

    Registry registry = load(one, two, other);

    assertThat(registry.layers().ids()).contains("once").doesNotContain("first", "second");
    assertThat(registry.plugins()).extracting(PluginSource::plugin).doesNotContain("test.same");
    assertThat(registry.failures()).singleElement().asString().contains("plugin 'test.same'");
    assertThatExceptionOfType(PluginException.class)
        .isThrownBy(() -> registry.layer("second"))
        .withMessageContaining(one.path().toString())
        .withMessageContaining(two.path().toString());
  }

  @Test
  void namesTheNearestKnownName() {
    Registry registry = corruptions(new NamedCorruption("masking", a -> NONE));

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> registry.corruption("maksing(0.3)", ROWS))
        .withMessage("unknown corruption 'maksing'; did you mean 'masking'? (known: masking)");
  }

  @Test
  void refusesArgumentsThatTheFactoryDidNotAskFor() {
    Registry registry =
        corruptions(
            new NamedCorruption(
                "masking",
                arguments -> {
                  arguments.nextNumber("rate", 0, 1, 0.5);
                  return NONE;
                }));

    assertThat(registry.corruption("masking(0.3)", ROWS)).isSameAs(NONE);
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> registry.corruption("masking(rat=0.3)", ROWS))
        .withMessageContaining("did you mean 'rate'?");
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> registry.corruption("masking(0.3,0.4)", ROWS));
  }

  @Test
  void blamesThePluginWhoseFactoryFails() {
    Registry registry =
        corruptions(
            new NamedCorruption("nothing", arguments -> null),
            new NamedCorruption(
                "broken",
                arguments -> {
                  throw new IllegalStateException("out of order");
                }));

    assertThatExceptionOfType(PluginException.class)
        .isThrownBy(() -> registry.corruption("nothing", ROWS))
        .withMessageContaining(TestPlugin.class.getName())
        .withMessageContaining("returned null instead of nothing");
    assertThatExceptionOfType(PluginException.class)
        .isThrownBy(() -> registry.corruption("broken(1)", ROWS))
        .withMessageContaining("cannot make broken(1): IllegalStateException: out of order")
        .withCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void findsADataSetByIdOrByTheFormOfItsPath() {
    NamedDataset csv = new NamedDataset("csv", source -> source.endsWith(".csv"));
    NamedDataset table = new NamedDataset("table", source -> source.startsWith("table"));
    NamedDataset broken =
        new NamedDataset(
            "broken",
            source -> {
              throw new IllegalStateException();
            });
    Registry registry = PluginLoader.of(TestPlugin.ofDatasets("test.data", csv, table, broken));

    assertThat(registry.dataset("table")).isSameAs(table);
    assertThat(registry.dataset("a/b.csv")).isSameAs(csv);
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> registry.dataset("table.csv"))
        .withMessageContaining("csv (")
        .withMessageContaining("table (");
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> registry.dataset("tabel"))
        .withMessageContaining("unknown data set 'tabel'; did you mean 'table'?");
  }

  private static Registry corruptions(NamedCorruption... corruptions) {
    return PluginLoader.of(TestPlugin.ofCorruptions("test.corruptions", corruptions));
  }

  private static PluginFolder compile(Path parent, String name, String plugin, String layer)
      throws IOException {
    return PluginFolder.compile(parent, name, PluginFolder.source(name, plugin, layer));
  }

  private static Registry load(PluginFolder... folders) throws IOException {
    try (URLClassLoader classLoader = PluginFolder.classLoader(folders)) {
      return PluginLoader.load(classLoader);
    }
  }
}
