package org.ae4j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ae4j.api.Dataset;
import org.ae4j.api.Generative;
import org.ae4j.api.ValueRange;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.data.Preprocessing;
import org.ae4j.core.latent.Codes;
import org.ae4j.core.latent.GaussianMixture;
import org.ae4j.pictures.ImageGrid;
import org.ejml.data.FMatrixRMaj;

/** Draws what a model of a comparison makes of images, all of them on the scale from 0 to 1. */
final class RunPictures {
  private static final int COLUMNS = 10;
  private static final int SAMPLES = 2 * COLUMNS;
  private static final int FITTED_ROWS = 5000;
  private static final int COMPONENTS = 10;
  private static final int ITERATIONS = 100;

  private final TrainedAutoencoder model;
  private final Preprocessing unit;
  private final Path folder;
  private final Map<String, String> files = new LinkedHashMap<>();
  private Optional<String> samplesFrom = Optional.empty();

  RunPictures(TrainedAutoencoder model, Preprocessing unit, Path folder) {
    this.model = model;
    this.unit = unit;
    this.folder = folder;
  }

  /** Returns the files drawn so far, by what they show. */
  Map<String, String> files() {
    return files;
  }

  /** Returns where the codes of the samples come from, once there are some. */
  Optional<String> samplesFrom() {
    return samplesFrom;
  }

  /** Draws rows, clean and noisy, and what becomes of them. */
  void drawRows(Dataset clean, Dataset noisy) {
    int[] chosen = ImageGrid.choose(clean, COLUMNS);
    float[][] originals = read(clean, chosen);
    float[][] damaged = read(noisy, chosen);
    draw("originals", originals);
    draw("reconstructions", model.reconstruct(originals));
    draw("noisy", damaged);
    draw("denoised", model.reconstruct(damaged));
  }

  /** Draws what lies between the codes of two pairs of rows. */
  void drawInterpolations(Dataset clean) {
    int[] chosen = ImageGrid.choose(clean, COLUMNS);
    float[][] originals = read(clean, chosen);
    List<float[]> between = new ArrayList<>();
    for (int from = 0; from + 1 < Math.min(4, chosen.length); from += 2) {
      float[][] ends = model.encode(new float[][] {originals[from], originals[from + 1]});
      FMatrixRMaj path = model.decode(Codes.linear(ends[0], ends[1], COLUMNS));
      between.addAll(rows(path));
    }
    if (!between.isEmpty()) {
      draw("interpolations", between.toArray(float[][]::new));
    }
  }

  /** Draws rows that are in no data. */
  void drawSamples(Autoencoders engine, Dataset training, long seed) {
    FMatrixRMaj codes;
    String source;
    if (model.model() instanceof Generative) {
      codes = Codes.prior(SAMPLES, model.codeSize(), seed);
      source = "the prior";
    } else {
      FMatrixRMaj known = LatentRows.encode(engine, model, training, FITTED_ROWS);
      int components = Math.min(COMPONENTS, known.numRows);
      codes = GaussianMixture.fit(known, components, ITERATIONS, seed).sample(SAMPLES, seed);
      source = "a mixture of " + Text.count(components, "Gaussian");
    }
    draw("samples", rows(model.decode(codes)).toArray(float[][]::new));
    samplesFrom = Optional.of(source);
  }

  private void draw(String name, float[][] images) {
    List<float[]> cells = new ArrayList<>();
    for (float[] image : images) {
      float[] scaled = image.clone();
      unit.apply(scaled, 0);
      cells.add(scaled);
    }
    String file = name + ".png";
    int columns = Math.min(COLUMNS, cells.size());
    OutputFiles.write(
        folder.resolve(file),
        ImageGrid.strip(cells, columns, model.inputShape(), new ValueRange(0, 1)));
    files.put(name, file);
  }

  private static float[][] read(Dataset rows, int[] chosen) {
    float[][] read = new float[chosen.length][rows.shape().size()];
    for (int i = 0; i < chosen.length; i++) {
      rows.copyRow(chosen[i], read[i], 0);
    }
    return read;
  }

  private static List<float[]> rows(FMatrixRMaj matrix) {
    List<float[]> rows = new ArrayList<>();
    for (int row = 0; row < matrix.numRows; row++) {
      int at = row * matrix.numCols;
      rows.add(Arrays.copyOfRange(matrix.data, at, at + matrix.numCols));
    }
    return rows;
  }
}
