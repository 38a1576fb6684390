package org.ae4j.api;

/**
 * What one layer remembers of one pass; its contents are the layer's alone.
 *
 * <p>Belongs to one pass at a time. Rows are written by the thread that has the row, the shared
 * part by the thread that has the unit.
 */
public final class LayerCache {
  private final float[] rows;
  private final float[] shared;
  private final float[] forGradients;
  private final boolean inputInLanes;
  private final boolean outputInLanes;

  /**
   * Makes a cache for a layer and batches of at most {@code maxRows} rows, in whole groups.
   *
   * @param trains whether the pass goes backward too
   */
  public LayerCache(Layer layer, int maxRows, boolean trains) {
    this(layer, maxRows, trains, false, false);
  }

  /**
   * Makes a cache for a layer whose neighbours may exchange blocks with it, see {@link LaneLayer}.
   *
   * @param inputInLanes whether input and its gradient are blocks
   * @param outputInLanes whether output and its gradient are blocks
   */
  public LayerCache(
      Layer layer, int maxRows, boolean trains, boolean inputInLanes, boolean outputInLanes) {
    this.inputInLanes = inputInLanes;
    this.outputInLanes = outputInLanes;
    int group = layer.cacheRowGroup();
    int groups = (maxRows + group - 1) / group;
    this.rows = new float[Math.multiplyExact(groups * group, layer.cacheFloatsPerRow())];
    this.shared = new float[layer.cacheFloatsShared()];
    this.forGradients = new float[trains ? layer.cacheFloatsForGradients(maxRows) : 0];
  }

  /** Returns the rows' part: row r starts at {@code r * cacheFloatsPerRow}. */
  public float[] rows() {
    return rows;
  }

  /** Returns the part of the whole batch. */
  public float[] shared() {
    return shared;
  }

  /** Tells whether input and its gradient are blocks of rows, see {@link LaneLayer}. */
  public boolean inputInLanes() {
    return inputInLanes;
  }

  /** Tells whether output and its gradient are blocks of rows, see {@link LaneLayer}. */
  public boolean outputInLanes() {
    return outputInLanes;
  }

  /** Returns the part that {@link Layer#backward} leaves for gradients of parameters. */
  public float[] forGradients() {
    return forGradients;
  }
}
