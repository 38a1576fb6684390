package org.ae4j.api;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The loss of a batch as a sum of named terms: reconstruction, kl, sparsity and the like.
 *
 * <p>Reused from step to step by the engine, so that nothing is allocated. Not thread-safe.
 */
public final class LossBreakdown {
  private static final int MAX_TERMS = 16;

  private final String[] names = new String[MAX_TERMS];
  private final double[] values = new double[MAX_TERMS];
  private int size;

  /** Makes a breakdown without terms. */
  public LossBreakdown() {}

  /** Removes all terms. */
  public LossBreakdown clear() {
    size = 0;
    return this;
  }

  /** Adds a value to a term, which begins at zero. */
  public LossBreakdown add(String name, double value) {
    for (int i = 0; i < size; i++) {
      if (names[i].equals(name)) {
        values[i] += value;
        return this;
      }
    }
    if (size == MAX_TERMS) {
      throw new ConfigurationException("a loss can have at most " + MAX_TERMS + " terms");
    }
    names[size] = name;
    values[size++] = value;
    return this;
  }

  /** Adds {@code weight} times all terms of another breakdown. */
  public void addAll(LossBreakdown other, double weight) {
    for (int i = 0; i < other.size; i++) {
      add(other.names[i], weight * other.values[i]);
    }
  }

  /** Returns the sum of all terms, which training minimizes. */
  public double total() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += values[i];
    }
    return sum;
  }

  /** Returns a copy of the terms by name, in order of their first use. */
  public Map<String, Double> terms() {
    Map<String, Double> terms = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      terms.put(names[i], values[i]);
    }
    return terms;
  }

  @Override
  public String toString() {
    return terms() + " = " + total();
  }
}
