package org.ae4j.convolutional;

import java.util.Optional;
import org.ae4j.api.LayerCache;
import org.ae4j.api.Parameter;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.api.kernels.LaneKernels;
import org.ejml.data.FMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * The linear map between images and maps that a convolution and a transposed convolution share,
 * each in its own direction: maps = images * weights, its transpose, and the gradient by the
 * weights.
 *
 * <p>Where kernels offer it and maps are not tiny, a block of rows is computed at once ({@link
 * LanesCorrelation}). Otherwise each is a product of matrices, one of which holds what each
 * position sees (Chellapilla et al., "High Performance Convolutional Neural Networks for Document
 * Processing", 2006). The weights have a row for each value of a patch (by line, column, channel)
 * and a column for each filter. Sums run over positions and rows in order, whatever the blocks and
 * threads.
 */
interface Correlation {
  /** Lines of patches that are shorter are gathered place by place, along the positions. */
  int LONG_LINE = 16;

  /**
   * From as many positions on a block of rows is faster than matrices: measured with 64 channels,
   * 16 positions took 1.2 to 1.4 times as long, 36 positions 0.9 times.
   */
  int MANY_POSITIONS = 32;

  /**
   * Makes the map of weights that exist.
   *
   * @param weight patch x filters, kept and not copied
   * @param transposedLayer whether a layer leads from maps to images, and not the other way
   */
  static Correlation of(Kernels kernels, Window window, Parameter weight, boolean transposedLayer) {
    Optional<LaneKernels> lanes = kernels.lanes();
    if (lanes.isPresent() && window.positions() >= MANY_POSITIONS) {
      return new LanesCorrelation(kernels, lanes.get(), window, weight, transposedLayer);
    }
    return window.lineLength() < LONG_LINE
        ? new PlanarCorrelation(kernels, window, weight)
        : new ChannelsLastCorrelation(kernels, window, weight);
  }

  /** Takes the memory for {@link #correlate}. */
  void allocate();

  /** Takes the memory for {@link #transpose}. */
  void allocateTransposed();

  /** Copies again what stands from {@code from} to {@code to} in the weights, whole rows. */
  void refresh(int from, int to);

  int cacheFloatsPerRow();

  int cacheFloatsShared();

  /** Returns how many rows the cache holds together. */
  default int cacheRowGroup() {
    return 1;
  }

  /** Returns of how many rows a block is in which images may be handed over, 1 for rows alone. */
  default int lanesOfImages() {
    return 1;
  }

  /** Returns of how many rows a block is in which maps may be handed over. */
  default int lanesOfMaps() {
    return 1;
  }

  /** Keeps images for what needs them later, which is handed the same matrix again. */
  void keepImages(FMatrixRMaj from, int fromRow, int toRow, LayerCache cache);

  /** Keeps maps, likewise. */
  void keepMaps(FMatrixRMaj from, int fromRow, int toRow, LayerCache cache);

  /** Computes maps f(images * weights + bias) from images that were kept. */
  void correlate(
      FMatrixRMaj images,
      FMatrixRMaj maps,
      int fromRow,
      int toRow,
      float @Nullable [] bias,
      FusedActivation activation,
      LayerCache cache);

  /** Computes images maps * transposed weights + bias from maps that were kept. */
  void transpose(
      FMatrixRMaj maps,
      FMatrixRMaj images,
      int fromRow,
      int toRow,
      float @Nullable [] bias,
      LayerCache cache);

  /**
   * Computes the part [from, to) of the weights' gradient, whole rows, from images and maps that
   * were kept.
   */
  void weightGradient(
      FMatrixRMaj images,
      FMatrixRMaj maps,
      int from,
      int to,
      float[] gradient,
      int gradientOffset,
      boolean accumulate,
      LayerCache cache);

  /**
   * Sums the channels [from, to) of images that were kept, into {@code sums} from {@code
   * sumsOffset} on.
   */
  void imageSums(
      FMatrixRMaj images,
      int from,
      int to,
      float[] sums,
      int sumsOffset,
      boolean accumulate,
      LayerCache cache);

  /**
   * Sums the channels [from, to) of maps that were kept, into {@code sums} from {@code sumsOffset}
   * on.
   */
  void mapSums(
      FMatrixRMaj maps,
      int from,
      int to,
      float[] sums,
      int sumsOffset,
      boolean accumulate,
      LayerCache cache);
}
