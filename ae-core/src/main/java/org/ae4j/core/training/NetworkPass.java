package org.ae4j.core.training;

import java.util.List;
import java.util.function.Predicate;
import org.ae4j.api.Layer;
import org.ae4j.api.LayerCache;
import org.ae4j.api.Parameter;
import org.ae4j.api.Pass;
import org.ae4j.api.RandomStream;
import org.ae4j.api.RowMixingLayer;
import org.ae4j.core.network.LayerBuffers;
import org.ae4j.core.network.LayerStack;
import org.ejml.data.FMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * One run of a network forward and backward, with the buffers that it needs, reused from step to
 * step.
 *
 * <p>Layers whose rows do not depend on each other run one after the other without the threads
 * meeting; before a {@link RowMixingLayer} they meet twice, around the gathering of its units.
 */
final class NetworkPass {
  private final List<Layer> layers;

  /** Asked for once: a layer may make the list anew. */
  private final List<List<Parameter>> parameters;

  private final LayerPass[] passes;
  private final LayerBuffers buffers;
  private final FMatrixRMaj[] values;
  private final FMatrixRMaj[] gradients;
  private final RowsForward rowsForward = new RowsForward();
  private final RowsBackward rowsBackward = new RowsBackward();
  private final UnitsForward unitsForward = new UnitsForward();
  private final UnitsBackward unitsBackward = new UnitsBackward();

  /** The layers that the tasks work on, from {@code first} to {@code last} (exclusive). */
  private int first;

  private int last;
  private int rows;
  private boolean inputGradientWanted;

  /**
   * Makes the buffers of a run.
   *
   * @param frozen tells which layers' weights stay as they are; where these mix rows they run as
   *     outside of training, so that their statistics stay too
   */
  NetworkPass(LayerStack network, int maxRows, RandomKeys keys, Predicate<Layer> frozen) {
    this.layers = network.trainedLayers();
    this.parameters = layers.stream().map(Layer::parameters).toList();
    FMatrixRMaj input = new FMatrixRMaj(maxRows, network.inputShape().size());
    this.buffers = new LayerBuffers(layers, input, true);
    int count = layers.size();
    passes = new LayerPass[count];
    values = buffers.values();
    gradients = new FMatrixRMaj[count + 1];
    for (int i = 0; i < count; i++) {
      Layer layer = layers.get(i);
      boolean fixed = layer instanceof RowMixingLayer && frozen.test(layer);
      passes[i] = new LayerPass(keys.stream(network.name() + "." + i), fixed);
      gradients[i] = buffers.newGradient(i);
    }
    gradients[count] = values[count];
  }

  List<Layer> layers() {
    return layers;
  }

  List<Parameter> parameters(int layer) {
    return parameters.get(layer);
  }

  FMatrixRMaj input(int layer) {
    return values[layer];
  }

  FMatrixRMaj output(int layer) {
    return values[layer + 1];
  }

  FMatrixRMaj outputGradient(int layer) {
    return gradients[layer + 1];
  }

  /** Returns the gradient by the input, as the last {@link #backward} left it. */
  FMatrixRMaj inputGradient() {
    Rows.set(gradients[0], rows);
    return gradients[0];
  }

  LayerCache cache(int layer) {
    return buffers.cache(layer);
  }

  FMatrixRMaj forward(FMatrixRMaj in, long step, boolean trains, Workers workers) {
    rows = in.numRows;
    values[0] = in;
    for (int i = 0; i < layers.size(); i++) {
      Rows.set(values[i + 1], rows);
      passes[i].begin(trains, step);
    }
    int begin = 0;
    for (int i = 0; i < layers.size(); i++) {
      if (mixes(i)) {
        runRows(rowsForward, begin, i, workers);
        runUnits(unitsForward, i, workers);
        begin = i;
      }
    }
    runRows(rowsForward, begin, layers.size(), workers);
    return values[layers.size()];
  }

  @Nullable FMatrixRMaj backward(FMatrixRMaj gradient, boolean toInput, Workers workers) {
    gradients[layers.size()] = gradient;
    inputGradientWanted = toInput;
    for (int i = 0; i < layers.size(); i++) {
      Rows.set(gradients[i], rows);
      if (i > 0 || toInput) {
        layers.get(i).prepareInputGradients();
      }
    }
    int end = layers.size();
    for (int i = layers.size() - 1; i >= 0; i--) {
      if (mixes(i)) {
        runRows(rowsBackward, i + 1, end, workers);
        runUnits(unitsBackward, i, workers);
        end = i + 1;
      }
    }
    runRows(rowsBackward, 0, end, workers);
    return toInput ? gradients[0] : null;
  }

  private boolean mixes(int layer) {
    return passes[layer].training() && layers.get(layer) instanceof RowMixingLayer;
  }

  private void runRows(Workers.Task task, int begin, int end, Workers workers) {
    if (begin < end) {
      first = begin;
      last = end;
      workers.run(
          task, buffers.inBlocks() ? Rows.blocks(rows) : Rows.shares(rows, workers.count()));
    }
  }

  private void runUnits(Workers.Task task, int layer, Workers workers) {
    first = layer;
    workers.run(task);
  }

  private int begin(int part, int parts) {
    return buffers.inBlocks()
        ? Rows.beginOfBlocks(rows, part, parts)
        : Rows.begin(rows, part, parts);
  }

  private final class RowsForward implements Workers.Task {
    @Override
    public void run(int part, int parts) {
      int from = begin(part, parts);
      int to = begin(part + 1, parts);
      for (int i = first; i < last && from < to; i++) {
        layers.get(i).forward(passes[i], values[i], values[i + 1], from, to, cache(i));
      }
    }
  }

  private final class RowsBackward implements Workers.Task {
    @Override
    public void run(int part, int parts) {
      int from = begin(part, parts);
      int to = begin(part + 1, parts);
      for (int i = last - 1; i >= first && from < to; i--) {
        FMatrixRMaj gradIn = i == 0 && !inputGradientWanted ? null : gradients[i];
        Layer layer = layers.get(i);
        layer.backward(
            passes[i], values[i], values[i + 1], gradients[i + 1], gradIn, from, to, cache(i));
      }
    }
  }

  private final class UnitsForward implements Workers.Task {
    @Override
    public void run(int part, int parts) {
      RowMixingLayer layer = (RowMixingLayer) layers.get(first);
      int from = Workers.begin(layer.units(), 1, part, parts);
      int to = Workers.begin(layer.units(), 1, part + 1, parts);
      layer.gather(passes[first], values[first], from, to, cache(first));
    }
  }

  private final class UnitsBackward implements Workers.Task {
    @Override
    public void run(int part, int parts) {
      RowMixingLayer layer = (RowMixingLayer) layers.get(first);
      int from = Workers.begin(layer.units(), 1, part, parts);
      int to = Workers.begin(layer.units(), 1, part + 1, parts);
      FMatrixRMaj gradOut = gradients[first + 1];
      layer.gatherBackward(passes[first], values[first], gradOut, from, to, cache(first));
    }
  }

  private static final class LayerPass implements Pass {
    private final RandomStream stream;
    private final boolean frozen;
    private boolean training;
    private long key;

    LayerPass(RandomStream stream, boolean frozen) {
      this.stream = stream;
      this.frozen = frozen;
    }

    void begin(boolean trains, long step) {
      training = trains && !frozen;
      key = stream.substreamKey(step);
    }

    @Override
    public boolean training() {
      return training;
    }

    @Override
    public long randomKey() {
      return key;
    }
  }
}
