package org.ae4j.core.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.Layer;
import org.ae4j.api.Network;
import org.ae4j.api.Optimizer;
import org.ae4j.api.Parameter;
import org.ae4j.api.kernels.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * The second phase of a step: gradients of all parameters, and their update.
 *
 * <p>Parameters are cut into blocks, each the work of one worker: it sums the block's gradient over
 * all rows itself, into a small buffer that its next block uses again, updates the block, and lets
 * the layers refresh what they derive from it. So most gradients never reach memory. Whole
 * gradients are kept only where a variant writes to them itself, and where they are clipped by
 * their norm, for which the workers meet between gradient and update.
 */
final class WeightUpdates {
  /**
   * Values whose gradient is computed before they are updated: 256 KiB, which stay in the core's
   * own cache meanwhile. Rounding up to {@link #GRAINS} makes at most three times as many of them,
   * unless a single grain is larger.
   */
  private static final int BLOCK = 1 << 16;

  /**
   * Into how many blocks a worker's share of all work falls, before that rounding, so that the last
   * one is waited for little.
   */
  private static final int BLOCKS_EACH = 8;

  /**
   * Grains of a block, most often rows of a matrix: numbers that leave the tiles of matrix kernels,
   * of 4 or of 14 and 8 rows, little to waste, and the larger ones multiples of 16, so that a
   * transposed copy is refreshed by whole vectors.
   */
  private static final int[] GRAINS = {112, 64, 48, 16, 8, 4, 2, 1};

  private final Optimizer optimizer;
  private final GradientClipping clipping;
  private final Kernels kernels;
  private final List<Slot> slots = new ArrayList<>();
  private final IdentityHashMap<Parameter, Slot> byParameter = new IdentityHashMap<>();
  private final Round round = new Round();

  /** Room for the gradient of a block, one for each worker. */
  private float[][] buffers = {};

  /** The blocks of all parameters, as the workers take them. */
  private Block[] blocks = {};

  private long step;
  private double rate;
  private float clipFactor;

  WeightUpdates(
      Autoencoder model, Optimizer optimizer, GradientClipping clipping, Kernels kernels) {
    this.optimizer = optimizer;
    this.clipping = clipping;
    this.kernels = kernels;
    for (Network network : model.networks()) {
      for (Layer layer : network.layers()) {
        for (int i = 0; i < layer.parameters().size(); i++) {
          Slot slot = slotFor(layer.parameters().get(i));
          slot.users.add(new User(layer, i));
          slot.grain = Math.max(slot.grain, layer.parameterGrain(i));
          int columns = Math.max(1, slot.parameter.columns());
          slot.uses = Math.max(slot.uses, layer.outputShape().size() / columns);
        }
      }
    }
    model.freeParameters().forEach(this::slotFor);
  }

  /** Leaves some parameters as they are from now on. */
  void freeze(Set<Parameter> parameters) {
    parameters.forEach(parameter -> slotOf(parameter).frozen = true);
  }

  /** Tells whether a layer has weights, and all of them stay as they are. */
  boolean frozen(Layer layer) {
    return !layer.parameters().isEmpty() && fixed(layer);
  }

  /** Tells whether nothing in a layer changes: it has no weights, or all stay as they are. */
  boolean fixed(Layer layer) {
    return layer.parameters().stream().allMatch(parameter -> slotOf(parameter).frozen);
  }

  private Slot slotFor(Parameter parameter) {
    Slot slot = byParameter.get(parameter);
    if (slot == null) {
      slot = new Slot(parameter);
      byParameter.put(parameter, slot);
      slots.add(slot);
    }
    return slot;
  }

  /** Returns the parameters, each once, in the order of the networks. */
  List<Parameter> parameters() {
    return slots.stream().map(slot -> slot.parameter).toList();
  }

  /** Returns what the optimizer remembers of a parameter, the arrays themselves. */
  float[][] state(Parameter parameter) {
    return slotOf(parameter).state;
  }

  /**
   * Lets all layers refresh what they derive from their parameters, after the values were changed
   * from outside.
   */
  void refresh() {
    for (Slot slot : slots) {
      slot.changed(0, slot.parameter.size());
    }
  }

  void begin() {
    for (int s = 0; s < slots.size(); s++) {
      slots.get(s).begin();
    }
  }

  void contribute(NetworkPass pass) {
    for (int i = 0; i < pass.layers().size(); i++) {
      List<Parameter> parameters = pass.parameters(i);
      for (int p = 0; p < parameters.size(); p++) {
        slotOf(parameters.get(p)).contribute(pass, i, p);
      }
    }
  }

  float[] gradient(Parameter parameter) {
    Slot slot = slotOf(parameter);
    if (!slot.explicit) {
      slot.explicit = true;
      Arrays.fill(slot.keptGradient(), 0);
    }
    return slot.keptGradient();
  }

  void update(long stepNumber, double learningRate, Workers workers) {
    step = stepNumber;
    rate = learningRate;
    clipFactor = 1;
    for (int s = 0; s < slots.size(); s++) {
      slots.get(s).end();
    }
    if (buffers.length != workers.count()) {
      cut(workers.count());
    }
    if (clipping.norm() == 0) {
      round.run(true, true, workers);
      return;
    }
    for (int s = 0; s < slots.size(); s++) {
      slots.get(s).keptGradient(); // by one thread, before many look for it
    }
    round.run(true, false, workers);
    double norm = Math.sqrt(sumOfSquares());
    if (norm > clipping.norm()) {
      clipFactor = (float) (clipping.norm() / norm);
    }
    round.run(false, true, workers);
  }

  /**
   * Cuts the parameters into blocks. Each worker has those of neighbouring parameters, so that it
   * needs few of the rows that others computed, and takes the largest ones first, so that small
   * ones are left for whoever waits.
   */
  private void cut(int workers) {
    List<Slot> trained = slots.stream().filter(slot -> !slot.frozen).toList();
    long work = trained.stream().mapToLong(Slot::work).sum() / BLOCKS_EACH / workers;
    List<Block> cut = new ArrayList<>();
    trained.forEach(slot -> slot.cut(work, cut));
    blocks = cut.toArray(Block[]::new);
    Comparator<Block> largestFirst = Comparator.comparingLong(Block::work).reversed();
    for (int worker = 0; worker < workers; worker++) {
      int from = Workers.begin(blocks.length, 1, worker, workers);
      Arrays.sort(blocks, from, Workers.begin(blocks.length, 1, worker + 1, workers), largestFirst);
    }
    int longest = cut.stream().mapToInt(Block::size).max().orElse(0);
    buffers = new float[workers][longest];
  }

  private double sumOfSquares() {
    double sum = 0;
    for (int s = 0; s < slots.size(); s++) {
      Slot slot = slots.get(s);
      if (slot.active()) {
        sum += kernels.sumOfSquares(slot.keptGradient(), 0, slot.parameter.size());
      }
    }
    return sum;
  }

  private Slot slotOf(Parameter parameter) {
    Slot slot = byParameter.get(parameter);
    if (slot == null) {
      throw new IllegalArgumentException(parameter + " is not a parameter of this model");
    }
    return slot;
  }

  private record User(Layer layer, int index) {}

  /** Values of a parameter that one worker updates at once. */
  private record Block(Slot slot, int from, int to) {
    int size() {
      return to - from;
    }

    long work() {
      return (long) size() * slot.uses;
    }
  }

  /**
   * One parameter with its gradient, the optimizer's memory of it, and where its gradient comes
   * from in this step.
   */
  private final class Slot {
    private final Parameter parameter;
    private final float[][] state;
    private final List<User> users = new ArrayList<>();
    private int grain = 1;

    /**
     * How often a row of the batch uses each value: once in a matrix, at each place in a filter.
     */
    private int uses = 1;

    private float @Nullable [] kept;
    private boolean frozen;
    private boolean explicit;

    /** Contributions to this step so far; all others see {@link #contributions}. */
    private final int[] counted = new int[1];

    private int contributions;
    private @Nullable NetworkPass[] passes = new NetworkPass[2];
    private int[] layers = new int[2];
    private int[] indexes = new int[2];

    Slot(Parameter parameter) {
      this.parameter = parameter;
      this.state = new float[optimizer.stateSize()][parameter.size()];
    }

    boolean active() {
      return !frozen && (explicit || contributions > 0);
    }

    void begin() {
      counted[0] = 0;
      if (explicit) {
        explicit = false;
      }
    }

    /**
     * Notes where a part of this step's gradient comes from. Mostly that is the same as in the last
     * step and nothing is written: all workers read it, and a cache line that one of them writes
     * has to come to the others again.
     */
    void contribute(NetworkPass pass, int layer, int index) {
      int c = counted[0]++;
      if (c == layers.length) {
        passes = Arrays.copyOf(passes, 2 * c);
        layers = Arrays.copyOf(layers, 2 * c);
        indexes = Arrays.copyOf(indexes, 2 * c);
      }
      if (passes[c] != pass || layers[c] != layer || indexes[c] != index) {
        passes[c] = pass;
        layers[c] = layer;
        indexes[c] = index;
      }
    }

    void end() {
      if (contributions != counted[0]) {
        contributions = counted[0];
      }
    }

    long work() {
      return (long) parameter.size() * uses;
    }

    /** Cuts the parameter into blocks, each of about so much work. */
    void cut(long work, List<Block> blocks) {
      int size = parameter.size();
      int most = (int) Math.min(BLOCK, work / uses);
      int grains = Math.max(1, (most + grain - 1) / grain);
      int i = GRAINS.length - 1;
      while (i > 0 && GRAINS[i] < grains) {
        i--;
      }
      int block = GRAINS[i] * Math.max(grains / GRAINS[i], 1) * grain;
      for (int from = 0; from < size; from += block) {
        blocks.add(new Block(this, from, Math.min(size, from + block)));
      }
    }

    /** Returns the memory of the whole gradient, from the first call on. */
    float[] keptGradient() {
      float[] gradient = kept;
      if (gradient == null) {
        gradient = new float[parameter.size()];
        kept = gradient;
      }
      return gradient;
    }

    void run(int from, int to, boolean computes, boolean updates, float[] buffer) {
      if (explicit || !(computes && updates)) {
        run(from, to, computes, updates, keptGradient(), from);
      } else {
        run(from, to, true, true, buffer, 0);
      }
    }

    private void run(
        int from, int to, boolean computes, boolean updates, float[] gradient, int offset) {
      if (computes) {
        computeGradient(from, to, gradient, offset);
      }
      if (updates) {
        clipping.clip(gradient, offset, offset + to - from, clipFactor);
        optimizer.update(step, rate, parameter.values(), gradient, offset, state, from, to);
        changed(from, to);
      }
    }

    private void computeGradient(int from, int to, float[] gradient, int offset) {
      boolean accumulate = explicit;
      for (int c = 0; c < contributions; c++) {
        NetworkPass pass = passes[c];
        if (pass != null) {
          int layer = layers[c];
          pass.layers()
              .get(layer)
              .parameterGradient(
                  indexes[c],
                  pass.input(layer),
                  pass.outputGradient(layer),
                  pass.cache(layer),
                  from,
                  to,
                  gradient,
                  offset,
                  accumulate);
          accumulate = true;
        }
      }
    }

    void changed(int from, int to) {
      for (int u = 0; u < users.size(); u++) {
        users.get(u).layer().parameterChanged(users.get(u).index(), from, to);
      }
    }
  }

  /** One round of the workers over all parameters. */
  private final class Round implements Workers.Task {
    private boolean computes;
    private boolean updates;

    void run(boolean computesGradients, boolean updatesWeights, Workers workers) {
      computes = computesGradients;
      updates = updatesWeights;
      workers.run(this, blocks.length);
    }

    @Override
    public void run(int part, int parts) {
      throw new UnsupportedOperationException("a round needs the worker's number");
    }

    @Override
    public void run(int worker, int part, int parts) {
      Block block = blocks[part];
      if (block.slot.active()) {
        block.slot.run(block.from, block.to, computes, updates, buffers[worker]);
      }
    }
  }
}
