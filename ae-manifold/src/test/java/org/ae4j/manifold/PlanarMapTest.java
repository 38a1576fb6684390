package org.ae4j.manifold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.ae4j.api.DataException;
import org.ae4j.api.ModelFormatException;
import org.ae4j.api.ShapeException;
import org.ae4j.core.latent.PrincipalComponents;
import org.ae4j.core.model.SafetensorsWriter;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanarMapTest {
  private static final int KNOWN = 400;

  @TempDir static Path folder;
  private static final FMatrixRMaj ROWS = Samples.groups(500, 8, 5, 6);
  private static PlanarMap map;
  private static Path file;

  @BeforeAll
  static void make() {
    FMatrixRMaj known = every(5, false);
    PrincipalComponents axes = PrincipalComponents.fit(known, 6, Samples.engine(2));
    FMatrixRMaj shortened = axes.transform(known, Samples.engine(2));
    TsneConfig config = TsneConfig.DEFAULTS.withPerplexity(15).withIterations(400);
    FMatrixRMaj points = Tsne.fit(shortened, config, Samples.engine(2), done -> {}).points();
    map =
        new PlanarMap(
            points, new float[0], Optional.of(shortened), Optional.of(axes), 15, Map.of("a", "b"));
    file = folder.resolve("map.safetensors");
    map.save(file);
  }

  /** Returns every fifth row, or the others. */
  private static FMatrixRMaj every(int step, boolean these) {
    FMatrixRMaj some = new FMatrixRMaj(these ? 500 - KNOWN : KNOWN, ROWS.numCols);
    int next = 0;
    for (int row = 0; row < ROWS.numRows; row++) {
      if ((row % step == 0) == these) {
        System.arraycopy(ROWS.data, row * 8, some.data, 8 * next++, 8);
      }
    }
    return some;
  }

  @Test
  void placesRowsAmidTheirGroups() {
    FMatrixRMaj placed = map.place(every(5, true), Samples.engine(2));

    FMatrixRMaj all = new FMatrixRMaj(500, 2);
    System.arraycopy(map.points().data, 0, all.data, 0, 2 * KNOWN);
    System.arraycopy(placed.data, 0, all.data, 2 * KNOWN, 200);
    int[] labels = new int[500];
    System.arraycopy(Samples.labels(KNOWN, 5), 0, labels, 0, KNOWN);
    System.arraycopy(Samples.labels(100, 5), 0, labels, KNOWN, 100);
    assertThat(MapQuality.accuracy(all, labels, 10, Samples.engine(1))).isGreaterThan(0.98);
  }

  @Test
  void placesARowWhereItIs() {
    FMatrixRMaj placed = map.place(every(5, false), Samples.engine(2));

    double moved = 0;
    for (int i = 0; i < placed.data.length; i++) {
      moved += Math.abs(placed.data[i] - map.points().data[i]) / placed.data.length;
    }
    assertThat(moved).isLessThan(1.5);
  }

  @Test
  void placesEachRowByItselfOnAnyNumberOfThreads() {
    FMatrixRMaj more = every(5, true);
    float[] all = map.place(more, Samples.engine(1)).data;
    FMatrixRMaj last = new FMatrixRMaj(1, 8);
    System.arraycopy(more.data, 99 * 8, last.data, 0, 8);

    assertThat(map.place(more, Samples.engine(16)).data).isEqualTo(all);
    assertThat(map.place(last, Samples.engine(2)).data)
        .isEqualTo(Arrays.copyOfRange(all, 198, 200));
  }

  @Test
  void isTheSameFromAFile() {
    PlanarMap read = PlanarMap.read(file);

    assertThat(read.notes()).isEqualTo(Map.of("a", "b"));
    assertThat(read.columns()).isEqualTo(8);
    assertThat(read.points().data).isEqualTo(map.points().data);
    FMatrixRMaj more = every(5, true);
    assertThat(read.place(more, Samples.engine(2)).data)
        .isEqualTo(map.place(more, Samples.engine(2)).data);
  }

  @Test
  void scalesColumnsFirst() {
    FMatrixRMaj rows = Reference.matrix("rows");
    float[] factors = Standardization.factors(rows);
    FMatrixRMaj scaled = Standardization.scaled(rows, factors);
    PrincipalComponents axes = PrincipalComponents.fit(scaled, 2, Samples.engine(1));
    FMatrixRMaj points = axes.transform(scaled, Samples.engine(1));

    PlanarMap plane =
        new PlanarMap(points, factors, Optional.empty(), Optional.of(axes), 0, Map.of());

    assertThat(plane.place(rows, Samples.engine(2)).data).isEqualTo(points.data);
  }

  @Test
  void refusesOtherRows() {
    assertThatThrownBy(() -> map.place(new FMatrixRMaj(2, 7), Samples.engine(1)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("takes rows of 8 columns, got 7");
    FMatrixRMaj broken = new FMatrixRMaj(1, 8);
    broken.set(0, 3, Float.NaN);
    assertThatThrownBy(() -> map.place(broken, Samples.engine(1)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("row 0, column 3 is NaN");
  }

  @Test
  void refusesWhatIsNoMap() throws IOException {
    Path cut = folder.resolve("cut.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(cut, Arrays.copyOf(bytes, bytes.length - 100));
    Path other = folder.resolve("other.safetensors");
    new SafetensorsWriter().floats("points", new float[4], 2, 2).write(other);
    Path forged = folder.resolve("forged.safetensors");
    new SafetensorsWriter()
        .metadata("ae4j.map", "1")
        .metadata("perplexity", "30")
        .floats("points", new float[4], 2, 2)
        .floats("scale", new float[0], 0)
        .floats("rows", new float[6], 2, 3)
        .write(forged);

    assertThatThrownBy(() -> PlanarMap.read(cut))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("truncated");
    assertThatThrownBy(() -> PlanarMap.read(other))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("no map of version 1");
    assertThatThrownBy(() -> PlanarMap.read(forged))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("do not fit together");
  }
}
