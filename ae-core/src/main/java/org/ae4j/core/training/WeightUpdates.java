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
 * <p>Each worker has a range of every parameter. It sums the range's gradient over all rows itself,
 * updates the range while the gradient is in its cache, and lets the layers refresh what they
 * derive from it. Only where gradients are clipped by their norm do the workers meet between
 * gradient and update.
 */
final class WeightUpdates {
  /** Values that are updated before the layers refresh what they derive from them: 64 KiB. */
  private static final int UPDATE_BLOCK = 1 << 14;

  /** Grains that are refreshed together, a panel of rows of a packed matrix. */
  private static final int REFRESH_GRAINS = 32;

  private final Optimizer optimizer;
  private final GradientClipping clipping;
  private final Kernels kernels;
  private final List<Slot> slots = new ArrayList<>();
  private final IdentityHashMap<Parameter, Slot> byParameter = new IdentityHashMap<>();
  private final Round round = new Round();

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
      Arrays.fill(slot.gradient, 0);
    }
    return slot.gradient;
  }

  void update(long stepNumber, double learningRate, Workers workers) {
    step = stepNumber;
    rate = learningRate;
    clipFactor = 1;
    if (clipping.norm() == 0) {
      round.run(true, true, workers);
      return;
    }
    round.run(true, false, workers);
    double norm = Math.sqrt(sumOfSquares());
    if (norm > clipping.norm()) {
      clipFactor = (float) (clipping.norm() / norm);
    }
    round.run(false, true, workers);
  }

  private double sumOfSquares() {
    double sum = 0;
    for (int s = 0; s < slots.size(); s++) {
      Slot slot = slots.get(s);
      if (slot.active()) {
        sum += kernels.sumOfSquares(slot.gradient, 0, slot.gradient.length);
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
    private final float[] gradient;
    private final float[][] state;
    private final List<User> users = new ArrayList<>();
    private int grain = 1;
    private boolean frozen;
    private boolean explicit;
    private int contributions;
    private @Nullable NetworkPass[] passes = new NetworkPass[2];
    private int[] layers = new int[2];
    private int[] indexes = new int[2];

    Slot(Parameter parameter) {
      this.parameter = parameter;
      this.gradient = new float[parameter.size()];
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

    int begin(int worker, int workers) {
      // Eight grains at a time fill the tiles of matrix kernels.
      int unit = parameter.size() >= 8L * grain * workers ? 8 * grain : grain;
      return Workers.begin(parameter.size(), unit, worker, workers);
    }

    void computeGradient(int from, int to) {
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
                  accumulate);
          accumulate = true;
        }
      }
    }

    /** Goes on block by block, so that layers read the new values from the core's own cache. */
    void update(int from, int to) {
      clipping.clip(gradient, from, to, clipFactor);
      int block = Math.max(UPDATE_BLOCK / (REFRESH_GRAINS * grain), 1) * REFRESH_GRAINS * grain;
      for (int i = from; i < to; i += block) {
        int end = Math.min(to, i + block);
        optimizer.update(step, rate, parameter.values(), gradient, state, i, end);
        changed(i, end);
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
      workers.run(this);
    }

    @Override
    public void run(int worker, int workers) {
      for (int s = 0; s < slots.size(); s++) {
        Slot slot = slots.get(s);
        int from = slot.begin(worker, workers);
        int to = slot.begin(worker + 1, workers);
        if (slot.active() && from < to) {
          if (computes) {
            slot.computeGradient(from, to);
          }
          if (updates) {
            slot.update(from, to);
          }
        }
      }
    }
  }
}
