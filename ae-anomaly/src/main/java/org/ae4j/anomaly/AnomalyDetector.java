package org.ae4j.anomaly;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DataException;
import org.ae4j.api.Dataset;
import org.ae4j.api.ModelFormatException;
import org.ae4j.api.ShapeException;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.model.ModelExtension;
import org.ae4j.core.model.StoredModel;
import org.ejml.data.FMatrixRMaj;

/**
 * A trained model as a detector of rows that do not fit, with a score and a threshold fitted to
 * rows that do.
 *
 * <p>Immutable and safe for use from many threads at once. Each call works on its caller's thread;
 * rows are in the units of their source and stay unchanged. Methods throw {@link ShapeException}
 * for rows of another length and {@link DataException} for values that are not finite.
 */
public final class AnomalyDetector {
  /** What its part of the file is called. */
  static final String EXTENSION = "anomaly";

  private static final String SCORE = "score";
  private static final String THRESHOLD = "threshold";
  private static final String FITTED = "fitted_scores";
  private static final String APART = "scores_apart";

  private final TrainedAutoencoder model;
  private final String score;
  private final Scorer scorer;
  private final Threshold rule;
  private final Distribution fitted;
  private final Optional<Distribution> apart;
  private final double threshold;

  private AnomalyDetector(
      TrainedAutoencoder model,
      String score,
      Scorer scorer,
      Threshold rule,
      double[] fitted,
      double[] apart) {
    this.model = model;
    this.score = score;
    this.scorer = scorer;
    this.rule = rule;
    this.fitted = new Distribution(fitted);
    this.apart = apart.length == 0 ? Optional.empty() : Optional.of(new Distribution(apart));
    this.threshold = rule.of(rule.needsRowsApart() ? apart : fitted);
  }

  /**
   * Returns a builder: score {@code mse}, threshold {@code contamination(0.1)}, no rows kept apart,
   * as many threads as the engine takes.
   */
  public static Builder builder(Autoencoders engine, TrainedAutoencoder model) {
    return new Builder(engine, model);
  }

  /**
   * Reads a detector from a file that {@link #save} wrote.
   *
   * @throws ModelFormatException if the file is truncated, forged or a model alone
   */
  public static AnomalyDetector read(Autoencoders engine, Path file) {
    try (StoredModel stored = StoredModel.open(file)) {
      ModelExtension extension =
          stored
              .extension(EXTENSION)
              .orElseThrow(
                  () ->
                      new ModelFormatException(
                          file
                              + " is a model without a detector; fit one with 'ae anomaly fit' or"
                              + " AnomalyDetector.builder"));
      TrainedAutoencoder model = engine.read(stored);
      String score = extension.text(SCORE);
      try {
        return new AnomalyDetector(
            model,
            score,
            Scorer.read(engine, model, score, extension),
            Threshold.parse(extension.text(THRESHOLD)),
            nonEmpty(file, extension.vector(FITTED)),
            extension.vector(APART));
      } catch (ConfigurationException | DataException e) {
        throw new ModelFormatException(file + ": the detector is damaged: " + e.getMessage(), e);
      }
    }
  }

  private static double[] nonEmpty(Path file, double[] scores) {
    if (scores.length == 0) {
      throw new ModelFormatException(file + ": the detector is damaged: it has no fitted scores");
    }
    return scores;
  }

  /**
   * Writes model and detector to one file, which can be used wherever a model can.
   *
   * @throws org.ae4j.api.AutoencoderException if it cannot be written; what was there is then
   *     unchanged
   */
  public void save(Path file) {
    Map<String, double[]> vectors = new LinkedHashMap<>(scorer.vectors());
    vectors.put(FITTED, fitted.sorted());
    vectors.put(APART, apart.map(Distribution::sorted).orElse(new double[0]));
    Map<String, String> texts = Map.of(SCORE, score, THRESHOLD, rule.toString());
    model.save(file, new ModelExtension(EXTENSION, texts, vectors));
  }

  /** Returns the model. */
  public TrainedAutoencoder model() {
    return model;
  }

  /** Returns the score's text form. */
  public String score() {
    return score;
  }

  /** Returns how the threshold was found. */
  public Threshold rule() {
    return rule;
  }

  /** Returns the score above which a row is an anomaly. */
  public double threshold() {
    return threshold;
  }

  /** Returns the number of rows that the score was fitted to. */
  public int fittedRows() {
    return fitted.size();
  }

  /** Returns the number of rows kept apart to calibrate on; 0 if there were none. */
  public int rowsApart() {
    return apart.map(Distribution::size).orElse(0);
  }

  /** Returns one score a row, higher the less it fits, as PyOD's {@code decision_function}. */
  public double[] decisionFunction(FMatrixRMaj rows) {
    return scorer.of(new Passage(model, rows));
  }

  /** Returns 1 for each row whose score is above the threshold, 0 for the others. */
  public int[] predict(FMatrixRMaj rows) {
    return Arrays.stream(decisionFunction(rows)).mapToInt(s -> s > threshold ? 1 : 0).toArray();
  }

  /** Returns each row's score on the scale from 0 to 1. */
  public double[] predictProba(FMatrixRMaj rows, Probability kind) {
    return Arrays.stream(decisionFunction(rows)).map(s -> kind.of(s, fitted)).toArray();
  }

  /** Returns the scale from 0 to 1 of a score that {@link #decisionFunction} returned. */
  public double probability(double decision, Probability kind) {
    return kind.of(decision, fitted);
  }

  /** Returns what to say of a row whose score {@link #decisionFunction} returned. */
  public Verdict judge(double decision) {
    double pValue = apart.orElse(fitted).pValue(decision);
    return new Verdict(decision, pValue, decision > threshold);
  }

  /** Returns each row's mean squared reconstruction error over scaled values, as H2O's anomaly. */
  public double[] anomaly(FMatrixRMaj rows) {
    return Residuals.means(new Passage(model, rows));
  }

  /** Returns each value's squared reconstruction error, scaled, in a new matrix. */
  public FMatrixRMaj anomalyPerFeature(FMatrixRMaj rows) {
    Passage passage = new Passage(model, rows);
    FMatrixRMaj squares = passage.reconstruction().copy();
    for (int i = 0; i < squares.numRows * squares.numCols; i++) {
      float difference = squares.data[i] - passage.scaled().data[i];
      squares.data[i] = difference * difference;
    }
    return squares;
  }

  /**
   * Returns the columns of the rows that the model was trained on: those of the table, where they
   * came out of one, or else each value as one of its own.
   */
  public Columns columns() {
    return model.table().map(Columns::of).orElseGet(() -> Columns.each(valueNames()));
  }

  private List<String> valueNames() {
    List<String> names = model.document().data().features();
    return names.isEmpty()
        ? IntStream.range(0, model.inputShape().size()).mapToObj(i -> "value_" + i).toList()
        : names;
  }

  /** Returns what of a row the model did not expect. */
  public Explanation explain(float[] row, Columns columns) {
    FMatrixRMaj one = new FMatrixRMaj(1, row.length);
    System.arraycopy(row, 0, one.data, 0, row.length);
    Passage passage = new Passage(model, one);
    return Explanation.of(
        judge(scorer.of(passage)[0]),
        columns,
        columns.errors(passage.scaled().data, passage.reconstruction().data),
        columns.print(model.reconstruct(one).data),
        row);
  }

  /**
   * Refuses rows that are not like those that the model was trained on.
   *
   * @throws DataException if columns are missing, renamed or in another order
   * @throws ShapeException if rows are of another length
   */
  public void requireFit(Dataset rows) {
    requireFit(model, rows);
  }

  private static void requireFit(TrainedAutoencoder model, Dataset rows) {
    List<String> expected = model.document().data().features();
    List<String> found = rows.featureNames();
    if (!expected.isEmpty() && !found.isEmpty() && !expected.equals(found)) {
      List<String> missing = expected.stream().filter(name -> !found.contains(name)).toList();
      List<String> unknown = found.stream().filter(name -> !expected.contains(name)).toList();
      throw new DataException(
          rows.name()
              + ": the columns are not those of the rows that the model was trained on: "
              + difference(missing, unknown)
              + "; give the columns "
              + String.join(", ", expected)
              + " in this order");
    }
    if (rows.shape().size() != model.inputShape().size()) {
      throw new ShapeException(
          rows.name()
              + " has rows of "
              + rows.shape()
              + ", the model takes "
              + model.inputShape()
              + "; give the kind of data that it was trained on");
    }
  }

  private static String difference(List<String> missing, List<String> unknown) {
    if (missing.isEmpty() && unknown.isEmpty()) {
      return "they are in another order";
    }
    String lacking = missing.isEmpty() ? "" : "missing " + String.join(", ", missing);
    String more = unknown.isEmpty() ? "" : "unknown " + String.join(", ", unknown);
    return lacking + (missing.isEmpty() || unknown.isEmpty() ? "" : "; ") + more;
  }

  /** Collects settings; not thread-safe. */
  public static final class Builder {
    private final Autoencoders engine;
    private final TrainedAutoencoder model;
    private String score = "mse";
    private Threshold threshold = new Threshold.Contamination(0.1);
    private Optional<Dataset> apart = Optional.empty();
    private int threads;

    private Builder(Autoencoders engine, TrainedAutoencoder model) {
      this.engine = engine;
      this.model = model;
      this.threads = engine.threads();
    }

    /**
     * Sets the score: {@code l2} (norm of the residual), {@code mse}, {@code loss} (the model's
     * own), {@code mahalanobis} (distance of the code) or, for a model with a likelihood, {@code
     * reconstruction_probability(samples=16,seed=1)}; or several with a plus between, whose
     * z-scores are added. All are of scaled values.
     */
    public Builder score(String text) {
      this.score = text;
      return this;
    }

    /** Sets how the threshold is found. */
    public Builder threshold(Threshold kind) {
      this.threshold = kind;
      return this;
    }

    /** Sets rows that the model has not seen, for p-values and thresholds that need them. */
    public Builder calibration(Dataset rows) {
      this.apart = Optional.of(rows);
      return this;
    }

    /** Sets the number of threads to fit with; the result does not depend on it. */
    public Builder threads(int count) {
      this.threads = count;
      return this;
    }

    /**
     * Fits score and threshold to rows that are held to be normal, most often those that the model
     * was trained on.
     *
     * @throws ConfigurationException if a text form is unknown, or not for this model
     * @throws DataException if rows do not fit the model, are too few, or leave nothing to measure
     */
    public AnomalyDetector fit(Dataset rows) {
      requireFit(model, rows);
      apart.ifPresent(some -> requireFit(model, some));
      if (threshold.needsRowsApart() && apart.isEmpty()) {
        throw new ConfigurationException(
            "threshold "
                + threshold
                + " needs rows kept apart, which neither model nor score has seen; give some");
      }
      Sweep sweep = new Sweep(model, rows, threads);
      Scorer scorer = Scorer.fit(engine, score, sweep);
      double[] scoresApart =
          apart.map(some -> new Sweep(model, some, threads).scores(scorer)).orElse(new double[0]);
      return new AnomalyDetector(
          model, score, scorer, threshold, sweep.scores(scorer), scoresApart);
    }
  }
}
