package org.ae4j.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.ConfigurationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluginLoaderTest {
  @TempDir Path temporary;
  private PluginFolder good;

  @BeforeEach
  void compileGoodPlugin() throws IOException {
    good = compile("Good", PluginFolder.source("Good", "test.good", "good-layer"));
  }

  @Test
  void findsAPluginThatNobodyHereHasSeen() throws IOException {
    Registry registry = load(good);

    Registered<?> layer = registry.layers().entry("good-layer");
    assertThat(layer.source())
        .isEqualTo(new PluginSource("test.good", "Good", good.path().toString()));
    assertThat(registry.failures()).isEmpty();
    assertThat(registry.plugins()).extracting(PluginSource::plugin).contains("test.good");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "public Broken() { throw new IllegalStateException(\"no licence\"); } | no licence",
        "static { Object o = Integer.valueOf(\"x\"); } | NumberFormatException",
        "private Broken() {} | public",
        "public List<LossFactory> losses() { return null; } | losses() returned null",
        "public List<LossFactory> losses() { throw new NoClassDefFoundError(\"gone\"); } | gone",
        "public List<LossFactory> losses() { throw new AssertionError(\"odd\"); } | odd",
        "public List<LossFactory> losses() { return losses(); } | StackOverflowError",
        "public List<LossFactory> losses() { return java.util.Arrays.asList((LossFactory) null); }"
            + " | losses() holds null",
      })
  void leavesOutABrokenPluginAndNothingElse(String member, String cause) throws IOException {
    String source =
        PluginFolder.source("Broken", "test.broken", "broken-layer")
            .replaceFirst("\\{", "{ " + member.replace("\\", "\\\\"));
    PluginFolder broken = compile("Broken", source);

    Registry registry = load(broken, good);

    assertThat(registry.layers().ids()).contains("good-layer").doesNotContain("broken-layer");
    assertThat(registry.failures()).hasSize(1);
    PluginFailure failure = registry.failures().get(0);
    assertThat(failure.provider()).isEqualTo("Broken");
    assertThat(failure.location()).isEqualTo(broken.path().toString());
    assertThat(failure.cause()).contains(cause).doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource({
    "return 1;, return 2;, version 2 of the SPI",
    "return 1;, return 0;, version 0 of the SPI",
    "\"test.broken\", null, the plugin has the id null",
    "\"test.broken\", \" \", the plugin has the id ' '",
    "\"broken-layer\", \"a layer\", has the id 'a layer'",
    "\"broken-layer\", null, has the id null",
    "return id();, return null;, says nothing of its use",
    "return id();, throw new NoSuchMethodError(\"gone\");, NoSuchMethodError: gone",
  })
  void leavesOutAPluginThatBreaksTheRules(String right, String wrong, String cause)
      throws IOException {
    String source = PluginFolder.source("Broken", "test.broken", "broken-layer");
    PluginFolder broken = compile("Broken", source.replace(right, wrong));

    Registry registry = load(broken, good);

    assertThat(registry.layers().ids()).contains("good-layer").doesNotContain("broken-layer");
    assertThat(registry.failures()).singleElement().asString().contains(cause, "Broken-1.0");
  }

  @Test
  void goesOnAfterDeclarationsThatCannotBeRead() throws IOException {
    PluginFolder missing = empty("missing").declare("# plugins\norg.example.Missing # gone\n");
    PluginFolder malformed = empty("malformed").declare("this is no class name");
    PluginFolder foreign = compile("Foreign", "public class Foreign {}");
    PluginFolder orphan = compile("Orphan", "class Parent {}\n" + orphanSource("Orphan"));
    Files.delete(orphan.path().resolve("Parent.class"));
    PluginFolder second = compile("Second", "class Parent {}\n" + orphanSource("Second"));
    Files.delete(second.path().resolve("Parent.class"));

    Registry registry = load(missing, malformed, foreign, orphan, second, good);

    assertThat(registry.layers().ids()).contains("good-layer", "dense");
    assertThat(registry.failures())
        .extracting(PluginFailure::location)
        .containsExactlyInAnyOrder(
            missing.path().toString(),
            malformed.path().toString(),
            foreign.path().toString(),
            orphan.path().toString(),
            second.path().toString());
    assertThat(registry.failures())
        .extracting(PluginFailure::toString)
        .anyMatch(text -> text.startsWith("org.example.Missing in ") && text.contains("not found"))
        .anyMatch(text -> text.contains("malformed") && text.contains("AutoencoderPlugin:1"))
        .anyMatch(text -> text.contains("Foreign not a subtype"))
        .anyMatch(text -> text.startsWith("Orphan in ") && text.contains("Parent"));
  }

  private static String orphanSource(String name) {
    return PluginFolder.source(name, "test." + name, name)
        .replace("implements", "extends Parent implements")
        .replaceFirst("(?s)(import.*?;\\s)+", "")
        .replace("List", "java.util.List")
        .replaceAll(
            "\\b(AutoencoderPlugin|LayerFactory|LayerSpec|Arguments)\\b", "org.ae4j.api.$1");
  }

  @Test
  void endsWhereTheClassLoaderFailsForEver() {
    ClassLoader stuck =
        new ClassLoader(PluginLoaderTest.class.getClassLoader()) {
          @Override
          public Enumeration<URL> getResources(String name) throws IOException {
            throw new IOException("network down");
          }
        };

    assertThat(PluginLoader.load(stuck).failures())
        .singleElement()
        .asString()
        .contains("network down");
  }

  @Test
  void namesWhatWasLeftOutWhereANameIsUnknown() throws IOException {
    PluginFolder missing = empty("missing").declare("org.example.Missing");
    Registry registry = load(missing, good);

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> registry.layer("goood-layer"))
        .withMessageContaining("did you mean 'good-layer'?")
        .withMessageContaining("plugins left out: org.example.Missing in " + missing.path());
  }

  @Test
  void findsPluginsWithoutAContextClassLoader() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      thread.setContextClassLoader(null);
      assertThat(PluginLoader.load().layers().ids()).contains("dense");
      thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
      assertThat(PluginLoader.load().layers().ids()).contains("dense");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void findsPluginsOfAModuleLayer() throws IOException {
    assumeTrue(AutoencoderPlugin.class.getModule().isNamed(), "ae-api is not a module here");
    PluginFolder folder = empty("module");
    Path sources = Files.createDirectories(temporary.resolve("sources/pack"));
    Path plugin = sources.resolve("Good.java");
    Files.writeString(plugin, "package pack;\n" + PluginFolder.source("Good", "m", "m-layer"));
    Path broken = sources.resolve("Bad.java");
    Files.writeString(
        broken,
        "package pack;\n"
            + PluginFolder.source("Bad", "b", "b-layer")
                .replaceFirst("\\{", "{ public Bad() { throw new Error(); }"));
    Path descriptor = sources.resolveSibling("module-info.java");
    Files.writeString(
        descriptor,
        "module test.plugin { requires org.ae4j.api;"
            + " provides org.ae4j.api.AutoencoderPlugin with pack.Bad, pack.Good; }");
    folder.compile(
        List.of("--module-path", System.getProperty("jdk.module.path")),
        descriptor,
        plugin,
        broken);
    Configuration configuration =
        ModuleLayer.boot()
            .configuration()
            .resolve(ModuleFinder.of(folder.path()), ModuleFinder.of(), Set.of("test.plugin"));
    ModuleLayer layer =
        ModuleLayer.boot().defineModulesWithOneLoader(configuration, getClass().getClassLoader());

    Registry registry = PluginLoader.load(layer);

    assertThat(registry.layers().ids()).contains("m-layer", "dense");
    assertThat(registry.layers().entry("m-layer").source().location())
        .isEqualTo(folder.path().toString());
    assertThat(registry.failures()).singleElement().asString().contains("pack.Bad in ");
  }

  private PluginFolder compile(String className, String source) throws IOException {
    return PluginFolder.compile(temporary, className, source);
  }

  private PluginFolder empty(String name) throws IOException {
    return new PluginFolder(Files.createDirectory(temporary.resolve(name)));
  }

  private static Registry load(PluginFolder... folders) throws IOException {
    try (URLClassLoader classLoader = PluginFolder.classLoader(folders)) {
      return PluginLoader.load(classLoader);
    }
  }
}
