package org.ae4j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** The folder that the tests run in, where pages find the files that they speak of. */
final class Workplace {
  private static final Path FOLDER = Path.of("").toAbsolutePath();
  private static final Path STORE = FOLDER.resolveSibling("store");

  private Workplace() {}

  /** Makes what readers of any page may have: data of their own, and models. */
  static void stock() throws Exception {
    clear(STORE);
    String rows = rows();
    Texts.write(STORE.resolve("rows.csv"), rows);
    Texts.write(STORE.resolve("normal.csv"), rows);
    for (String folder : List.of("photos", "more-photos", "scans")) {
      photos(STORE.resolve(folder));
    }
    String table = STORE.resolve("rows.csv").toString();
    ae("cluster", "--data=" + table, "-k=2", "--out=" + STORE.resolve("clusters"));
    String deliveries = STORE.resolve("deliveries.csv").toString();
    ae("data", "generate", "logistics", "--rows=400", "--out=" + deliveries);
    for (String model : List.of("model", "fashion")) {
      String file = STORE.resolve(model + ".safetensors").toString();
      ae("train", "--limit=200", "--epochs=1", "--no-pictures", "--out=" + file);
      ae("reconstruct", "--model=" + file, "--out=" + STORE.resolve("rows.npy"));
    }
  }

  /** Puts that into the folder, and nothing else but what the page's own text holds. */
  static void furnish(Page page) throws IOException {
    clear(FOLDER);
    try (Stream<Path> files = Files.walk(STORE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = FOLDER.resolve(STORE.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    boolean deliveries = page.text().contains("deliveries.csv");
    Files.copy(Path.of(deliveries ? "deliveries.csv" : "rows.csv"), Path.of("new.csv"));
    for (Block block : page.blocks()) {
      if (block.language().equals("yaml")) {
        Texts.write(Path.of("runs.yaml"), block.text());
      } else if (block.language().equals("file")) {
        String[] parts = block.text().split("\n", 2);
        Texts.write(Path.of(parts[0].strip()), parts[1]);
      }
    }
  }

  private static void ae(String... arguments) throws Exception {
    Captured<Integer> run = Captured.ae(arguments);
    assertThat(run.result()).as(run.said()).isZero();
  }

  private static void clear(Path folder) throws IOException {
    assertThat(folder.getParent()).as("the tests' working folder").endsWithRaw(Path.of("target"));
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(file -> !file.equals(folder))
          .sorted(Comparator.reverseOrder())
          .map(Path::toFile)
          .forEach(File::delete);
    }
  }

  /** Returns a table of four numbers that follow from one, and a class. */
  private static String rows() {
    Random random = new Random(1);
    StringBuilder rows = new StringBuilder("a,b,c,d,class\n");
    for (int i = 0; i < 400; i++) {
      double z = random.nextGaussian();
      for (int j = 0; j < 4; j++) {
        rows.append((j - 1.5) * z + 0.1 * random.nextGaussian()).append(',');
      }
      rows.append(i % 2 == 0 ? "even" : "odd").append('\n');
    }
    return rows.toString();
  }

  private static void photos(Path folder) throws IOException {
    Random random = new Random(2);
    Files.createDirectories(folder);
    for (int i = 0; i < 24; i++) {
      BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
      for (int x = 0; x < 28; x++) {
        for (int y = 0; y < 28; y++) {
          boolean bright = i % 2 == 0 ? x > 14 : y > 14;
          image.getRaster().setSample(x, y, 0, (bright ? 200 : 20) + random.nextInt(20));
        }
      }
      ImageIO.write(image, "png", folder.resolve("photo-%02d.png".formatted(i)).toFile());
    }
  }
}
