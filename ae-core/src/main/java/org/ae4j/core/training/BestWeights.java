package org.ae4j.core.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ae4j.api.Parameter;

/**
 * A copy of all tensors as they were after the best epoch so far, kept only where that is wanted.
 */
final class BestWeights {
  private final boolean wanted;
  private final Map<String, float[]> values = new LinkedHashMap<>();

  BestWeights(boolean wanted) {
    this.wanted = wanted;
  }

  boolean wanted() {
    return wanted;
  }

  void keep(List<Parameter> tensors) {
    if (!wanted) {
      return;
    }
    for (Parameter tensor : tensors) {
      float[] copy = values.computeIfAbsent(tensor.name(), name -> new float[tensor.size()]);
      System.arraycopy(tensor.values(), 0, copy, 0, copy.length);
    }
  }

  /** Writes the copies back; returns whether there were any. */
  boolean restoreInto(List<Parameter> tensors) {
    for (Parameter tensor : tensors) {
      float[] copy = values.get(tensor.name());
      if (copy != null) {
        System.arraycopy(copy, 0, tensor.values(), 0, copy.length);
      }
    }
    return !values.isEmpty();
  }

  /** Returns the copies by name, the arrays themselves; empty before the first epoch's end. */
  Map<String, float[]> values() {
    return values;
  }
}
