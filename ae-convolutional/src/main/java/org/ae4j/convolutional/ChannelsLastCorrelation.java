package org.ae4j.convolutional;

import java.util.Arrays;
import org.ae4j.api.LayerCache;
import org.ae4j.api.Parameter;
import org.ae4j.api.kernels.Activation;
import org.ae4j.api.kernels.Kernels;
import org.ejml.data.FMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Correlates with channels stored last, so that a line of a patch lies side by side: the fast way
 * for images of many channels.
 *
 * <p>The rows' cache holds, for the whole batch, the padded images, then the maps, then scratch
 * memory, which belongs to the rows of a call, taken together. Borders of the padded images are
 * never written and so stay zero. The matrices have a row for each position.
 */
final class ChannelsLastCorrelation implements Correlation {
  /** Floats of patches that are worked on at once, so that they stay in a level-2 cache. */
  private static final int PATCH_FLOATS = 32 * 1024;

  /** Positions that a step of the weights' gradient sums over. */
  private static final int GRADIENT_POSITIONS = 384;

  private final Kernels kernels;
  private final Window window;
  private final Patches patches;
  private final Parameter weight;
  private final int image;
  private final int map;
  private final int positions;
  private final int patch;
  private final int filters;

  /** Positions of one image that are worked on at once. */
  private final int block;

  private float @Nullable [] packed;
  private float @Nullable [] packedTransposed;

  /**
   * Makes the map of weights that exist.
   *
   * @param weight patch x filters, kept and not copied
   */
  ChannelsLastCorrelation(Kernels kernels, Window window, Parameter weight) {
    this.kernels = kernels;
    this.window = window;
    this.weight = weight;
    this.patches = new Patches(window, kernels);
    this.image = window.paddedSize();
    this.map = window.mapSize();
    this.positions = window.positions();
    this.patch = window.patch();
    this.filters = window.filters();
    this.block = Math.max(1, Math.min(positions, PATCH_FLOATS / patch));
  }

  @Override
  public void allocate() {
    if (packed == null) {
      packed = new float[kernels.packedLength(patch, filters)];
      refresh(0, weight.size());
    }
  }

  @Override
  public void allocateTransposed() {
    if (packedTransposed == null) {
      packedTransposed = new float[kernels.packedLength(filters, patch)];
      refresh(0, weight.size());
    }
  }

  @Override
  public void refresh(int from, int to) {
    float[] values = weight.values();
    int first = from / filters;
    int last = to / filters;
    if (packed != null) {
      kernels.pack(false, patch, filters, values, 0, filters, first, last, packed);
    }
    if (packedTransposed != null) {
      kernels.pack(true, filters, patch, values, 0, filters, first, last, packedTransposed);
    }
  }

  @Override
  public int cacheFloatsPerRow() {
    return Math.addExact(Math.addExact(image, map), scratch());
  }

  private int scratch() {
    return Math.addExact(Math.multiplyExact(block, patch), Math.max(image, map));
  }

  @Override
  public int cacheFloatsShared() {
    return Math.multiplyExact(gradientBlock(), patch);
  }

  private int gradientBlock() {
    return positions >= GRADIENT_POSITIONS
        ? GRADIENT_POSITIONS
        : GRADIENT_POSITIONS / positions * positions;
  }

  private int maxRows(LayerCache cache) {
    return cache.rows().length / cacheFloatsPerRow();
  }

  private int imageStart(int row) {
    return row * image;
  }

  private int mapStart(LayerCache cache, int row) {
    return maxRows(cache) * image + row * map;
  }

  private int scratchStart(LayerCache cache, int row) {
    return maxRows(cache) * (image + map) + row * scratch();
  }

  @Override
  public void keepImages(FMatrixRMaj from, int fromRow, int toRow, LayerCache cache) {
    int plane = window.height() * window.width();
    int line = window.paddedWidth() * window.channels();
    for (int row = fromRow; row < toRow; row++) {
      int target = imageStart(row) + window.top() * line + window.left() * window.channels();
      for (int y = 0; y < window.height(); y++) {
        ChannelsLast.load(
            window.channels(),
            window.width(),
            from.data,
            row * from.numCols + y * window.width(),
            plane,
            cache.rows(),
            target + y * line);
      }
    }
  }

  @Override
  public void keepMaps(FMatrixRMaj from, int fromRow, int toRow, LayerCache cache) {
    for (int row = fromRow; row < toRow; row++) {
      ChannelsLast.load(
          filters,
          positions,
          from.data,
          row * from.numCols,
          positions,
          cache.rows(),
          mapStart(cache, row));
    }
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
    float[] matrix = require(packed);
    float[] rows = cache.rows();
    int scratch = scratchStart(cache, fromRow);
    int chunk = chunk(toRow - fromRow);
    int result = scratch + chunk * block * patch;
    for (int row = fromRow; row < toRow; row += chunk) {
      int some = Math.min(chunk, toRow - row);
      for (int from = 0; from < positions; from += block) {
        int count = Math.min(block, positions - from);
        for (int i = 0; i < some; i++) {
          patches.gather(
              rows,
              imageStart(row + i),
              from,
              from + count,
              0,
              patch,
              rows,
              scratch + i * count * patch);
        }
        kernels.multiplyPacked(
            some * count,
            filters,
            patch,
            rows,
            scratch,
            patch,
            matrix,
            bias,
            activation.function(),
            activation.parameter(),
            rows,
            result + from * filters,
            filters);
      }
      for (int i = 0; i < some; i++) {
        int target = (row + i) * to.numCols;
        ChannelsLast.store(filters, positions, rows, result + i * map, to.data, target, positions);
      }
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
    float[] matrix = require(packedTransposed);
    float[] rows = cache.rows();
    int scratch = scratchStart(cache, fromRow);
    int chunk = chunk(toRow - fromRow);
    int result = scratch + chunk * block * patch;
    for (int row = fromRow; row < toRow; row += chunk) {
      int some = Math.min(chunk, toRow - row);
      for (int i = 0; i < some; i++) {
        start(bias, rows, result + i * image);
      }
      for (int from = 0; from < positions; from += block) {
        int count = Math.min(block, positions - from);
        kernels.multiplyPacked(
            some * count,
            patch,
            filters,
            rows,
            mapStart(cache, row) + from * filters,
            filters,
            matrix,
            null,
            Activation.LINEAR,
            0,
            rows,
            scratch,
            patch);
        for (int i = 0; i < some; i++) {
          int source = scratch + i * count * patch;
          patches.scatter(rows, source, from, from + count, rows, result + i * image);
        }
      }
      for (int i = 0; i < some; i++) {
        crop(rows, result + i * image, to, row + i);
      }
    }
  }

  private void start(float @Nullable [] bias, float[] rows, int start) {
    if (bias == null || window.channels() == 1) {
      Arrays.fill(rows, start, start + image, bias == null ? 0 : bias[0]);
      return;
    }
    for (int i = start; i < start + image; i += bias.length) {
      System.arraycopy(bias, 0, rows, i, bias.length);
    }
  }

  private void crop(float[] from, int start, FMatrixRMaj to, int row) {
    int plane = window.height() * window.width();
    int line = window.paddedWidth() * window.channels();
    int source = start + window.top() * line + window.left() * window.channels();
    for (int y = 0; y < window.height(); y++) {
      int target = row * to.numCols + y * window.width();
      ChannelsLast.store(
          window.channels(), window.width(), from, source + y * line, to.data, target, plane);
    }
  }

  /** Returns how many images are worked on at once. */
  private int chunk(int rows) {
    return block < positions ? 1 : Math.max(1, Math.min(rows, PATCH_FLOATS / (block * patch)));
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
    int width = last - first;
    int most = gradientBlock();
    int start = first * most;
    float[] matrix = cache.shared();
    boolean add = accumulate;
    int chunk = Math.max(1, most / positions);
    for (int row = 0; row < images.numRows; row += chunk) {
      int some = Math.min(chunk, images.numRows - row);
      for (int position = 0; position < positions; position += most) {
        int count = Math.min(most, positions - position);
        for (int i = 0; i < some; i++) {
          patches.gather(
              cache.rows(),
              imageStart(row + i),
              position,
              position + count,
              first,
              last,
              matrix,
              start + i * count * width);
        }
        kernels.gemm(
            true,
            false,
            width,
            filters,
            some * count,
            matrix,
            start,
            width,
            cache.rows(),
            mapStart(cache, row) + position * filters,
            filters,
            gradient,
            gradientOffset,
            filters,
            add);
        add = true;
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
    int channels = window.channels();
    int pixels = image / channels;
    sums(images.numRows, pixels, channels, 0, from, to, sums, sumsOffset, accumulate, cache);
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
    sums(
        maps.numRows,
        positions,
        filters,
        mapStart(cache, 0),
        from,
        to,
        sums,
        sumsOffset,
        accumulate,
        cache);
  }

  private void sums(
      int batch,
      int pixels,
      int channels,
      int start,
      int from,
      int to,
      float[] sums,
      int sumsOffset,
      boolean accumulate,
      LayerCache cache) {
    kernels.columnSums(
        batch * pixels,
        to - from,
        cache.rows(),
        start + from,
        channels,
        sums,
        sumsOffset,
        accumulate);
  }

  private static float[] require(float @Nullable [] matrix) {
    if (matrix == null) {
      throw new IllegalStateException(
          "no copy of the weights for a backward pass; call prepareInputGradients() first");
    }
    return matrix;
  }
}
