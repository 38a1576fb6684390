package org.ae4j.manifold;

/** Keeps the least of many values, with their indices; not thread-safe. */
final class Nearest {
  private final int wanted;
  private final float[] values;
  private final int[] indices;
  private int size;
  private float limit = Float.POSITIVE_INFINITY;

  Nearest(int wanted) {
    this.wanted = wanted;
    values = new float[Math.max(4 * wanted, wanted + 64)];
    indices = new int[values.length];
  }

  /** Takes values in, the first of which has the index {@code first}. */
  void offer(float[] from, int offset, int length, int first) {
    float bound = limit;
    for (int j = 0; j < length; j++) {
      float value = from[offset + j];
      if (value < bound) {
        values[size] = value;
        indices[size++] = first + j;
        if (size == values.length) {
          shrink();
          bound = limit;
        }
      }
    }
  }

  /** Drops all but the wanted ones, which are then in no order. */
  void shrink() {
    if (size <= wanted) {
      return;
    }
    int low = 0;
    int high = size - 1;
    int last = wanted - 1;
    while (low < high) {
      float pivot = values[(low + high) >>> 1];
      int i = low;
      int j = high;
      while (i <= j) {
        while (values[i] < pivot) {
          i++;
        }
        while (values[j] > pivot) {
          j--;
        }
        if (i <= j) {
          swap(i++, j--);
        }
      }
      if (last <= j) {
        high = j;
      } else if (last >= i) {
        low = i;
      } else {
        break;
      }
    }
    size = wanted;
    limit = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      limit = Math.max(limit, values[i]);
    }
  }

  private void swap(int i, int j) {
    float value = values[i];
    values[i] = values[j];
    values[j] = value;
    int index = indices[i];
    indices[i] = indices[j];
    indices[j] = index;
  }

  int size() {
    return size;
  }

  int index(int i) {
    return indices[i];
  }
}
