package org.ae4j.convolutional;

import java.util.Arrays;
import org.ae4j.api.LayerCache;
import org.ae4j.api.Parameter;
import org.ae4j.api.kernels.Kernels;
import org.ejml.data.FMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Correlates with channels stored one after the other, as rows have them: the fast way for images
 * of few channels.
 *
 * <p>The matrices have a column for each position, so that maps come out as they are stored. The
 * rows' cache holds, for the whole batch, the padded images, then the maps, then scratch memory,
 * which belongs to the first row of a call. Borders of the padded images are never written and so
 * stay zero.
 */
final class PlanarCorrelation implements Correlation {
  /** Floats of patches that are worked on at once, so that they stay in a level-2 cache. */
  private static final int PATCH_FLOATS = 32 * 1024;

  private final Kernels kernels;
  private final Window window;
  private final float[] weight;
  private final int channels;
  private final int filters;
  private final int patch;
  private final int line;
  private final int plane;
  private final int image;
  private final int map;
  private final int positions;

  /** Lines of a map that are worked on at once. */
  private final int lines;

  PlanarCorrelation(Kernels kernels, Window window, Parameter weight) {
    this.kernels = kernels;
    this.window = window;
    this.weight = weight.values();
    this.channels = window.channels();
    this.filters = window.filters();
    this.patch = window.patch();
    this.line = window.paddedWidth();
    this.image = window.paddedSize();
    this.plane = image / channels;
    this.map = window.mapSize();
    this.positions = window.positions();
    int mapLine = Math.multiplyExact(patch, window.mapWidth());
    this.lines = Math.max(1, Math.min(window.mapHeight(), PATCH_FLOATS / mapLine));
  }

  @Override
  public void allocate() {
    // The weights are read where they lie: they are too few to be worth a copy.
  }

  @Override
  public void allocateTransposed() {
    // As above.
  }

  @Override
  public void refresh(int from, int to) {
    // There is no copy.
  }

  @Override
  public int cacheFloatsPerRow() {
    return Math.addExact(Math.addExact(image, map), scratch());
  }

  private int scratch() {
    return Math.addExact(lines * window.mapWidth() * patch, image);
  }

  /** Returns room for the patches of a block, and for a sum over rows of each image or map. */
  @Override
  public int cacheFloatsShared() {
    return Math.addExact(lines * window.mapWidth() * patch, Math.max(image, map));
  }

  private int maxRows(LayerCache cache) {
    return cache.rows().length / cacheFloatsPerRow();
  }

  private int mapStart(LayerCache cache, int row) {
    return maxRows(cache) * image + row * map;
  }

  private int scratchStart(LayerCache cache, int row) {
    return maxRows(cache) * (image + map) + row * scratch();
  }

  @Override
  public void keepImages(FMatrixRMaj from, int fromRow, int toRow, LayerCache cache) {
    for (int row = fromRow; row < toRow; row++) {
      int source = row * from.numCols;
      for (int c = 0; c < channels; c++) {
        int target = row * image + c * plane + window.top() * line + window.left();
        for (int y = 0; y < window.height(); y++) {
          System.arraycopy(from.data, source, cache.rows(), target, window.width());
          source += window.width();
          target += line;
        }
      }
    }
  }

  @Override
  public void keepMaps(FMatrixRMaj from, int fromRow, int toRow, LayerCache cache) {
    int target = mapStart(cache, fromRow);
    System.arraycopy(from.data, fromRow * map, cache.rows(), target, (toRow - fromRow) * map);
  }

  @Override
  public void correlate(
      FMatrixRMaj images,
      FMatrixRMaj to,
      int fromRow,
      int toRow,
      float @Nullable [] bias,
      FusedActivation activation,
      LayerCache cache) {
    float[] rows = cache.rows();
    int patches = scratchStart(cache, fromRow);
    for (int row = fromRow; row < toRow; row++) {
      int result = row * map;
      for (int f = 0; bias != null && f < filters; f++) {
        Arrays.fill(to.data, result + f * positions, result + (f + 1) * positions, bias[f]);
      }
      for (int y = 0; y < window.mapHeight(); y += lines) {
        int count = Math.min(lines, window.mapHeight() - y) * window.mapWidth();
        gather(rows, row * image, y, count, 0, patch, rows, patches);
        kernels.gemm(
            true,
            false,
            filters,
            count,
            patch,
            weight,
            0,
            filters,
            rows,
            patches,
            count,
            to.data,
            result + y * window.mapWidth(),
            positions,
            bias != null);
      }
      activation.forward(to, 0, row, row + 1);
    }
  }

  @Override
  public void transpose(
      FMatrixRMaj maps,
      FMatrixRMaj to,
      int fromRow,
      int toRow,
      float @Nullable [] bias,
      LayerCache cache) {
    float[] rows = cache.rows();
    int patches = scratchStart(cache, fromRow);
    int result = patches + lines * window.mapWidth() * patch;
    for (int row = fromRow; row < toRow; row++) {
      for (int c = 0; c < channels; c++) {
        int start = result + c * plane;
        Arrays.fill(rows, start, start + plane, bias == null ? 0 : bias[c]);
      }
      for (int y = 0; y < window.mapHeight(); y += lines) {
        int count = Math.min(lines, window.mapHeight() - y) * window.mapWidth();
        kernels.gemm(
            false,
            false,
            patch,
            count,
            filters,
            weight,
            0,
            filters,
            rows,
            mapStart(cache, row) + y * window.mapWidth(),
            positions,
            rows,
            patches,
            count,
            false);
        scatter(rows, patches, y, count, rows, result);
      }
      crop(rows, result, to, row);
    }
  }

  private void crop(float[] from, int start, FMatrixRMaj to, int row) {
    int target = row * to.numCols;
    for (int c = 0; c < channels; c++) {
      int source = start + c * plane + window.top() * line + window.left();
      for (int y = 0; y < window.height(); y++) {
        System.arraycopy(from, source, to.data, target, window.width());
        source += line;
        target += window.width();
      }
    }
  }

  @Override
  public void weightGradient(
      FMatrixRMaj images,
      FMatrixRMaj maps,
      int from,
      int to,
      float[] gradient,
      int gradientOffset,
      boolean accumulate,
      LayerCache cache) {
    int first = from / filters;
    int last = to / filters;
    int start = first * lines * window.mapWidth();
    float[] patches = cache.shared();
    boolean add = accumulate;
    for (int row = 0; row < images.numRows; row++) {
      for (int y = 0; y < window.mapHeight(); y += lines) {
        int count = Math.min(lines, window.mapHeight() - y) * window.mapWidth();
        gather(cache.rows(), row * image, y, count, first, last, patches, start);
        kernels.gemm(
            false,
            true,
            last - first,
            filters,
            count,
            patches,
            start,
            count,
            cache.rows(),
            mapStart(cache, row) + y * window.mapWidth(),
            positions,
            gradient,
            gradientOffset,
            filters,
            add);
        add = true;
      }
    }
  }

  /** Copies what positions see at the places [first, last), a row of the matrix for each place. */
  private void gather(
      float[] from, int from0, int y, int count, int first, int last, float[] to, int to0) {
    int width = window.mapWidth();
    int stride = window.stride().width();
    int target = to0;
    for (int k = first; k < last; k++) {
      int source = from0 + place(k) + y * window.stride().height() * line;
      for (int end = target + count; target < end; target += width) {
        copy(width, from, source, stride, to, target);
        source += window.stride().height() * line;
      }
    }
  }

  /** Adds the rows of the matrix to what positions see. */
  private void scatter(float[] from, int from0, int y, int count, float[] to, int to0) {
    int width = window.mapWidth();
    int stride = window.stride().width();
    int source = from0;
    for (int k = 0; k < patch; k++) {
      int target = to0 + place(k) + y * window.stride().height() * line;
      for (int end = source + count; source < end; source += width) {
        add(width, from, source, to, target, stride);
        target += window.stride().height() * line;
      }
    }
  }

  /** Returns where in an image the first position sees its value at a place of its patch. */
  private int place(int k) {
    int kx = k / channels % window.kernel().width();
    int ky = k / window.lineLength();
    return k % channels * plane + ky * line + kx;
  }

  private static void copy(int count, float[] from, int from0, int stride, float[] to, int to0) {
    if (stride == 1) {
      System.arraycopy(from, from0, to, to0, count);
    } else if (stride == 2) { // a constant lets the compiler leave out checks
      for (int i = 0; i < count; i++) {
        to[to0 + i] = from[from0 + 2 * i];
      }
    } else {
      for (int i = 0; i < count; i++) {
        to[to0 + i] = from[from0 + i * stride];
      }
    }
  }

  private static void add(int count, float[] from, int from0, float[] to, int to0, int stride) {
    if (stride == 2) {
      for (int i = 0; i < count; i++) {
        to[to0 + 2 * i] += from[from0 + i];
      }
    } else {
      for (int i = 0; i < count; i++) {
        to[to0 + i * stride] += from[from0 + i];
      }
    }
  }

  @Override
  public void imageSums(
      FMatrixRMaj images,
      int from,
      int to,
      float[] sums,
      int sumsOffset,
      boolean accumulate,
      LayerCache cache) {
    for (int c = from; c < to; c++) {
      sum(images.numRows, 0, image, plane, c, sums, sumsOffset + c - from, accumulate, cache);
    }
  }

  @Override
  public void mapSums(
      FMatrixRMaj maps,
      int from,
      int to,
      float[] sums,
      int sumsOffset,
      boolean accumulate,
      LayerCache cache) {
    for (int f = from; f < to; f++) {
      sum(
          maps.numRows,
          mapStart(cache, 0),
          map,
          positions,
          f,
          sums,
          sumsOffset + f - from,
          accumulate,
          cache);
    }
  }

  /** Sums a channel over the rows first, value by value, and then over its values. */
  private void sum(
      int batch,
      int start,
      int rowLength,
      int length,
      int channel,
      float[] sums,
      int sumsOffset,
      boolean accumulate,
      LayerCache cache) {
    float[] shared = cache.shared();
    int scratch = lines * window.mapWidth() * patch + channel * length;
    int source = start + channel * length;
    kernels.columnSums(batch, length, cache.rows(), source, rowLength, shared, scratch, false);
    double sum = 0;
    for (int i = scratch; i < scratch + length; i++) {
      sum += shared[i];
    }
    sums[sumsOffset] = (accumulate ? sums[sumsOffset] : 0) + (float) sum;
  }
}
