package org.ae4j.cli;

import static org.ae4j.cli.Run.ae;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ae4j.api.AutoencoderPlugin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Jars of strangers, good and bad. */
class PluginPathTest {
  private static final int WRONG_USAGE = 2;
  private static final int FAILED = 1;
  private static final String VANILLA =
      "return ReconstructingAutoencoder.create(config, context, false, (c, g, l) -> {});";

  @TempDir Path temporary;
  private Path folder;
  private Path good;

  @BeforeEach
  void packGoodPlugin() throws IOException {
    folder = Files.createDirectory(temporary.resolve("plugins"));
    good = jar("good", "Good", PluginJar.source("Good", "good-layer"));
  }

  @Test
  void addsThePluginsOfAFolder() throws IOException {
    Path other = temporary.resolve("more/stranger.jar");
    PluginJar.write(other, "Stranger", PluginJar.variant("Stranger", "stranger", VANILLA));
    String path = folder + File.pathSeparator + other;

    Run listed = ae("plugins", "--json=-", "--plugin-path", path).succeeds();
    assertThat(place(listed, "good-layer")).isEqualTo(good.toString());
    assertThat(place(listed, "stranger")).isEqualTo(other.toString());
    assertThat(listed.err()).contains("left out: none");

    Path model = temporary.resolve("m.safetensors");
    ae(
            "train",
            "--variant=stranger",
            "--data=" + Tables.numbers(temporary),
            "--epochs=1",
            "--no-pictures",
            "--out=" + model,
            "--plugin-path=" + path)
        .succeeds();
    ae("evaluate", "--model", model, "--plugin-path", path).succeeds();
    ae("evaluate", "--model", model).fails(WRONG_USAGE, "unknown variant 'stranger'");
  }

  @Test
  void readsTheVariableToo() throws Exception {
    Path other = temporary.resolve("more");
    Path second = other.resolve("second.jar");
    PluginJar.write(second, "Second", PluginJar.source("Second", "second-layer"));
    String both = folder + File.pathSeparator + other;

    for (List<String> arguments :
        List.of(
            List.of(both, "plugins"),
            List.of(folder.toString(), "plugins", "--plugin-path", both),
            List.of(other.toString(), "plugins", "--plugin-path", good.toString()))) {
      Run run = process(arguments.get(0), arguments.subList(1, arguments.size()));
      assertThat(run.succeeds().out()).contains("good-layer", "second-layer", "left out: none");
    }
    Run wrong = process(temporary.resolve("gone").toString(), List.of("plugins"));
    wrong.fails(WRONG_USAGE, "AE_PLUGIN_PATH: found no " + temporary.resolve("gone"));
  }

  @Test
  void refusesWhatIsNeitherAJarNorAFolder() throws IOException {
    Path text = Files.writeString(temporary.resolve("plugin.txt"), "no jar");

    ae("plugins", "--plugin-path", temporary.resolve("no"))
        .fails(WRONG_USAGE, "--plugin-path: found no " + temporary.resolve("no") + ", expected a");
    ae("train", "--plugin-path", folder + File.pathSeparator + text)
        .fails(WRONG_USAGE, "found the file " + text + ", expected a jar or a folder of jars");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "public Bad() { throw new IllegalStateException(\"no licence\"); } | no licence",
        "static { Object o = Integer.valueOf(\"x\"); } | NumberFormatException",
        "static class Part {} Part part = new Part(); | Bad$Part",
        "public List<LossFactory> losses() { return null; } | losses() returned null",
      })
  void leavesOutABrokenPlugin(String member, String cause) throws IOException {
    Path bad = folder.resolve("bad.jar");
    Path classes = PluginJar.compile("Bad", PluginJar.source("Bad", "bad-layer", member));
    Files.deleteIfExists(classes.resolve("Bad$Part.class"));
    declare(classes, "Bad");

    assertLeftOut(PluginJar.pack(bad, classes), "Bad", cause);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | version 0 of the SPI, this ae4j takes versions from 1 up to 1; ask its author",
        "2 | version 2 of the SPI, this ae4j takes versions from 1 up to 1; use a newer ae4j",
      })
  void leavesOutAPluginOfAnotherSpi(int version, String cause) throws IOException {
    String source = PluginJar.source("Bad", "bad-layer");
    Path bad = jar("bad", "Bad", source.replace("AutoencoderPlugin.SPI_VERSION", "" + version));

    assertLeftOut(bad, "Bad", cause);
  }

  @Test
  void leavesOutAPluginThatLacksAMethodOfTheSpi() throws IOException {
    String source = PluginJar.source("Bad", "bad-layer");
    Path classes = PluginJar.compile("Bad", source);
    Path old = classes.resolve("Bad.class");
    byte[] bytes = Files.readAllBytes(old);
    Files.write(old, latin(latin(bytes).replace("spiVersion", "apiVersion")));
    declare(classes, "Bad");

    assertLeftOut(PluginJar.pack(folder.resolve("bad.jar"), classes), "Bad", "AbstractMethodError");
  }

  @Test
  void leavesOutWhatIsDeclaredButMissing() throws IOException {
    Path classes = Files.createDirectory(temporary.resolve("classes"));
    declare(classes, "org.example.Gone");

    assertLeftOut(
        PluginJar.pack(folder.resolve("gone.jar"), classes), "org.example.Gone", "not found");
  }

  @Test
  void leavesOutWhatIsNoJar() throws IOException {
    Path text = Files.writeString(folder.resolve("text.jar"), "no jar");
    assertLeftOut(text, "jar", "cannot be read as a jar, replace it");
    Files.delete(text);

    byte[] whole = Files.readAllBytes(good);
    Path half = Files.write(folder.resolve("half.jar"), Arrays.copyOf(whole, whole.length / 2));
    assertLeftOut(half, "jar", "cannot be read as a jar, replace it");
    Files.delete(half);

    Path empty = Files.createFile(folder.resolve("empty.jar"));
    assertLeftOut(empty, "jar", "cannot be read as a jar, replace it");
  }

  @Test
  void leavesOutAClassThatIsDamaged() throws IOException {
    Path classes = PluginJar.compile("Bad", PluginJar.source("Bad", "bad-layer"));
    byte[] bytes = Files.readAllBytes(classes.resolve("Bad.class"));
    Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 0x7f);
    Files.write(classes.resolve("Bad.class"), bytes);
    declare(classes, "Bad");

    assertLeftOut(PluginJar.pack(folder.resolve("bad.jar"), classes), "Bad", "ClassFormatError");
  }

  @Test
  void saysThatNothingIsThere() throws IOException {
    Path empty = Files.createDirectory(temporary.resolve("empty"));
    Path classes = PluginJar.compile("Silent", PluginJar.source("Silent", "silent-layer"));
    Path silent = PluginJar.pack(temporary.resolve("silent.jar"), classes);

    assertThat(ae("plugins", "--plugin-path", empty).succeeds().out())
        .contains("folder in " + empty, "it holds no jar");
    assertThat(failure(ae("plugins", "--json=-", "--plugin-path", silent)).path("cause").asString())
        .contains("none of them holds a plugin that it names in META-INF/services/org.ae4j.api");
    Run beside = ae("plugins", "--plugin-path", folder + File.pathSeparator + silent);
    assertThat(beside.succeeds().out()).contains("good-layer", "left out: none");
  }

  @Test
  void leavesOutIdsThatCollide() throws IOException {
    Path one = jar("one", "One", PluginJar.source("One", "same-layer"));
    Path two = jar("two", "Two", PluginJar.source("Two", "same-layer"));
    jar("rival", "Rival", PluginJar.variant("Rival", "vanilla", VANILLA));
    String path = "--plugin-path=" + folder;
    String table = "--data=" + Tables.numbers(temporary);
    String out = "--out=" + temporary.resolve("m.safetensors");

    assertThat(ae("plugins", path).succeeds().out())
        .contains("good-layer", "variational", "two.jar");
    Run layer = ae("train", path, table, out, "--variant=variational", "--encoder=same-layer");
    assertRefused(layer, "cannot use the layer 'same-layer'", one.toString(), two.toString());
    Run variant = ae("train", path, table, out);
    assertRefused(variant, "cannot use the variant 'vanilla'", "rival.jar", "ae-vanilla");
    ae("train", path, table, out, "--variant=variational", "--epochs=1", "--no-pictures")
        .succeeds();
  }

  @Test
  void leavesOutCopiesOfAPlugin() throws IOException {
    Path copy = Files.copy(good, folder.resolve("good-1.1.jar"));
    jar("fine", "Fine", PluginJar.source("Fine", "fine-layer"));
    Path own = Files.createDirectory(temporary.resolve("own"));
    Path vanillaClass = own.resolve("org/ae4j/vanilla/VanillaPlugin.class");
    Files.createDirectories(vanillaClass.getParent());
    Files.createFile(vanillaClass);
    declare(own, "org.ae4j.vanilla.VanillaPlugin");
    Path vanilla = PluginJar.pack(folder.resolve("vanilla.jar"), own);

    Run run = ae("plugins", "--json=-", "--plugin-path", folder).succeeds();

    assertThat(ids(run)).contains("fine-layer", "vanilla").doesNotContain("good-layer");
    assertThat(run.json())
        .filteredOn(line -> line.path("kind").asString().equals("failure"))
        .extracting(line -> line.path("location").asString() + ": " + line.path("cause").asString())
        .satisfiesExactly(
            text ->
                assertThat(text)
                    .contains(good.toString(), copy.toString())
                    .endsWith("remove all of these but one"),
            text ->
                assertThat(text)
                    .isEqualTo(vanilla + ": ae itself has this plugin; remove the jar"));
  }

  @Test
  void takesAJarBesideThatOfItsSources() throws IOException {
    Path sources = Files.createDirectory(temporary.resolve("sources"));
    Files.writeString(sources.resolve("Good.java"), PluginJar.source("Good", "good-layer"));
    declare(sources, "Good");
    PluginJar.pack(folder.resolve("good-sources.jar"), sources);

    Run run = ae("plugins", "--plugin-path", folder).succeeds();

    assertThat(run.out()).contains("good-layer", "left out: none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "throw new IllegalStateException(\"odd\"); | cannot make an autoencoder: Illegal",
        "return null;                              | returned null instead of an autoencoder",
        "throw new NoSuchMethodError(\"gone\");    | NoSuchMethodError: gone",
      })
  void namesThePluginWhoseVariantFails(String create, String message) throws IOException {
    Path bad = jar("bad", "Bad", PluginJar.variant("Bad", "bad", create));

    trainVariant("bad").fails(FAILED, "variant 'bad' of Bad in " + bad, message);
  }

  @Test
  void survivesAVariantWhoseTrainingDoesNotLink() throws IOException {
    String source =
        """
        return ReconstructingAutoencoder.create(config, context, false, (c, g, l) -> {
          throw new NoSuchMethodError("old.Method");
        });
        """;
    jar("old", "Old", PluginJar.variant("Old", "old", source));

    trainVariant("old").fails(FAILED, "old.Method", "a plugin was built for another ae4j");
  }

  private Run trainVariant(String variant) {
    return ae(
        "train",
        "--quiet",
        "--variant=" + variant,
        "--data=" + Tables.numbers(temporary),
        "--out=" + temporary.resolve("m.safetensors"),
        "--plugin-path=" + folder);
  }

  private Path jar(String name, String className, String source) throws IOException {
    return PluginJar.write(folder.resolve(name + ".jar"), className, source);
  }

  private static void declare(Path classes, String className) throws IOException {
    Path file = classes.resolve("META-INF/services/" + AutoencoderPlugin.class.getName());
    Files.createDirectories(file.getParent());
    Files.writeString(file, className + "\n");
  }

  /** Checks that a jar in the folder is reported, and that all else still works. */
  private void assertLeftOut(Path jar, String provider, String cause) {
    Run run = ae("plugins", "--json=-", "--plugin-path", folder).succeeds();

    assertThat(ids(run)).contains("good-layer", "vanilla").doesNotContain("bad-layer");
    JsonNode failure = failure(run);
    assertThat(failure.path("id").asString()).isEqualTo(provider);
    assertThat(failure.path("location").asString()).isEqualTo(jar.toString());
    assertThat(failure.path("cause").asString()).contains(cause).doesNotContain("\n");

    Run train =
        ae(
            "train",
            "--data=" + Tables.numbers(temporary),
            "--epochs=1",
            "--no-pictures",
            "--out=" + temporary.resolve("m.safetensors"),
            "--plugin-path=" + folder);
    assertThat(train.succeeds().err().lines())
        .singleElement()
        .asString()
        .contains("plugin left out: " + provider + " in " + jar);
  }

  private static void assertRefused(Run run, String... parts) {
    assertThat(run.status()).isEqualTo(FAILED);
    String last = run.err().lines().reduce((first, second) -> second).orElseThrow();
    assertThat(last).startsWith("ae: ").contains(parts);
    assertThat(run.err()).doesNotContain("\tat ");
  }

  private static List<String> ids(Run run) {
    return run.json().stream().map(line -> line.path("id").asString()).toList();
  }

  private static String place(Run run, String id) {
    return run.json().stream()
        .filter(line -> line.path("id").asString().equals(id))
        .findFirst()
        .orElseThrow()
        .path("location")
        .asString();
  }

  private static JsonNode failure(Run run) {
    List<JsonNode> failures =
        run.json().stream().filter(line -> line.path("kind").asString().equals("failure")).toList();
    assertThat(failures).hasSize(1);
    return failures.get(0);
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The environment needs a process of its own. */
  private Run process(String variable, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(arguments);
    File out = temporary.resolve("out").toFile();
    File err = temporary.resolve("err").toFile();
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out).redirectError(err);
    builder.environment().putAll(Map.of("AE_PLUGIN_PATH", variable));
    int status = builder.start().waitFor();
    return new Run(status, Files.readString(out.toPath()), Files.readString(err.toPath()));
  }
}
