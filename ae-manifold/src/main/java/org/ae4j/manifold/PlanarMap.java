package org.ae4j.manifold;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.ModelFormatException;
import org.ae4j.api.ShapeException;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.latent.Columns;
import org.ae4j.core.latent.PrincipalComponents;
import org.ae4j.core.model.SafetensorsReader;
import org.ae4j.core.model.SafetensorsWriter;
import org.ejml.data.FMatrixRMaj;

/**
 * A map and the rows it was made of, so that more rows can be placed on it.
 *
 * <p>Immutable and thread-safe; matrices are not copied and must not be changed.
 *
 * @param points x and y of each row
 * @param scale what each column of rows is multiplied by first, or empty for nothing
 * @param rows that the map was made of, shortened by {@code components} where there are any; empty
 *     for a map that is principal components alone
 * @param components that shorten rows before they are mapped
 * @param perplexity that the map was made with; 0 for a map that is principal components alone
 * @param notes of whoever made the map, such as which model the rows are codes of
 */
public record PlanarMap(
    FMatrixRMaj points,
    float[] scale,
    Optional<FMatrixRMaj> rows,
    Optional<PrincipalComponents> components,
    double perplexity,
    Map<String, String> notes) {
  private static final String FORMAT = "ae4j.map";
  private static final String VERSION = "1";
  private static final String PERPLEXITY = "perplexity";
  private static final String NOTE = "note.";
  private static final String TOTAL = "total_variance";

  /** Checks that sizes fit together. */
  public PlanarMap {
    notes = Map.copyOf(notes);
    if (points.numCols != 2) {
      throw new ShapeException("a map has points of 2 coordinates, got " + points.numCols);
    }
    if (rows.isEmpty() && components.isEmpty()) {
      throw new ConfigurationException("a map needs rows or principal components");
    }
    int count = points.numRows;
    rows.filter(some -> some.numRows != count)
        .ifPresent(
            some -> {
              throw new ShapeException(
                  "a map of %d points has %d rows, expected as many"
                      .formatted(count, some.numRows));
            });
  }

  /** Returns how many columns rows must have to be placed. */
  public int columns() {
    return components.map(axes -> axes.mean().length).orElseGet(() -> rows.orElseThrow().numCols);
  }

  /**
   * Returns x and y of more rows; where the map's own rows are stays as it is, and each row is
   * placed by itself, whatever the others are.
   *
   * <p>A row begins amid its nearest neighbours on the map and then descends its own divergence of
   * map and row.
   *
   * @param more rows of {@link #columns()} values, unchanged
   */
  public FMatrixRMaj place(FMatrixRMaj more, Autoencoders engine) {
    if (more.numCols != columns()) {
      throw new ShapeException(
          "the map takes rows of %d columns, got %d; give rows of the same kind, or the codes of"
                  .formatted(columns(), more.numCols)
              + " the same model");
    }
    Columns.requireFinite(more);
    FMatrixRMaj scaled = scale.length == 0 ? more : Standardization.scaled(more, scale);
    FMatrixRMaj shortened = components.map(axes -> axes.transform(scaled, engine)).orElse(scaled);
    return rows.isEmpty()
        ? shortened
        : Placement.place(points, rows.get(), perplexity, shortened, engine);
  }

  /** Writes the map as a safetensors file, which is replaced when all is on the disk. */
  public void save(Path file) {
    SafetensorsWriter writer = new SafetensorsWriter();
    writer.metadata(FORMAT, VERSION).metadata(PERPLEXITY, Double.toString(perplexity));
    notes.forEach((name, text) -> writer.metadata(NOTE + name, text));
    writer.floats("points", points.data, points.numRows, 2);
    writer.floats("scale", scale, scale.length);
    rows.ifPresent(some -> writer.floats("rows", some.data, some.numRows, some.numCols));
    components.ifPresent(
        axes -> {
          int columns = axes.mean().length;
          writer.metadata(TOTAL, Double.toString(axes.totalVariance()));
          writer.floats("components.mean", axes.mean(), columns);
          writer.floats("components.axes", axes.axes().data, axes.count(), columns);
          writer.doubles("components.variances", axes.variances(), axes.count());
        });
    writer.write(file);
  }

  /**
   * Reads a map.
   *
   * @throws ModelFormatException if the file is truncated, forged or no map; sizes are checked
   *     before memory is taken
   */
  public static PlanarMap read(Path file) {
    try (SafetensorsReader reader = SafetensorsReader.open(file)) {
      Map<String, String> metadata = reader.metadata();
      if (!VERSION.equals(metadata.get(FORMAT))) {
        throw new ModelFormatException(
            file
                + " is a safetensors file, but no map of version "
                + VERSION
                + "; give the map.safetensors that 'ae map' wrote");
      }
      Map<String, String> notes = new java.util.HashMap<>();
      metadata.forEach(
          (name, text) -> {
            if (name.startsWith(NOTE)) {
              notes.put(name.substring(NOTE.length()), text);
            }
          });
      FMatrixRMaj points = matrix(reader, "points");
      Optional<FMatrixRMaj> rows =
          reader.names().contains("rows") ? Optional.of(matrix(reader, "rows")) : Optional.empty();
      Optional<PrincipalComponents> components = Optional.empty();
      if (reader.names().contains("components.axes")) {
        FMatrixRMaj axes = matrix(reader, "components.axes");
        float[] mean = reader.floats("components.mean", new int[] {axes.numCols});
        components =
            Optional.of(
                new PrincipalComponents(
                    reader.requireFinite("components.mean", mean),
                    axes,
                    reader.doubles("components.variances", axes.numRows),
                    number(file, metadata, TOTAL),
                    0));
      }
      int scales = Math.toIntExact(Math.min(reader.info("scale").size(), Integer.MAX_VALUE));
      float[] scale = reader.requireFinite("scale", reader.floats("scale", new int[] {scales}));
      double perplexity = number(file, metadata, PERPLEXITY);
      PlanarMap map = new PlanarMap(points, scale, rows, components, perplexity, notes);
      map.requireSense(file);
      return map;
    } catch (ShapeException | ConfigurationException e) {
      throw new ModelFormatException(file + " is damaged: " + e.getMessage(), e);
    }
  }

  private void requireSense(Path file) {
    boolean fits =
        (scale.length == 0 || scale.length == columns())
            && (rows.isEmpty()
                || components.isEmpty()
                || components.get().count() == rows.get().numCols);
    boolean known =
        rows.map(some -> perplexity >= 1 && 3 * perplexity <= some.numRows)
            .orElse(components.map(axes -> axes.count() == 2).orElse(false));
    if (!fits || !known) {
      throw new ModelFormatException(
          file + " is damaged: its rows, components and perplexity do not fit together");
    }
  }

  private static double number(Path file, Map<String, String> metadata, String name) {
    try {
      return Double.parseDouble(metadata.getOrDefault(name, "none"));
    } catch (NumberFormatException e) {
      throw new ModelFormatException(
          file + " is damaged: " + name + " is '" + metadata.get(name) + "', expected a number", e);
    }
  }

  private static FMatrixRMaj matrix(SafetensorsReader reader, String name) {
    List<Long> shape = reader.info(name).shape();
    if (shape.size() != 2
        || shape.get(0) < 1
        || shape.get(1) < 1
        || shape.get(0) * shape.get(1) > Integer.MAX_VALUE) {
      throw new ShapeException("tensor '" + name + "' has the shape " + shape);
    }
    int rows = Math.toIntExact(shape.get(0));
    int columns = Math.toIntExact(shape.get(1));
    float[] values = reader.floats(name, new int[] {rows, columns});
    return FMatrixRMaj.wrap(rows, columns, reader.requireFinite(name, values));
  }
}
