package org.ae4j.core.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ae4j.api.ByteDataset;
import org.ae4j.api.ByteRowDataset;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.api.Shape;
import org.ae4j.api.ValueRange;

/** Some rows of another data set, which it reads through to; bytes stay bytes, tables tables. */
public class SubsetDataset implements Dataset {
  private final Dataset base;
  private final int[] rows;

  private SubsetDataset(Dataset base, int[] rows) {
    this.base = base;
    this.rows = rows;
  }

  /**
   * Makes a view of {@code rows} in their order; a {@link ByteDataset}, {@link ByteRowDataset} or
   * {@link TabularDataset} if {@code base} is one.
   *
   * @param rows rows of {@code base}, at least one; the array is copied
   */
  public static SubsetDataset of(Dataset base, int[] rows) {
    if (rows.length == 0) {
      throw new ConfigurationException(
          "rows of " + base.name() + ": got none, expected at least 1");
    }
    for (int row : rows) {
      if (row < 0 || row >= base.size()) {
        throw new ConfigurationException(
            "row of " + base.name() + ": got " + row + ", expected 0 to " + (base.size() - 1));
      }
    }
    return ofOwn(base, rows.clone());
  }

  /** Takes over an array of rows that are known to be there, which may be a large one. */
  static SubsetDataset ofOwn(Dataset base, int[] rows) {
    if (base instanceof ByteDataset bytes) {
      return new OfBytes(bytes, rows);
    }
    if (base instanceof TabularDataset table) {
      return new OfTable(table, rows);
    }
    return base instanceof ByteRowDataset bytes
        ? new OfByteRows(bytes, rows)
        : new SubsetDataset(base, rows);
  }

  @Override
  public final String name() {
    return base.name();
  }

  @Override
  public final int size() {
    return rows.length;
  }

  @Override
  public final Shape shape() {
    return base.shape();
  }

  @Override
  public final void copyRow(int row, float[] out, int offset) {
    base.copyRow(rows[row], out, offset);
  }

  @Override
  public final void prefetch(int row) {
    base.prefetch(rows[row]);
  }

  @Override
  public final Optional<ValueRange> valueRange() {
    return base.valueRange();
  }

  @Override
  public final Optional<int[]> labels() {
    return base.labels().map(this::select);
  }

  @Override
  public final List<String> labelNames() {
    return base.labelNames();
  }

  @Override
  public final List<String> rowNames() {
    List<String> names = base.rowNames();
    return names.isEmpty() ? names : Arrays.stream(rows).mapToObj(names::get).toList();
  }

  @Override
  public final List<String> featureNames() {
    return base.featureNames();
  }

  private int[] select(int[] all) {
    int[] selected = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = all[rows[i]];
    }
    return selected;
  }

  private static final class OfBytes extends SubsetDataset implements ByteDataset {
    private final ByteDataset base;
    private final int[] rows;

    OfBytes(ByteDataset base, int[] rows) {
      super(base, rows);
      this.base = base;
      this.rows = rows;
    }

    @Override
    public byte[] bytes() {
      return base.bytes();
    }

    @Override
    public int offset(int row) {
      return base.offset(rows[row]);
    }
  }

  private static final class OfByteRows extends SubsetDataset implements ByteRowDataset {
    private final ByteRowDataset base;
    private final int[] rows;

    OfByteRows(ByteRowDataset base, int[] rows) {
      super(base, rows);
      this.base = base;
      this.rows = rows;
    }

    @Override
    public void copyBytes(int row, byte[] out, int offset) {
      base.copyBytes(rows[row], out, offset);
    }
  }

  private static final class OfTable extends SubsetDataset implements TabularDataset {
    private final TabularDataset base;

    OfTable(TabularDataset base, int[] rows) {
      super(base, rows);
      this.base = base;
    }

    @Override
    public TableSchema schema() {
      return base.schema();
    }
  }
}
