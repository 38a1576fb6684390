package org.ae4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatentCommandsTest {
  private static final int WRONG_USAGE = 2;

  @TempDir private static Path folder;

  @BeforeAll
  static void train() {
    for (String variant : new String[] {"variational", "vanilla"}) {
      assertThat(
              ae(
                  "train",
                  "--variant=" + variant,
                  "--loss=bce",
                  "--encoder=dense(16) relu dense(3)",
                  "--limit=256",
                  "--epochs=1",
                  "--no-pictures",
                  "--out=" + folder.resolve(variant)))
          .isZero();
    }
  }

  @Test
  void measuresNatsOfAVariationalModel() throws IOException {
    Path json = folder.resolve("evaluate.json");

    assertThat(use("evaluate", "variational", "--nll-samples=2", "--json=" + json)).isZero();

    assertThat(Files.readString(json))
        .contains("\"reconstruction_nats\":", "\"kl_nats\":", "\"nll_nats\":", "\"code_size\":3");
    assertThat(use("evaluate", "vanilla")).isZero();
    assertThat(use("evaluate", "vanilla", "--nll-samples=2")).isEqualTo(WRONG_USAGE);
  }

  @Test
  void samples() throws IOException {
    assertThat(use("sample", "variational", "--count=7", out("prior.npy"))).isZero();
    assertThat(use("sample", "variational", "--count=7", "--seed=2", out("other.npy"))).isZero();
    assertThat(use("sample", "vanilla", "--count=7", "--components=2", out("mixture.csv")))
        .isZero();
    assertThat(use("sample", "variational", "--from=mixture", "--count=20", out("grid.png")))
        .isZero();

    assertThat(head("prior.npy")).contains("'shape': (7, 784)");
    assertThat(Files.mismatch(folder.resolve("other.npy"), folder.resolve("prior.npy")))
        .isGreaterThan(0);
    assertThat(Files.readAllLines(folder.resolve("mixture.csv"))).hasSize(8);
    BufferedImage grid = ImageIO.read(folder.resolve("grid.png").toFile());
    assertThat(grid.getWidth()).isGreaterThan(grid.getHeight());
    assertThat(use("sample", "vanilla", "--from=prior", out("none.npy"))).isEqualTo(WRONG_USAGE);
  }

  @Test
  void interpolatesAndTraverses() throws IOException {
    for (String variant : new String[] {"variational", "vanilla"}) {
      assertThat(use("interpolate", variant, "--steps=5", out("between.npy"))).isZero();
      assertThat(use("traverse", variant, "--steps=4", "--row=1", out("units.npy"))).isZero();

      assertThat(head("between.npy")).contains("'shape': (5, 784)");
      assertThat(head("units.npy")).contains("'shape': (12, 784)");
    }
    assertThat(use("interpolate", "vanilla", "--path=spherical", out("arc.png"))).isZero();
    assertThat(use("traverse", "variational", out("units.png"))).isZero();
    assertThat(use("interpolate", "vanilla", "--to=100000", out("x.npy"))).isEqualTo(WRONG_USAGE);
  }

  private static String out(String file) {
    return "--out=" + folder.resolve(file);
  }

  private static String head(String file) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(file));
    return new String(bytes, 0, 128, StandardCharsets.ISO_8859_1);
  }

  private static int use(String command, String model, String... options) {
    List<String> arguments = new ArrayList<>();
    arguments.add(command);
    arguments.add("--model=" + folder.resolve(model));
    arguments.addAll(List.of(options));
    return ae(arguments.toArray(String[]::new));
  }

  private static int ae(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--threads=2");
    all.add("--quiet");
    return Main.execute(all.toArray(String[]::new));
  }
}
