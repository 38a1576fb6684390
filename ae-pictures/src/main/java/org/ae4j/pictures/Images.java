package org.ae4j.pictures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ae4j.api.Dataset;
import org.ae4j.api.Shape;
import org.ae4j.api.ShapeException;
import org.ae4j.api.ValueRange;
import org.ejml.data.FMatrixRMaj;

/**
 * Draws rows as images side by side, as PNG. What is between them is transparent.
 *
 * @param shape of an image, with one channel or three
 * @param range which values are darkest and brightest, or empty for the least and greatest of those
 *     drawn
 */
public record Images(Shape shape, Optional<ValueRange> range) {
  public Images {
    if (!ImageGrid.canShow(shape)) {
      throw new ShapeException(
          "images: got rows of %s, expected images of one channel or three".formatted(shape));
    }
  }

  /** Draws rows as those of a data set are. */
  public static Images of(Dataset rows) {
    return new Images(rows.shape(), rows.valueRange());
  }

  /** Returns rows of each class in turn, in the order of the data, so many at most. */
  public static FMatrixRMaj examples(Dataset rows, int most) {
    int[] chosen = ImageGrid.choose(rows, most);
    int size = rows.shape().size();
    FMatrixRMaj examples = new FMatrixRMaj(chosen.length, size);
    for (int i = 0; i < chosen.length; i++) {
      rows.copyRow(chosen[i], examples.data, i * size);
    }
    return examples;
  }

  /** Draws rows from left to right and from top to bottom. */
  public Picture grid(String title, FMatrixRMaj rows, int columns) {
    return draw(title, cells(rows), columns);
  }

  /** Draws matrices of equally many rows, each from left to right, one below another. */
  public Picture lines(String title, FMatrixRMaj... lines) {
    List<float[]> cells = new ArrayList<>();
    for (FMatrixRMaj line : lines) {
      if (line.numRows != lines[0].numRows) {
        throw new ShapeException(
            "images: got lines of %d and %d, expected equally many in each"
                .formatted(lines[0].numRows, line.numRows));
      }
      cells.addAll(cells(line));
    }
    return draw(title, cells, lines[0].numRows);
  }

  private Picture draw(String title, List<float[]> cells, int columns) {
    ValueRange known = range.orElseGet(() -> ImageGrid.range(cells.toArray(float[][]::new)));
    return new Picture(title, Picture.PNG, ImageGrid.sharp(cells, columns, shape, known));
  }

  private List<float[]> cells(FMatrixRMaj rows) {
    if (rows.numCols != shape.size()) {
      throw new ShapeException(
          "images: got rows of %d values, expected %d, as %s has"
              .formatted(rows.numCols, shape.size(), shape));
    }
    List<float[]> cells = new ArrayList<>();
    for (int row = 0; row < rows.numRows; row++) {
      int at = row * rows.numCols;
      cells.add(Arrays.copyOfRange(rows.data, at, at + rows.numCols));
    }
    return cells;
  }
}
