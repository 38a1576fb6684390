package org.ae4j.core;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DataException;
import org.ae4j.api.Parameter;
import org.ae4j.api.Shape;
import org.ae4j.api.ShapeException;
import org.ae4j.core.data.Datasets;
import org.ae4j.core.data.TableSchema;
import org.ae4j.core.data.Tables;
import org.ae4j.core.model.ModelDocument;
import org.ae4j.core.model.ModelExtension;
import org.ae4j.core.model.ModelFile;
import org.ae4j.core.model.ModelTensors;
import org.ae4j.core.network.LayerStack;
import org.ejml.data.FMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * A trained model, which takes rows in the units of its data and gives them back so.
 *
 * <p>Immutable and safe for use from many threads at once. Each call works on its caller's thread.
 */
public final class TrainedAutoencoder {
  private final Autoencoder model;
  private final ModelDocument document;

  /**
   * Memory for scaled rows that some call has left, or nothing while a call uses it: new memory is
   * never in the cache, and makes encoding a twentieth slower.
   */
  private final AtomicReference<@Nullable FMatrixRMaj> keptChunk = new AtomicReference<>();

  TrainedAutoencoder(Autoencoder model, ModelDocument document) {
    this.model = model;
    this.document = document;
  }

  /** Returns how the model was built and trained, and with what result. */
  public ModelDocument document() {
    return document;
  }

  /** Returns the networks and what they compute, for rows that are scaled already. */
  public Autoencoder model() {
    return model;
  }

  /** Returns the same model with other results in its document. */
  public TrainedAutoencoder withMetrics(Map<String, Double> metrics) {
    return new TrainedAutoencoder(model, document.withMetrics(metrics));
  }

  /** Returns what a row means. */
  public Shape inputShape() {
    return document.config().input();
  }

  /** Returns the number of values in a code. */
  public int codeSize() {
    return model.codeSize();
  }

  /** Returns the number of trained weights. */
  public long parameterCount() {
    return ModelTensors.trained(model).stream().mapToLong(Parameter::size).sum();
  }

  /**
   * Returns one code a row.
   *
   * @param rows of {@code inputShape().size()} values each, unchanged
   * @throws ShapeException if a row has another length
   * @throws DataException if a value is not finite
   */
  public float[][] encode(float[][] rows) {
    return toArrays(encode(toMatrix(rows, inputShape().size())));
  }

  /** Returns one code a row; see {@link #encode(float[][])}. */
  public FMatrixRMaj encode(FMatrixRMaj rows) {
    RowScaler scaler = new RowScaler(document.preprocessing(), rows);
    FMatrixRMaj codes = new FMatrixRMaj(rows.numRows, codeSize());
    FMatrixRMaj kept = keptChunk.getAndSet(null);
    FMatrixRMaj chunk = kept;
    for (int row = 0; row < rows.numRows; row += LayerStack.CHUNK) {
      int count = Math.min(LayerStack.CHUNK, rows.numRows - row);
      if (chunk == null || chunk.numRows != count) {
        chunk = new FMatrixRMaj(count, rows.numCols);
      }
      scaler.scale(row, chunk);
      FMatrixRMaj some = model.encode(chunk);
      System.arraycopy(some.data, 0, codes.data, row * codes.numCols, count * codes.numCols);
      if (count == LayerStack.CHUNK) {
        kept = chunk;
      }
    }
    keptChunk.set(kept);
    return codes;
  }

  /**
   * Returns one row a code, in the units of the data.
   *
   * @throws ShapeException if a code has another length than {@link #codeSize()}
   */
  public float[][] decode(float[][] codes) {
    return toArrays(decode(toMatrix(codes, codeSize())));
  }

  /** Returns one row a code; see {@link #decode(float[][])}. */
  public FMatrixRMaj decode(FMatrixRMaj codes) {
    return unscaled(model.decode(codes));
  }

  /** Returns each row as the model reconstructs it, in the units of the data. */
  public float[][] reconstruct(float[][] rows) {
    return toArrays(reconstruct(toMatrix(rows, inputShape().size())));
  }

  /** Returns each row as the model reconstructs it; see {@link #reconstruct(float[][])}. */
  public FMatrixRMaj reconstruct(FMatrixRMaj rows) {
    return unscaled(model.reconstruct(scaled(rows)));
  }

  /**
   * Returns each row's mean squared reconstruction error, over scaled values; of a table's row, the
   * features of missing cells count as reconstructed.
   */
  public double[] errors(FMatrixRMaj rows) {
    FMatrixRMaj scaled = scaled(rows);
    FMatrixRMaj restored = model.reconstruct(scaled);
    double[] errors = new double[rows.numRows];
    int columns = rows.numCols;
    table().ifPresent(schema -> schema.forgiveMissing(scaled, restored));
    for (int row = 0; row < errors.length; row++) {
      double sum = 0;
      for (int i = row * columns; i < (row + 1) * columns; i++) {
        double difference = (double) restored.data[i] - scaled.data[i];
        sum += difference * difference;
      }
      errors[row] = sum / columns;
    }
    return errors;
  }

  /** Returns the columns that the model was trained on, where its rows came out of a table. */
  public Optional<TableSchema> table() {
    return document.preprocessing().table();
  }

  /**
   * Returns one code a row of a table.
   *
   * @param rows texts by column, in whatever order; cells that are empty or not there are missing
   * @throws DataException if a column is in no row, or a cell is not of its column's kind
   * @throws ConfigurationException if the model was not trained on a table
   */
  public float[][] encodeTable(List<Map<String, String>> rows) {
    return toArrays(encode(features(rows)));
  }

  /**
   * Returns each row of a table as the model reconstructs it, texts by column in the columns' own
   * units and form; what stands where a cell is missing is the model's guess.
   *
   * @param rows as {@link #encodeTable} takes them
   */
  public List<Map<String, String>> reconstructTable(List<Map<String, String>> rows) {
    FMatrixRMaj restored = reconstruct(features(rows));
    TableSchema schema = requireTable();
    List<Map<String, String>> all = new ArrayList<>();
    for (int row = 0; row < restored.numRows; row++) {
      List<String> cells = schema.print(restored.data, row * restored.numCols);
      Map<String, String> byColumn = new LinkedHashMap<>();
      for (int i = 0; i < cells.size(); i++) {
        byColumn.put(schema.columns().get(i).name(), cells.get(i));
      }
      all.add(byColumn);
    }
    return all;
  }

  /**
   * Returns the errors of each row's cells, one a column as {@link TableSchema#errors} says.
   *
   * @param rows features of a table's rows, in the units of the source
   * @throws ConfigurationException if the model was not trained on a table
   */
  public double[][] columnErrors(FMatrixRMaj rows) {
    TableSchema schema = requireTable();
    FMatrixRMaj scaled = scaled(rows);
    FMatrixRMaj restored = model.reconstruct(scaled);
    double[][] errors = new double[rows.numRows][schema.columns().size()];
    for (int row = 0; row < errors.length; row++) {
      int at = row * rows.numCols;
      schema.errors(scaled.data, at, restored.data, at, errors[row]);
    }
    return errors;
  }

  private FMatrixRMaj features(List<Map<String, String>> rows) {
    return Datasets.toMatrix(Tables.of(rows, requireTable()));
  }

  private TableSchema requireTable() {
    return table()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "the model was trained on rows of numbers, not on a table; give it numbers"));
  }

  /**
   * Writes the model to a file, which is replaced when all is on the disk.
   *
   * @throws org.ae4j.api.AutoencoderException if it cannot be written; what was there is then
   *     unchanged
   */
  public void save(Path file) {
    ModelFile.write(file, document, ModelTensors.of(model));
  }

  /** Writes the model as {@link #save(Path)} does, with what somebody builds on it. */
  public void save(Path file, ModelExtension extension) {
    ModelFile.write(file, document, ModelTensors.of(model), extension);
  }

  /**
   * Returns rows as {@link #model()} takes them, in a new matrix.
   *
   * @throws ShapeException if rows have another length
   * @throws DataException if a value is not finite
   */
  public FMatrixRMaj scaled(FMatrixRMaj rows) {
    FMatrixRMaj scaled = new FMatrixRMaj(rows.numRows, rows.numCols);
    new RowScaler(document.preprocessing(), rows).scale(0, scaled);
    return scaled;
  }

  private FMatrixRMaj unscaled(FMatrixRMaj rows) {
    for (int row = 0; row < rows.numRows; row++) {
      document.preprocessing().invert(rows.data, row * rows.numCols);
    }
    return rows;
  }

  private static FMatrixRMaj toMatrix(float[][] rows, int columns) {
    FMatrixRMaj matrix = new FMatrixRMaj(rows.length, columns);
    for (int row = 0; row < rows.length; row++) {
      if (rows[row].length != columns) {
        throw RowScaler.wrongLength("row " + row, columns, rows[row].length);
      }
      System.arraycopy(rows[row], 0, matrix.data, row * columns, columns);
    }
    return matrix;
  }

  private static float[][] toArrays(FMatrixRMaj matrix) {
    float[][] rows = new float[matrix.numRows][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = Arrays.copyOfRange(matrix.data, row * matrix.numCols, (row + 1) * matrix.numCols);
    }
    return rows;
  }
}
