package org.ae4j.core.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ae4j.api.ByteDataset;
import org.ae4j.api.ByteRowDataset;
import org.ae4j.api.Dataset;
import org.ae4j.api.Shape;
import org.ae4j.api.ShapeException;
import org.ae4j.api.ValueRange;

/** The rows of one data set and then those of another; bytes stay bytes. */
class JoinedDataset implements Dataset {
  private final Dataset first;
  private final Dataset second;

  private JoinedDataset(Dataset first, Dataset second) {
    this.first = first;
    this.second = second;
  }

  static JoinedDataset of(Dataset first, Dataset second) {
    if (!first.shape().equals(second.shape())) {
      throw new ShapeException(
          "rows to join must have one shape, got "
              + first.shape()
              + " of "
              + first.name()
              + " and "
              + second.shape()
              + " of "
              + second.name());
    }
    Math.addExact(first.size(), second.size());
    return holdsBytes(first) && holdsBytes(second)
        ? new OfBytes(first, second)
        : new JoinedDataset(first, second);
  }

  private static boolean holdsBytes(Dataset dataset) {
    return dataset instanceof ByteDataset || dataset instanceof ByteRowDataset;
  }

  @Override
  public final String name() {
    return first.name();
  }

  @Override
  public final int size() {
    return first.size() + second.size();
  }

  @Override
  public final Shape shape() {
    return first.shape();
  }

  @Override
  public final void copyRow(int row, float[] out, int offset) {
    source(row).copyRow(within(row), out, offset);
  }

  @Override
  public final void prefetch(int row) {
    source(row).prefetch(within(row));
  }

  /** Returns the data set that holds a row. */
  final Dataset source(int row) {
    return row < first.size() ? first : second;
  }

  /** Returns which row of its data set a row is. */
  final int within(int row) {
    return row < first.size() ? row : row - first.size();
  }

  @Override
  public final Optional<ValueRange> valueRange() {
    return first.valueRange().filter(range -> second.valueRange().equals(Optional.of(range)));
  }

  @Override
  public final Optional<int[]> labels() {
    Optional<int[]> more = second.labels();
    if (more.isEmpty() || !first.labelNames().equals(second.labelNames())) {
      return Optional.empty();
    }
    return first
        .labels()
        .map(
            labels -> {
              int[] all = Arrays.copyOf(labels, size());
              System.arraycopy(more.get(), 0, all, labels.length, more.get().length);
              return all;
            });
  }

  @Override
  public final List<String> labelNames() {
    return first.labelNames();
  }

  @Override
  public final List<String> rowNames() {
    List<String> names = first.rowNames();
    List<String> more = second.rowNames();
    return names.isEmpty() || more.isEmpty()
        ? List.of()
        : Stream.concat(names.stream(), more.stream()).toList();
  }

  @Override
  public final List<String> featureNames() {
    return first.featureNames();
  }

  private static final class OfBytes extends JoinedDataset implements ByteRowDataset {
    OfBytes(Dataset first, Dataset second) {
      super(first, second);
    }

    @Override
    public void copyBytes(int row, byte[] out, int offset) {
      if (source(row) instanceof ByteDataset bytes) {
        System.arraycopy(bytes.bytes(), bytes.offset(within(row)), out, offset, shape().size());
      } else {
        ((ByteRowDataset) source(row)).copyBytes(within(row), out, offset);
      }
    }
  }
}
