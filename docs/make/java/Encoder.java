package org.ae4j.lesson;

import java.util.Locale;
import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetSplits;
import org.ae4j.api.TrainingConfig;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.data.Datasets;

/** One image on its way through an encoder and a decoder. */
final class Encoder {
  private static final int WIDTH = 600;
  private static final int HEIGHT = 250;
  private static final int CELL = 5;
  private static final int TOP = 60;

  private Encoder() {}

  public static void main(String[] args) {
    DatasetSplits data = Lab.open("fashion-mnist");
    Dataset test = Lab.test(data);
    TrainedAutoencoder model =
        Lab.train(
            Lab.config(test).layers(128, 64).code(32),
            TrainingConfig.builder().epochs(10),
            data.train());
    float[][] image = new float[1][784];
    test.copyRow(0, image[0], 0);
    float[] code = model.encode(image)[0];
    float[] restored = model.reconstruct(image)[0];
    double squares = 0;
    for (int i = 0; i < 784; i++) {
      squares += (image[0][i] - restored[i]) * (image[0][i] - restored[i]) / (255.0 * 255);
    }
    StringBuilder figures = new StringBuilder();
    figures.append("test MSE ").append(Lab.digits(Lab.error(model, Datasets.toMatrix(test)), 4));
    figures.append(
        String.format(Locale.ROOT, "%nerror of the image %s%n", Lab.digits(squares / 784, 4)));
    figures.append("weights ").append(model.parameterCount()).append("\ncode");
    for (float value : code) {
      figures.append(String.format(Locale.ROOT, " %.1f", value));
    }
    Lab.figures("encoder", figures.append('\n').toString());
    Lab.picture("image-code-image.svg", draw(image[0], code, restored));
    Lab.picture("encoder-code-decoder.svg", network(8, 5, 3, 5, 8));
  }

  /** Draws nodes by layer, each connected with all of the next layer. */
  private static String network(int... nodes) {
    StringBuilder svg = new StringBuilder();
    add(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 600 400\" role=\"img\""
            + " font-family=\"system-ui, sans-serif\" font-size=\"17\" fill=\"#1f2328\""
            + " text-anchor=\"middle\">%n<rect x=\"1\" y=\"1\" width=\"598\" height=\"398\""
            + " rx=\"10\" fill=\"#ffffff\" stroke=\"#d0d7de\"/>%n<g stroke=\"#b6bec8\">%n");
    for (int layer = 1; layer < nodes.length; layer++) {
      for (int i = 0; i < nodes[layer - 1]; i++) {
        for (int j = 0; j < nodes[layer]; j++) {
          add(
              svg,
              "<path d=\"M%d %dL%d %d\"/>",
              across(layer - 1),
              down(i, nodes[layer - 1]),
              across(layer),
              down(j, nodes[layer]));
        }
      }
    }
    svg.append("</g>\n");
    for (int layer = 0; layer < nodes.length; layer++) {
      boolean code = layer == nodes.length / 2;
      boolean end = layer == 0 || layer == nodes.length - 1;
      add(svg, "<g fill=\"%s\">", code ? "#c2410c" : end ? "#57606a" : "#0b6bcb");
      for (int i = 0; i < nodes[layer]; i++) {
        add(svg, "<circle cx=\"%d\" cy=\"%d\" r=\"11\"/>", across(layer), down(i, nodes[layer]));
      }
      svg.append("</g>\n");
    }
    add(
        svg,
        "<g font-weight=\"600\"><text x=\"175\" y=\"32\">encoder</text>"
            + "<text x=\"300\" y=\"32\" fill=\"#c2410c\">code</text>"
            + "<text x=\"425\" y=\"32\">decoder</text></g>%n"
            + "<text x=\"60\" y=\"384\">row x</text><text x=\"300\" y=\"384\">z</text>"
            + "<text x=\"528\" y=\"384\">x&#8242;</text></svg>%n");
    return svg.toString();
  }

  private static int across(int layer) {
    return 60 + layer * 120;
  }

  private static int down(int node, int of) {
    return 205 + node * 40 - (of - 1) * 20;
  }

  private static String draw(float[] image, float[] code, float[] restored) {
    StringBuilder svg = new StringBuilder();
    add(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
            + " font-family=\"system-ui, sans-serif\" font-size=\"17\" fill=\"#1f2328\">%n"
            + "<rect x=\"1\" y=\"1\" width=\"%d\" height=\"%d\" rx=\"10\" fill=\"#ffffff\""
            + " stroke=\"#d0d7de\"/>%n",
        WIDTH,
        HEIGHT,
        WIDTH - 2,
        HEIGHT - 2);
    int side = 28 * CELL;
    pixels(svg, image, 20);
    pixels(svg, restored, WIDTH - 20 - side);
    int middle = TOP + side / 2;
    String[] names = {"image: 784 values", "code: 32 values", "reconstruction"};
    int[] at = {20 + side / 2, WIDTH / 2, WIDTH - 20 - side / 2};
    for (int i = 0; i < 3; i++) {
      add(svg, "<text x=\"%d\" y=\"40\" text-anchor=\"middle\">%s</text>%n", at[i], names[i]);
    }
    for (int left : new int[] {20 + side + 8, WIDTH - 20 - side - 34}) {
      add(
          svg,
          "<path d=\"M%d %dh20m-7 -6l7 6l-7 6\" fill=\"none\" stroke=\"#57606a\""
              + " stroke-width=\"2.5\"/>%n",
          left,
          middle);
    }
    float most = 0;
    for (float value : code) {
      most = Math.max(most, Math.abs(value));
    }
    add(svg, "<path d=\"M204 %dH396\" stroke=\"#d0d7de\"/><g fill=\"#0b6bcb\">", middle);
    for (int i = 0; i < code.length; i++) {
      double size = code[i] / most * side / 2;
      add(
          svg,
          "<rect x=\"%d\" y=\"%.1f\" width=\"4\" height=\"%.1f\"/>",
          205 + i * 6,
          middle - Math.max(0, size),
          Math.abs(size));
    }
    svg.append("</g>\n");
    String[] below = {"encoder", "decoder"};
    int[] where = {(20 + side + 204) / 2 + 14, (396 + WIDTH - 20 - side) / 2 - 14};
    for (int i = 0; i < 2; i++) {
      add(
          svg,
          "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"#57606a\">%s</text>%n",
          where[i],
          HEIGHT - 18,
          below[i]);
    }
    return svg.append("</svg>\n").toString();
  }

  /** Draws an image as rectangles, one for each run of pixels that look the same. */
  private static void pixels(StringBuilder svg, float[] image, int left) {
    svg.append("<g shape-rendering=\"crispEdges\">\n");
    for (int y = 0; y < 28; y++) {
      for (int x = 0, end; x < 28; x = end) {
        int grey = grey(image[y * 28 + x]);
        end = x + 1;
        while (end < 28 && grey(image[y * 28 + end]) == grey) {
          end++;
        }
        add(
            svg,
            "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#%02x%02x%02x\"/>",
            left + x * CELL,
            TOP + y * CELL,
            (end - x) * CELL,
            CELL,
            grey,
            grey,
            grey);
      }
      svg.append('\n');
    }
    svg.append("</g>\n");
  }

  private static int grey(float value) {
    return Math.min(255, Math.round(value / 8) * 8);
  }

  private static void add(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
