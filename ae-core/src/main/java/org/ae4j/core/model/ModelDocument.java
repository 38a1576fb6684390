package org.ae4j.core.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.EpochReport;
import org.ae4j.api.TrainingConfig;
import org.ae4j.core.data.Preprocessing;

/**
 * What a model file says besides its weights: how the model is built, on what and how it was
 * trained, and what came out.
 *
 * <p>Holds nothing that differs between two runs of the same training on the same machine: neither
 * times nor speeds.
 *
 * @param config how the model is built
 * @param training how it was trained
 * @param preprocessing how raw rows are scaled
 * @param data what it was trained on
 * @param kernels the id of the numerical loops that trained it
 * @param history the epochs so far
 * @param metrics further results by name, for example {@code test_mse}
 * @param notes further texts by name, of whoever writes the file
 */
public record ModelDocument(
    AutoencoderConfig config,
    TrainingConfig training,
    Preprocessing preprocessing,
    DataDescription data,
    String kernels,
    List<EpochReport> history,
    Map<String, Double> metrics,
    Map<String, String> notes) {
  /** The version of the document's form that this code writes of rows of numbers. */
  public static final int SCHEMA = 1;

  /** The version of the form with a table's schema, written where the rows are of a table. */
  public static final int TABLE_SCHEMA = 2;

  public ModelDocument {
    history = List.copyOf(history);
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
  }

  /** Returns the same with other results. */
  public ModelDocument withMetrics(Map<String, Double> results) {
    return with(history, results, notes);
  }

  /** Returns the same with other epochs. */
  public ModelDocument withHistory(List<EpochReport> epochs) {
    return with(epochs, metrics, notes);
  }

  /** Returns the same with other notes. */
  public ModelDocument withNotes(Map<String, String> texts) {
    return with(history, metrics, texts);
  }

  /** Returns the same with another scaling of rows. */
  public ModelDocument withPreprocessing(Preprocessing scaling) {
    return new ModelDocument(config, training, scaling, data, kernels, history, metrics, notes);
  }

  private ModelDocument with(
      List<EpochReport> epochs, Map<String, Double> results, Map<String, String> texts) {
    return new ModelDocument(
        config, training, preprocessing, data, kernels, epochs, results, texts);
  }
}
