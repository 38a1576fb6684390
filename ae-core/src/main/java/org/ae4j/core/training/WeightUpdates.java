package org.ae4j.core.training;

import java.util.ArrayList;
import java.util.Arrays;
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
   * own cache meanwhile. Rounding up to {@link #GRAINS} makes at most twice as many of them, unless
   * a single grain is larger.
   */
  private static final int BLOCK = 1 << 16;

  /**
   * Blocks of a parameter for each worker, before that rounding, so that the last one is waited for
   * little.
   */
  private static final int BLOCKS_EACH = 4;

  /**
   * Grains of a block, most often rows of a matrix: numbers that leave the tiles of matrix kernels,
   * of 4 or of 14 and 8 rows, little to waste, and the larger ones multiples of 16, so that a
   * transposed copy is refreshed by whole vectors.
   */
  private static final int[] GRAINS = {112, 64, 32, 16, 8, 4, 2, 1};

  private final Optimizer optimizer;
  private final GradientClipping clipping;
  private final Kernels kernels;
  private final List<Slot> slots = new ArrayList<>();
  private final IdentityHashMap<Parameter, Slot> byParameter = new IdentityHashMap<>();
  private final Round round = new Round();

  /** Room for the gradient of a block, one for each worker; those below {@code spare} are free. */
  private float[][] buffers = {};

  private int spare;

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
      slots.get(s).contributions = 0;
      slots.get(s).explicit = false;
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
    if (buffers.length != workers.count()) {
      slots.forEach(slot -> slot.cut(workers.count()));
      buffers = new float[workers.count()][bufferLength()];
      spare = buffers.length;
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

  private synchronized float[] takeBuffer() {
    return buffers[--spare];
  }

  private synchronized void giveBack(float[] buffer) {
    buffers[spare++] = buffer;
  }

  private int bufferLength() {
    int length = 0;
    for (Slot slot : slots) {
      length = Math.max(length, slot.block);
    }
    return length;
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

  /**
   * One parameter with its gradient, the optimizer's memory of it, and where its gradient comes
   * from in this step.
   */
  private final class Slot {
    private final Parameter parameter;
    private final float[][] state;
    private final List<User> users = new ArrayList<>();
    private int grain = 1;
    private int block;
    private float @Nullable [] kept;
    private boolean frozen;
    private boolean explicit;
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

    void contribute(NetworkPass pass, int layer, int index) {
      if (contributions == layers.length) {
        passes = Arrays.copyOf(passes, 2 * contributions);
        layers = Arrays.copyOf(layers, 2 * contributions);
        indexes = Arrays.copyOf(indexes, 2 * contributions);
      }
      passes[contributions] = pass;
      layers[contributions] = layer;
      indexes[contributions] = index;
      contributions++;
    }

    /** Cuts the parameter into blocks, some for each worker. */
    void cut(int workers) {
      int most = Math.min(BLOCK, parameter.size() / (BLOCKS_EACH * workers));
      int grains = Math.max(1, (most + grain - 1) / grain);
      int i = GRAINS.length - 1;
      while (i > 0 && GRAINS[i] < grains) {
        i--;
      }
      block = GRAINS[i] * Math.max(grains / GRAINS[i], 1) * grain;
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

    int blocks() {
      return active() ? (parameter.size() + block - 1) / block : 0;
    }

    void run(int number, boolean computes, boolean updates) {
      int from = number * block;
      int to = Math.min(parameter.size(), from + block);
      if (explicit || !(computes && updates)) {
        run(from, to, computes, updates, keptGradient(), from);
        return;
      }
      float[] buffer = takeBuffer();
      try {
        run(from, to, true, true, buffer, 0);
      } finally {
        giveBack(buffer);
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
      int blocks = 0;
      for (int s = 0; s < slots.size(); s++) {
        blocks += slots.get(s).blocks();
      }
      workers.run(this, blocks);
    }

    @Override
    public void run(int part, int parts) {
      int block = part;
      for (int s = 0; s < slots.size(); s++) {
        Slot slot = slots.get(s);
        int own = slot.blocks();
        if (block < own) {
          slot.run(block, computes, updates);
          return;
        }
        block -= own;
      }
    }
  }
}
