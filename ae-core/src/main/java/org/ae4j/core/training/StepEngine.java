package org.ae4j.core.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.Loss;
import org.ae4j.api.LossBreakdown;
import org.ae4j.api.Network;
import org.ae4j.api.Parameter;
import org.ae4j.api.RandomStream;
import org.ae4j.api.ShapeException;
import org.ae4j.api.TrainingStep;
import org.ae4j.core.network.LayerStack;
import org.ejml.data.FMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Runs the steps of one training on all workers; everything that a step needs is made in the first
 * steps and reused.
 *
 * <p>A step has two phases. Rows: each worker takes its own rows through the networks and back.
 * Weights: each worker takes blocks of the parameters, sums a block's gradient over the whole batch
 * and updates it at once ({@link WeightUpdates}). So no sum is ever split by thread, and the
 * weights come out the same, bit for bit, with any number of workers.
 */
final class StepEngine implements TrainingStep {
  private static final int[] NO_ROWS = {};

  private final Workers workers;
  private final int maxRows;
  private final RandomKeys keys;
  private final WeightUpdates weights;
  private final IdentityHashMap<Network, Passes> passes = new IdentityHashMap<>();
  private final List<Passes> allPasses = new ArrayList<>();
  private final Map<String, FMatrixRMaj> buffers = new HashMap<>();
  private final Map<String, RandomStream> streams = new HashMap<>();
  private final LossBreakdown losses = new LossBreakdown();
  private final LossTask lossTask;
  private final RowsTask rowsTask = new RowsTask();

  private boolean training;
  private int epoch;
  private long number;
  private int rows;
  private int[] order = NO_ROWS;
  private int first;

  StepEngine(
      Autoencoder model, int maxRows, RandomKeys keys, WeightUpdates weights, Workers workers) {
    this.workers = workers;
    this.maxRows = maxRows;
    this.keys = keys;
    this.weights = weights;
    this.lossTask = new LossTask(maxRows);
    for (Network network : model.networks()) {
      Passes own = new Passes((LayerStack) network);
      passes.put(network, own);
      allPasses.add(own);
    }
  }

  /** Begins a step of {@code batchRows} rows. */
  void begin(boolean trains, int epochNumber, long stepNumber, int batchRows) {
    training = trains;
    epoch = epochNumber;
    number = stepNumber;
    rows = batchRows;
    order = NO_ROWS;
    losses.clear();
    weights.begin();
    for (int i = 0; i < allPasses.size(); i++) {
      allPasses.get(i).used = 0;
      allPasses.get(i).open = 0;
    }
  }

  /** Says which rows of the data set the step has: those from {@code order[first]} on. */
  void takes(int[] newOrder, int newFirst) {
    order = newOrder;
    first = newFirst;
  }

  /** Returns the runs of a network in this step, for a look at their tensors. */
  List<NetworkPass> runs(Network network) {
    Passes p = passesOf(network);
    return p.all.subList(0, p.used);
  }

  @Override
  public boolean training() {
    return training;
  }

  @Override
  public int epoch() {
    return epoch;
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public int sourceRow(int row) {
    return order.length == 0 ? -1 : order[first + row];
  }

  @Override
  public LossBreakdown losses() {
    return losses;
  }

  @Override
  public FMatrixRMaj forward(Network network, FMatrixRMaj in) {
    if (in.numCols != network.inputShape().size()) {
      throw new ShapeException(
          network.name()
              + " takes rows of "
              + network.inputShape().size()
              + " values, got "
              + in.numCols);
    }
    return passesOf(network).next().forward(in, number, training, workers);
  }

  @Override
  public FMatrixRMaj backward(Network network, FMatrixRMaj gradient) {
    FMatrixRMaj result = back(network, gradient, true);
    return result == null ? gradient : result;
  }

  @Override
  public void backwardToParameters(Network network, FMatrixRMaj gradient) {
    back(network, gradient, false);
  }

  private @Nullable FMatrixRMaj back(Network network, FMatrixRMaj gradient, boolean toInput) {
    NetworkPass pass = passesOf(network).last();
    if (!training) {
      return toInput ? pass.inputGradient() : null;
    }
    if (!toInput && passesOf(network).frozen) {
      return null;
    }
    FMatrixRMaj result = pass.backward(gradient, toInput, workers);
    weights.contribute(pass);
    return result;
  }

  @Override
  public double loss(Loss loss, FMatrixRMaj prediction, FMatrixRMaj target, FMatrixRMaj gradient) {
    if (prediction.numCols != target.numCols || prediction.numRows != target.numRows) {
      throw new ShapeException(
          "prediction and target must have the same size, got "
              + prediction.numRows
              + " x "
              + prediction.numCols
              + " and "
              + target.numRows
              + " x "
              + target.numCols);
    }
    return lossTask.mean(loss, prediction, target, gradient, workers);
  }

  @Override
  public FMatrixRMaj buffer(String name, int columns) {
    FMatrixRMaj buffer = buffers.get(name);
    if (buffer == null) {
      buffer = new FMatrixRMaj(maxRows, columns);
      buffers.put(name, buffer);
    } else if (buffer.numCols != columns) {
      throw new ShapeException(
          "buffer " + name + " has " + buffer.numCols + " columns, asked for " + columns);
    }
    Rows.set(buffer, rows);
    return buffer;
  }

  @Override
  public float[] gradient(Parameter parameter) {
    return weights.gradient(parameter);
  }

  @Override
  public void rows(RowTask task) {
    rowsTask.task = task;
    workers.run(rowsTask, Rows.blocks(rows));
  }

  @Override
  public long randomKey(String name) {
    RandomStream stream = streams.get(name);
    if (stream == null) {
      stream = keys.stream(name);
      streams.put(name, stream);
    }
    return stream.substreamKey(number);
  }

  private Passes passesOf(Network network) {
    Passes found = passes.get(network);
    if (found == null) {
      throw new IllegalArgumentException(
          network.name() + " is not among the model's networks(), so it cannot be trained");
    }
    return found;
  }

  /**
   * The runs of one network in a step: most often one, but two for example where a network judges
   * two inputs.
   */
  private final class Passes {
    private final LayerStack network;
    private final List<NetworkPass> all = new ArrayList<>();
    private final boolean frozen;
    private int used;
    private int open;

    Passes(LayerStack network) {
      this.network = network;
      this.frozen = network.layers().stream().allMatch(weights::fixed);
    }

    NetworkPass next() {
      if (used == all.size()) {
        all.add(new NetworkPass(network, maxRows, keys, weights::frozen));
      }
      open = used + 1;
      return all.get(used++);
    }

    /** Returns the last run that did not go backward yet. */
    NetworkPass last() {
      if (open == 0) {
        throw new IllegalStateException(
            network.name() + " must run forward in this step before it can go backward");
      }
      return all.get(--open);
    }
  }

  private final class RowsTask implements Workers.Task {
    private @Nullable RowTask task;

    @Override
    public void run(int part, int parts) {
      int from = Rows.begin(rows, part, parts);
      int to = Rows.begin(rows, part + 1, parts);
      RowTask current = task;
      if (from < to && current != null) {
        current.run(from, to);
      }
    }
  }
}
