package org.ae4j.core.corruption;

import java.util.List;
import java.util.Optional;
import org.ae4j.api.Corruption;
import org.ae4j.api.Dataset;
import org.ae4j.api.RandomStream;
import org.ae4j.api.Shape;
import org.ae4j.api.ValueRange;
import org.ae4j.core.data.Preprocessing;
import org.jspecify.annotations.Nullable;

/**
 * A data set as a corruption leaves it, in the units of its source: the same each time that it is
 * read.
 *
 * <p>Damages a chunk when one of its rows is asked for; each thread keeps its last chunk.
 */
public final class DamagedDataset implements Dataset {
  private record Kept(int index, DamagedChunk chunk) {}

  private final Dataset source;
  private final Preprocessing preprocessing;
  private final Corruption corruption;
  private final RandomStream random;

  @SuppressWarnings("ThreadLocalUsage") // of each data set, and gone with it
  private final ThreadLocal<@Nullable Kept> kept = new ThreadLocal<>();

  /** Makes the data set; {@code preprocessing} scales rows to what the corruption is meant for. */
  public DamagedDataset(
      Dataset source, Preprocessing preprocessing, Corruption corruption, RandomStream random) {
    this.source = source;
    this.preprocessing = preprocessing;
    this.corruption = corruption;
    this.random = random;
  }

  @Override
  public void copyRow(int row, float[] out, int offset) {
    int index = row / DamagedChunk.ROWS;
    Kept last = kept.get();
    if (last == null || last.index() != index) {
      last = new Kept(index, DamagedChunk.of(source, preprocessing, corruption, random, index));
      kept.set(last);
    }
    int columns = shape().size();
    int at = row % DamagedChunk.ROWS * columns;
    System.arraycopy(last.chunk().damaged().data, at, out, offset, columns);
    preprocessing.invert(out, offset);
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public int size() {
    return source.size();
  }

  @Override
  public Shape shape() {
    return source.shape();
  }

  @Override
  public Optional<ValueRange> valueRange() {
    return source.valueRange();
  }

  @Override
  public Optional<int[]> labels() {
    return source.labels();
  }

  @Override
  public List<String> labelNames() {
    return source.labelNames();
  }

  @Override
  public List<String> rowNames() {
    return source.rowNames();
  }

  @Override
  public List<String> featureNames() {
    return source.featureNames();
  }
}
