import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetRequest;
import org.ae4j.api.RandomStream;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.data.Datasets;
import org.ae4j.manifold.MapQuality;
import org.ae4j.core.latent.PrincipalComponents;
import org.ae4j.manifold.Tsne;
import org.ae4j.manifold.TsneConfig;
import org.ejml.data.FMatrixRMaj;

/**
 * Maps 5 000 test images of Fashion-MNIST in several ways, and measures each map by its labels
 * and against the clean pixels. Writes a file of points for each map, and a line of figures.
 *
 * <p>Arguments: what to map (clean, noisy or blobs) and the folder that has the models.
 */
final class Reduction {
  private static final int ROWS = 5000;
  private static final int NEIGHBOURS = 10;

  /** Rows whose neighbours among all rows vote, before there is a map. */
  private static final int ASKED = 1000;

  private static final double NOISE = 0.5;

  private final Autoencoders engine = Autoencoders.load();
  private final Path folder;

  private Reduction(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args) throws IOException {
    Reduction reduction = new Reduction(Path.of(args[1]));
    switch (args[0]) {
      case "clean" -> reduction.clean();
      case "noisy" -> reduction.noisy();
      case "blobs" -> reduction.blobs();
      default -> throw new IllegalArgumentException("expected clean, noisy or blobs: " + args[0]);
    }
  }

  private Dataset images() {
    String name = "fashion-mnist";
    Dataset all =
        engine.registry().dataset(name).open(DatasetRequest.of(name)).test().orElseThrow();
    return Datasets.limit(all, ROWS);
  }

  /** Returns pixels from 0 to 1. */
  private static FMatrixRMaj pixels(Dataset images) {
    FMatrixRMaj rows = Datasets.toMatrix(images);
    for (int i = 0; i < rows.data.length; i++) {
      rows.data[i] /= 255;
    }
    return rows;
  }

  private FMatrixRMaj codes(String model, FMatrixRMaj pixels) {
    FMatrixRMaj bytes = pixels.copy();
    for (int i = 0; i < bytes.data.length; i++) {
      bytes.data[i] *= 255;
    }
    return engine.read(folder.resolve(model)).encode(bytes);
  }

  private void clean() throws IOException {
    Dataset images = images();
    int[] labels = images.labels().orElseThrow();
    FMatrixRMaj pixels = pixels(images);
    FMatrixRMaj fifty = PrincipalComponents.fit(pixels, 50, engine).transform(pixels, engine);
    FMatrixRMaj codes = codes("f32.safetensors", pixels);
    System.out.printf("%-20s %8s %8s %8s%n", "", "10-NN", "10-NN", "trust-");
    System.out.printf("%-20s %8s %8s %8s%n", "mapped", "before", "on map", "worthy");
    FMatrixRMaj two = PrincipalComponents.fit(pixels, 2, engine).transform(pixels, engine);
    report("pca-2", Double.NaN, two, pixels, images);
    report("code-2", Double.NaN, codes("f2.safetensors", pixels), pixels, images);
    map("pixels-784", pixels, pixels, images);
    map("pca-50", fifty, pixels, images);
    map("code-32", codes, pixels, images);
  }

  private void noisy() throws IOException {
    Dataset images = images();
    FMatrixRMaj pixels = pixels(images);
    FMatrixRMaj noisy = pixels.copy();
    RandomStream random = RandomStream.of(1).named("noise");
    for (int i = 0; i < noisy.data.length; i++) {
      double value = noisy.data[i] + NOISE * random.normal(i);
      noisy.data[i] = (float) Math.max(0, Math.min(1, value));
    }
    FMatrixRMaj fifty = PrincipalComponents.fit(noisy, 50, engine).transform(noisy, engine);
    map("noisy-pixels-784", noisy, pixels, images);
    map("noisy-pca-50", fifty, pixels, images);
    map("noisy-denoising-32", codes("d32.safetensors", noisy), pixels, images);
  }

  private void map(String name, FMatrixRMaj rows, FMatrixRMaj clean, Dataset images)
      throws IOException {
    double before = accuracy(rows, images.labels().orElseThrow());
    Tsne map = Tsne.fit(rows, TsneConfig.DEFAULTS, engine, done -> {});
    report(name, before, map.points(), clean, images);
  }

  private void report(
      String name,
      double before,
      FMatrixRMaj points,
      FMatrixRMaj clean,
      Dataset images)
      throws IOException {
    int[] labels = images.labels().orElseThrow();
    double after = MapQuality.accuracy(points, labels, NEIGHBOURS, engine);
    double trust = MapQuality.trustworthiness(clean, points, 5, 2000, 1, engine);
    System.out.printf(
        Locale.ROOT, "%-20s %8.3f %8.3f %8.3f%n", name, before, after, trust);
    String[] names = IntStream.of(labels).mapToObj(images.labelNames()::get).toArray(String[]::new);
    write(name, points, names);
  }

  /** Returns the part of some rows that have the label of most of their neighbours. */
  private static double accuracy(FMatrixRMaj rows, int[] labels) {
    long right =
        IntStream.range(0, ASKED)
            .map(i -> i * (rows.numRows / ASKED))
            .parallel()
            .filter(row -> vote(rows, labels, row) == labels[row])
            .count();
    return (double) right / ASKED;
  }

  private static int vote(FMatrixRMaj rows, int[] labels, int row) {
    double[] distances = new double[rows.numRows];
    for (int other = 0; other < rows.numRows; other++) {
      double sum = 0;
      for (int i = 0; i < rows.numCols; i++) {
        double by = rows.data[row * rows.numCols + i] - rows.data[other * rows.numCols + i];
        sum += by * by;
      }
      distances[other] = other == row ? Double.MAX_VALUE : sum;
    }
    double[] sorted = distances.clone();
    Arrays.sort(sorted);
    int[] votes = new int[10];
    int best = 0;
    for (int other = 0; other < distances.length; other++) {
      votes[labels[other]] += distances[other] <= sorted[NEIGHBOURS - 1] ? 1 : 0;
    }
    for (int label = 1; label < votes.length; label++) {
      best = votes[label] > votes[best] ? label : best;
    }
    return best;
  }

  /** Three groups of known widths and distances in a plane, and their map. */
  private void blobs() throws IOException {
    String[] names = {"narrow", "narrow and near", "wide and far"};
    double[] deviation = {1, 1, 8};
    double[] middle = {0, 10, 100};
    int each = 300;
    FMatrixRMaj rows = new FMatrixRMaj(3 * each, 2);
    String[] labels = new String[3 * each];
    RandomStream random = RandomStream.of(1).named("blobs");
    for (int i = 0; i < rows.numRows; i++) {
      int group = i / each;
      labels[i] = names[group];
      rows.data[2 * i] = (float) (middle[group] + deviation[group] * random.normal(2L * i));
      rows.data[2 * i + 1] = (float) (deviation[group] * random.normal(2L * i + 1));
    }
    FMatrixRMaj map = Tsne.fit(rows, TsneConfig.DEFAULTS, engine, done -> {}).points();
    System.out.printf("%n%-18s %14s %14s%n", "group", "width before", "width on map");
    for (int group = 0; group < 3; group++) {
      System.out.printf(
          Locale.ROOT,
          "%-18s %14.1f %14.1f%n",
          names[group],
          width(rows, group, each),
          width(map, group, each));
    }
    System.out.printf(
        Locale.ROOT,
        "far distance / near distance: %.1f before, %.1f on map%n",
        distance(rows, 0, 2, each) / distance(rows, 0, 1, each),
        distance(map, 0, 2, each) / distance(map, 0, 1, each));
    write("blobs-before", rows, labels);
    write("blobs-map", map, labels);
  }

  private static double[] middle(FMatrixRMaj points, int group, int each) {
    double x = 0;
    double y = 0;
    for (int i = group * each; i < (group + 1) * each; i++) {
      x += points.data[2 * i] / each;
      y += points.data[2 * i + 1] / each;
    }
    return new double[] {x, y};
  }

  private static double distance(FMatrixRMaj points, int one, int other, int each) {
    double[] a = middle(points, one, each);
    double[] b = middle(points, other, each);
    return Math.hypot(a[0] - b[0], a[1] - b[1]);
  }

  /** Returns the root mean square of the distances from a group's middle. */
  private static double width(FMatrixRMaj points, int group, int each) {
    double[] middle = middle(points, group, each);
    double sum = 0;
    for (int i = group * each; i < (group + 1) * each; i++) {
      sum += Math.pow(points.data[2 * i] - middle[0], 2);
      sum += Math.pow(points.data[2 * i + 1] - middle[1], 2);
    }
    return Math.sqrt(sum / each);
  }

  private void write(String name, FMatrixRMaj points, String[] labels) throws IOException {
    StringBuilder text = new StringBuilder("x,y,label\n");
    for (int i = 0; i < points.numRows; i++) {
      text.append(points.data[2 * i]).append(',').append(points.data[2 * i + 1]);
      text.append(',').append(labels[i]).append('\n');
    }
    Files.writeString(folder.resolve(name + ".csv"), text);
  }
}
