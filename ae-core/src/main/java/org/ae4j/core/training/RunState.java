package org.ae4j.core.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ae4j.api.Parameter;
import org.ae4j.core.json.Json;
import org.ae4j.core.model.StoredModel;

/**
 * What a checkpoint holds beside the model's tensors: the optimizer's state ({@code
 * optimizer.0.encoder.0.weight}), the best weights so far ({@code best.encoder.0.weight}) and the
 * progress, and what a survey of all rows left.
 */
final class RunState {
  private RunState() {}

  /** Returns the tensors, named as in the file; their values are the run's own arrays. */
  static List<Parameter> tensors(
      WeightUpdates weights, BestWeights best, List<Parameter> saved, List<Parameter> survey) {
    List<Parameter> all = new ArrayList<>(survey);
    for (Parameter parameter : weights.parameters()) {
      float[][] state = weights.state(parameter);
      for (int i = 0; i < state.length; i++) {
        all.add(like(parameter, optimizerName(i, parameter), state[i]));
      }
    }
    for (Parameter tensor : saved) {
      float[] values = best.values().get(tensor.name());
      if (values != null) {
        all.add(like(tensor, bestName(tensor), values));
      }
    }
    return all;
  }

  /** Writes what a checkpoint holds into a run that has not begun. */
  static void restore(
      StoredModel checkpoint,
      WeightUpdates weights,
      BestWeights best,
      List<Parameter> saved,
      List<Parameter> survey,
      Progress progress) {
    ProgressJson.read(Json.parse(checkpoint.progress(), "the checkpoint's progress"), progress);
    progress.history.addAll(checkpoint.document().history());
    for (Parameter parameter : weights.parameters()) {
      float[][] state = weights.state(parameter);
      for (int i = 0; i < state.length; i++) {
        copy(checkpoint, optimizerName(i, parameter), parameter, state[i]);
      }
    }
    for (Parameter tensor : survey) {
      copy(checkpoint, tensor.name(), tensor, tensor.values());
    }
    if (best.wanted() && progress.bestEpoch > 0) {
      best.keep(saved);
      Map<String, float[]> values = best.values();
      for (Parameter tensor : saved) {
        float[] copy = values.get(tensor.name());
        if (copy != null) {
          copy(checkpoint, bestName(tensor), tensor, copy);
        }
      }
    }
  }

  private static void copy(StoredModel from, String name, Parameter like, float[] to) {
    float[] stored = from.tensor(name, like.rows(), like.columns());
    System.arraycopy(stored, 0, to, 0, to.length);
  }

  private static Parameter like(Parameter tensor, String name, float[] values) {
    return new Parameter(name, tensor.rows(), tensor.columns(), values);
  }

  private static String optimizerName(int index, Parameter parameter) {
    return "optimizer." + index + "." + parameter.name();
  }

  private static String bestName(Parameter tensor) {
    return "best." + tensor.name();
  }
}
