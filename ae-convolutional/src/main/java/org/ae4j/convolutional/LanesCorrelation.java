package org.ae4j.convolutional;

import org.ae4j.api.LaneLayer;
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
 * around them, then the maps, channel by channel, from {@link LaneLayer#FIRST} on. Zeros are never
 * written and so stay zero, but for the lanes after a batch's last row, which are cleared, as
 * gradients add up all lanes.
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
  private final boolean zerosStored;
  private final int imagePlane;
  private final int image;
  private final int map;

  /** From one block to the next in the cache, a multiple of the lanes. */
  private final int cacheDistance;

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
    this.zerosStored = !PositionLists.leavesOutZeros(window);
    ImageStorage storage =
        zerosStored ? ImageStorage.withZeros(window) : ImageStorage.plain(window);
    this.imagePlane = storage.plane();
    this.image = Math.multiplyExact(Math.multiplyExact(imagePlane, window.channels()), lanes);
    this.map = Math.multiplyExact(window.mapSize(), lanes);
    int first = (LaneLayer.FIRST + lanes - 1) / lanes * lanes;
    this.cacheDistance = Math.addExact(first, Math.addExact(image, map));
    this.channels = window.channels();
    this.filters = window.filters();
    this.imagePlaces = storage.places(window, lanes);
    this.mapPlaces = new int[window.mapSize()];
    for (int i = 0; i < mapPlaces.length; i++) {
      mapPlaces[i] = i * lanes;
    }
    this.ofMaps = TapLists.ofMaps(window, storage, lanes);
    this.ofImages = TapLists.ofImages(window, lanes);
    this.ofWeights = PositionLists.of(window, storage, lanes);
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
    return cacheDistance / lanes;
  }

  @Override
  public int cacheRowGroup() {
    return lanes;
  }

  @Override
  public int lanesOfImages() {
    return zerosStored ? 1 : lanes;
  }

  @Override
  public int lanesOfMaps() {
    return lanes;
  }

  /** Returns room for a sum over positions and blocks of each channel. */
  @Override
  public int cacheFloatsShared() {
    return Math.max(channels, filters) * CHAINS * lanes;
  }

  @Override
  public void keepImages(FMatrixRMaj from, int fromRow, int toRow, LayerCache cache) {
    if (!imagesInLanes(cache)) {
      keepRows(from, fromRow, toRow, imagePlaces, 0, cache);
    }
  }

  @Override
  public void keepMaps(FMatrixRMaj from, int fromRow, int toRow, LayerCache cache) {
    if (!mapsInLanes(cache)) {
      keepRows(from, fromRow, toRow, mapPlaces, image, cache);
    }
  }

  /** Returns the array that images are in: the matrix itself where it holds blocks. */
  private float[] images(FMatrixRMaj matrix, LayerCache cache) {
    return imagesInLanes(cache) ? matrix.data : cache.rows();
  }

  private float[] maps(FMatrixRMaj matrix, LayerCache cache) {
    return mapsInLanes(cache) ? matrix.data : cache.rows();
  }

  private int imagesDistance(LayerCache cache) {
    return imagesInLanes(cache) ? image : cacheDistance;
  }

  private int mapsDistance(LayerCache cache) {
    return mapsInLanes(cache) ? map : cacheDistance;
  }

  /** Returns where the maps of the first block are. */
  private int firstMap(LayerCache cache) {
    return LaneLayer.FIRST + (mapsInLanes(cache) ? 0 : image);
  }

  private boolean imagesInLanes(LayerCache cache) {
    return transposedLayer ? cache.outputInLanes() : cache.inputInLanes();
  }

  private boolean mapsInLanes(LayerCache cache) {
    return transposedLayer ? cache.inputInLanes() : cache.outputInLanes();
  }

  private void keepRows(
      FMatrixRMaj from, int fromRow, int toRow, int[] places, int offset, LayerCache cache) {
    int next;
    for (int row = fromRow; row < toRow; row = next) {
      next = nextBlock(row, toRow);
      int lane = row % lanes;
      int end = lane + next - row;
      int start = LaneLayer.FIRST + row / lanes * cacheDistance + offset;
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
      FMatrixRMaj images,
      FMatrixRMaj to,
      int fromRow,
      int toRow,
      float @Nullable [] bias,
      FusedActivation activation,
      LayerCache cache) {
    float[] values = images(images, cache);
    boolean inLanes = mapsInLanes(cache);
    int next;
    for (int row = fromRow; row < toRow; row = next) {
      next = nextBlock(row, toRow);
      int block = LaneLayer.FIRST + row / lanes * imagesDistance(cache);
      sumTaps(ofMaps, filters, weight, bias, values, block, to, row, next, inLanes);
      activation.forward(to, inLanes ? LaneLayer.FIRST : 0, row, inLanes ? row + lanes : next);
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
    float[] weights = transposed;
    if (weights == null) {
      throw new IllegalStateException(
          "no copy of the weights for a backward pass; call prepareInputGradients() first");
    }
    float[] values = maps(maps, cache);
    boolean inLanes = imagesInLanes(cache);
    int next;
    for (int row = fromRow; row < toRow; row = next) {
      next = nextBlock(row, toRow);
      int block = firstMap(cache) + row / lanes * mapsDistance(cache);
      sumTaps(ofImages, channels, weights, bias, values, block, to, row, next, inLanes);
    }
  }

  private void sumTaps(
      TapLists lists,
      int results,
      float[] weights,
      float @Nullable [] bias,
      float[] values,
      int block,
      FMatrixRMaj to,
      int fromRow,
      int toRow,
      boolean inLanes) {
    int pixels = lists.pixels();
    int[][] places = lists.places();
    int[][] taps = lists.taps();
    int target = fromRow * to.numCols;
    if (inLanes) {
      int first = LaneLayer.FIRST + target;
      laneKernels.sumTaps(
          results, pixels, places, taps, values, block, weights, bias, to.data, first);
      return;
    }
    int lane = fromRow % lanes;
    int end = lane + toRow - fromRow;
    laneKernels.sumTapsToRows(
        results,
        pixels,
        places,
        taps,
        values,
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
      FMatrixRMaj images,
      FMatrixRMaj maps,
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
        blocks(images.numRows),
        images(images, cache),
        LaneLayer.FIRST,
        imagesDistance(cache),
        maps(maps, cache),
        firstMap(cache),
        mapsDistance(cache),
        gradient,
        gradientOffset,
        accumulate);
  }

  private int blocks(int batch) {
    return (batch + lanes - 1) / lanes;
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
    float[] values = images(images, cache);
    int blocks = blocks(images.numRows);
    int distance = imagesDistance(cache);
    float[] shared = cache.shared();
    int first = LaneLayer.FIRST;
    sums(
        values,
        first,
        blocks,
        distance,
        imagePlane,
        from,
        to,
        shared,
        sums,
        sumsOffset,
        accumulate);
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
    float[] values = maps(maps, cache);
    int first = firstMap(cache);
    int blocks = blocks(maps.numRows);
    int distance = mapsDistance(cache);
    int plane = window.positions();
    float[] shared = cache.shared();
    sums(values, first, blocks, distance, plane, from, to, shared, sums, sumsOffset, accumulate);
  }

  /** Sums a channel over its plane and blocks first, lane by lane, and then over the lanes. */
  private void sums(
      float[] values,
      int first,
      int blocks,
      int distance,
      int plane,
      int from,
      int to,
      float[] shared,
      float[] sums,
      int sumsOffset,
      boolean accumulate) {
    int width = CHAINS * lanes;
    int rest = plane % CHAINS;
    for (int c = from; c < to; c++) {
      int scratch = c * width;
      for (int b = 0; b < blocks; b++) {
        int source = first + b * distance + c * plane * lanes;
        int end = source + (plane - rest) * lanes;
        kernels.columnSums(plane / CHAINS, width, values, source, width, shared, scratch, b > 0);
        kernels.columnSums(rest, lanes, values, end, lanes, shared, scratch, true);
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
