package org.ae4j.convolutional;

import org.ae4j.api.LayerCache;
import org.ae4j.api.Parameter;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.api.kernels.LaneKernels;
import org.ejml.data.FMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Correlates a block of rows at once, a row in each lane of a vector: the fast way where kernels
 * offer it.
 *
 * <p>Row r is lane r % lanes of block r / lanes, whichever rows a call has: calls on other rows of
 * a block write other lanes. The rows' cache holds, block by block, the images with the zeros
 * around them, then the maps, channel by channel. Zeros are never written and so stay zero, but for
 * the lanes after a batch's last row, which are cleared, as gradients add up all lanes.
 */
final class LanesCorrelation implements Correlation {
  /** Positions whose sums are kept apart until the end, so that none waits for another. */
  private static final int CHAINS = 4;

  private final Kernels kernels;
  private final LaneKernels laneKernels;
  private final Window window;
  private final float[] weight;
  private final boolean transposedLayer;
  private final int lanes;
  private final int image;
  private final int map;
  private final int channels;
  private final int filters;
  private final int[] imagePlaces;
  private final int[] mapPlaces;
  private final TapLists ofMaps;
  private final TapLists ofImages;
  private final PositionLists ofWeights;

  /** The weights by kernel line, kernel column and filter, with a column for each channel. */
  private float @Nullable [] transposed;

  LanesCorrelation(
      Kernels kernels,
      LaneKernels laneKernels,
      Window window,
      Parameter weight,
      boolean transposedLayer) {
    this.transposedLayer = transposedLayer;
    this.kernels = kernels;
    this.laneKernels = laneKernels;
    this.window = window;
    this.weight = weight.values();
    this.lanes = laneKernels.lanes();
    this.image = Math.multiplyExact(window.paddedSize(), lanes);
    this.map = Math.multiplyExact(window.mapSize(), lanes);
    this.channels = window.channels();
    this.filters = window.filters();
    this.imagePlaces = imagePlaces(window, lanes);
    this.mapPlaces = new int[window.mapSize()];
    for (int i = 0; i < mapPlaces.length; i++) {
      mapPlaces[i] = i * lanes;
    }
    this.ofMaps = TapLists.ofMaps(window, lanes);
    this.ofImages = TapLists.ofImages(window, lanes);
    this.ofWeights = PositionLists.of(window, lanes);
  }

  private static int[] imagePlaces(Window window, int lanes) {
    int[] places = new int[window.channels() * window.height() * window.width()];
    int i = 0;
    for (int c = 0; c < window.channels(); c++) {
      for (int y = 0; y < window.height(); y++) {
        int line = c * window.paddedHeight() + window.top() + y;
        for (int x = 0; x < window.width(); x++) {
          places[i++] = (line * window.paddedWidth() + window.left() + x) * lanes;
        }
      }
    }
    return places;
  }

  @Override
  public void allocate() {
    // The weights are read where they lie.
  }

  @Override
  public void allocateTransposed() {
    if (transposed == null) {
      transposed = new float[weight.length];
      refresh(0, weight.length);
    }
  }

  @Override
  public void refresh(int from, int to) {
    float[] target = transposed;
    if (target == null) {
      return;
    }
    for (int k = from / filters; k < to / filters; k++) {
      int start = k / channels * filters * channels + k % channels;
      for (int f = 0; f < filters; f++) {
        target[start + f * channels] = weight[k * filters + f];
      }
    }
  }

  @Override
  public int cacheFloatsPerRow() {
    return Math.addExact(image, map) / lanes;
  }

  @Override
  public int lanes() {
    return lanes;
  }

  /** Returns room for a sum over positions and blocks of each channel. */
  @Override
  public int cacheFloatsShared() {
    return Math.max(channels, filters) * CHAINS * lanes;
  }

  private int imageStart(int row) {
    return row / lanes * (image + map);
  }

  private int mapStart(int row) {
    return imageStart(row) + image;
  }

  @Override
  public void keepImages(FMatrixRMaj from, int fromRow, int toRow, LayerCache cache) {
    if (imagesInLanes(cache)) {
      keepBlocks(from, fromRow, toRow, imagePlaces, window.width(), 0, cache);
    } else {
      keepRows(from, fromRow, toRow, imagePlaces, 0, cache);
    }
  }

  @Override
  public void keepMaps(FMatrixRMaj from, int fromRow, int toRow, LayerCache cache) {
    if (mapsInLanes(cache)) {
      keepBlocks(from, fromRow, toRow, mapPlaces, mapPlaces.length, image, cache);
    } else {
      keepRows(from, fromRow, toRow, mapPlaces, image, cache);
    }
  }

  private boolean imagesInLanes(LayerCache cache) {
    return transposedLayer ? cache.outputInLanes() : cache.inputInLanes();
  }

  private boolean mapsInLanes(LayerCache cache) {
    return transposedLayer ? cache.inputInLanes() : cache.outputInLanes();
  }

  /** Copies blocks as they are, {@code line} values that lie side by side at a time. */
  private void keepBlocks(
      FMatrixRMaj from,
      int fromRow,
      int toRow,
      int[] places,
      int line,
      int offset,
      LayerCache cache) {
    for (int row = fromRow; row < toRow; row += lanes) {
      int source = row * from.numCols;
      int target = imageStart(row) + offset;
      for (int i = 0; i < places.length; i += line) {
        System.arraycopy(
            from.data, source + i * lanes, cache.rows(), target + places[i], line * lanes);
      }
    }
  }

  private void keepRows(
      FMatrixRMaj from, int fromRow, int toRow, int[] places, int offset, LayerCache cache) {
    int next;
    for (int row = fromRow; row < toRow; row = next) {
      next = nextBlock(row, toRow);
      int lane = row % lanes;
      int end = lane + next - row;
      int start = imageStart(row) + offset;
      int source = row * from.numCols;
      laneKernels.interleave(
          lane, end, places, from.data, source, from.numCols, cache.rows(), start);
      if (next == from.numRows) {
        clear(end, places, cache.rows(), start);
      }
    }
  }

  private int nextBlock(int row, int toRow) {
    return Math.min((row / lanes + 1) * lanes, toRow);
  }

  private void clear(int fromLane, int[] places, float[] rows, int start) {
    for (int i = 0; fromLane < lanes && i < places.length; i++) {
      for (int lane = fromLane; lane < lanes; lane++) {
        rows[start + places[i] + lane] = 0;
      }
    }
  }

  @Override
  public void correlate(
      FMatrixRMaj to,
      int fromRow,
      int toRow,
      float @Nullable [] bias,
      FusedActivation activation,
      LayerCache cache) {
    int next;
    for (int row = fromRow; row < toRow; row = next) {
      next = nextBlock(row, toRow);
      boolean inLanes = mapsInLanes(cache);
      sumTaps(ofMaps, filters, weight, bias, imageStart(row), to, row, next, inLanes, cache);
      activation.forward(to, row, inLanes ? row + lanes : next);
    }
  }

  @Override
  public void transpose(
      FMatrixRMaj to, int fromRow, int toRow, float @Nullable [] bias, LayerCache cache) {
    float[] weights = transposed;
    if (weights == null) {
      throw new IllegalStateException(
          "no copy of the weights for a backward pass; call prepareInputGradients() first");
    }
    int next;
    for (int row = fromRow; row < toRow; row = next) {
      next = nextBlock(row, toRow);
      boolean inLanes = imagesInLanes(cache);
      sumTaps(ofImages, channels, weights, bias, mapStart(row), to, row, next, inLanes, cache);
    }
  }

  private void sumTaps(
      TapLists lists,
      int results,
      float[] weights,
      float @Nullable [] bias,
      int block,
      FMatrixRMaj to,
      int fromRow,
      int toRow,
      boolean inLanes,
      LayerCache cache) {
    int pixels = lists.pixels();
    int[][] places = lists.places();
    int[][] taps = lists.taps();
    float[] rows = cache.rows();
    int target = fromRow * to.numCols;
    if (inLanes) {
      laneKernels.sumTaps(
          results, pixels, places, taps, rows, block, weights, bias, to.data, target);
      return;
    }
    int lane = fromRow % lanes;
    int end = lane + toRow - fromRow;
    laneKernels.sumTapsToRows(
        results,
        pixels,
        places,
        taps,
        rows,
        block,
        weights,
        bias,
        lane,
        end,
        to.data,
        target,
        to.numCols);
  }

  @Override
  public void weightGradient(
      int batch,
      int from,
      int to,
      float[] gradient,
      int gradientOffset,
      boolean accumulate,
      LayerCache cache) {
    laneKernels.sumPositions(
        ofWeights.positions(),
        ofWeights.groupSize(),
        ofWeights.taps(),
        from / filters,
        to / filters,
        filters,
        window.positions() * lanes,
        blocks(batch),
        image + map,
        cache.rows(),
        0,
        cache.rows(),
        image,
        gradient,
        gradientOffset,
        accumulate);
  }

  private int blocks(int batch) {
    return (batch + lanes - 1) / lanes;
  }

  @Override
  public void imageSums(
      int batch,
      int from,
      int to,
      float[] sums,
      int sumsOffset,
      boolean accumulate,
      LayerCache cache) {
    sums(batch, window.paddedSize() / channels, 0, from, to, sums, sumsOffset, accumulate, cache);
  }

  @Override
  public void mapSums(
      int batch,
      int from,
      int to,
      float[] sums,
      int sumsOffset,
      boolean accumulate,
      LayerCache cache) {
    sums(batch, window.positions(), image, from, to, sums, sumsOffset, accumulate, cache);
  }

  /** Sums a channel over positions and blocks first, lane by lane, and then over the lanes. */
  private void sums(
      int batch,
      int positions,
      int start,
      int from,
      int to,
      float[] sums,
      int sumsOffset,
      boolean accumulate,
      LayerCache cache) {
    float[] shared = cache.shared();
    int width = CHAINS * lanes;
    int rest = positions % CHAINS;
    for (int c = from; c < to; c++) {
      int scratch = c * width;
      for (int b = 0; b < blocks(batch); b++) {
        int source = b * (image + map) + start + c * positions * lanes;
        int end = source + (positions - rest) * lanes;
        kernels.columnSums(
            positions / CHAINS, width, cache.rows(), source, width, shared, scratch, b > 0);
        kernels.columnSums(rest, lanes, cache.rows(), end, lanes, shared, scratch, true);
      }
      double sum = 0;
      for (int i = 0; i < width; i++) {
        sum += shared[scratch + i];
      }
      int i = sumsOffset + c - from;
      sums[i] = (accumulate ? sums[i] : 0) + (float) sum;
    }
  }
}
