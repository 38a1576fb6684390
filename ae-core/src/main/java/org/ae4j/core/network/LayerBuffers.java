package org.ae4j.core.network;

import java.util.List;
import org.ae4j.api.LaneLayer;
import org.ae4j.api.Layer;
import org.ae4j.api.LayerCache;
import org.ejml.data.FMatrixRMaj;

/**
 * The caches of layers that follow each other, and the matrices between them.
 *
 * <p>Neighbours that work on blocks of rows exchange these as they are ({@link LaneLayer}), which
 * spares them to make rows of them and blocks again.
 */
public final class LayerBuffers {
  private final FMatrixRMaj[] values;
  private final LayerCache[] caches;
  private final boolean inBlocks;

  /**
   * Makes buffers for batches of at most as many rows as the input has.
   *
   * @param input the first layer's input, which passes forward only read
   * @param trains whether passes go backward too
   */
  public LayerBuffers(List<Layer> layers, FMatrixRMaj input, boolean trains) {
    int count = layers.size();
    int maxRows = input.numRows;
    this.values = new FMatrixRMaj[count + 1];
    this.caches = new LayerCache[count];
    values[0] = input;
    boolean inputInBlocks = false;
    boolean any = false;
    for (int i = 0; i < count; i++) {
      Layer layer = layers.get(i);
      int lanes = i + 1 < count ? commonLanes(layer, layers.get(i + 1)) : 1;
      boolean outputInBlocks = lanes > 1;
      caches[i] = new LayerCache(layer, maxRows, trains, inputInBlocks, outputInBlocks);
      int room = (maxRows + lanes - 1) / lanes * lanes;
      int columns = layer.outputShape().size();
      int floats = Math.multiplyExact(room, columns) + (outputInBlocks ? LaneLayer.FIRST : 0);
      values[i + 1] = FMatrixRMaj.wrap(room, columns, new float[floats]);
      inputInBlocks = outputInBlocks;
      any |= outputInBlocks;
    }
    this.inBlocks = any;
  }

  private static int commonLanes(Layer layer, Layer next) {
    if (layer instanceof LaneLayer giving && next instanceof LaneLayer taking) {
      return giving.outputLanes() == taking.inputLanes() ? giving.outputLanes() : 1;
    }
    return 1;
  }

  /** Returns the input of each layer, and the last one's output; the array itself. */
  public FMatrixRMaj[] values() {
    return values;
  }

  /** Makes a matrix for the gradient by an element of {@link #values()}, of the same layout. */
  public FMatrixRMaj newGradient(int value) {
    FMatrixRMaj like = values[value];
    return FMatrixRMaj.wrap(like.numRows, like.numCols, new float[like.data.length]);
  }

  /** Returns a layer's cache. */
  public LayerCache cache(int layer) {
    return caches[layer];
  }

  /** Tells whether some neighbours exchange blocks, so that rows must be split in whole blocks. */
  public boolean inBlocks() {
    return inBlocks;
  }
}
