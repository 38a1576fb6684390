package org.ae4j.anomaly;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import org.ae4j.api.Arguments;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DataException;
import org.ae4j.api.Expression;
import org.ae4j.api.Generative;
import org.ae4j.api.Names;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.model.ModelExtension;
import org.ejml.data.FMatrixRMaj;

/**
 * The score that a text form names, fitted to rows; of several parts, the sum of their z-scores,
 * each by the mean and the standard deviation of the part over those rows.
 *
 * @param means one a part, or none of a single part
 * @param deviations as many
 * @param distance of codes, where a part is one
 */
record Scorer(
    List<RowScore> parts, List<Double> means, List<Double> deviations, List<CodeDistance> distance)
    implements RowScore {
  private static final String L2 = "l2";
  private static final String MSE = "mse";
  private static final String LOSS = "loss";
  private static final String MAHALANOBIS = "mahalanobis";
  private static final String PROBABILITY = "reconstruction_probability";
  private static final List<String> KNOWN = List.of(L2, MSE, LOSS, MAHALANOBIS, PROBABILITY);

  private static final double RIDGE = 1e-6;
  private static final int SAMPLES = 16;
  private static final int MOST_SAMPLES = 100_000;

  private static final String DISTANCE = "distance";
  private static final String MEANS = "part_means";
  private static final String DEVIATIONS = "part_deviations";

  /** Fits the score of a text form to rows. */
  static Scorer fit(Autoencoders engine, String text, Sweep rows) {
    List<CodeDistance> distance = new ArrayList<>();
    List<RowScore> parts =
        parts(
            engine,
            rows.model(),
            text,
            ridge -> {
              FMatrixRMaj codes = rows.codes();
              distance.add(CodeDistance.fit(codes, ridge));
              return distance.get(0);
            });
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    if (parts.size() > 1) {
      List<String> names = Expression.split(text, '+');
      for (int i = 0; i < parts.size(); i++) {
        Distribution scores = new Distribution(rows.scores(parts.get(i)));
        if (!(scores.deviation() > 0)) {
          throw new DataException(
              "score %s is %s for each of %d rows, and cannot be standardized; leave it out"
                  .formatted(names.get(i).strip(), scores.mean(), scores.size()));
        }
        means.add(scores.mean());
        deviations.add(scores.deviation());
      }
    }
    return new Scorer(parts, means, deviations, distance);
  }

  /** Makes the score that {@link #vectors} stored. */
  static Scorer read(
      Autoencoders engine, TrainedAutoencoder model, String text, ModelExtension stored) {
    int n = model.codeSize();
    List<RowScore> parts =
        parts(
            engine,
            model,
            text,
            ridge ->
                CodeDistance.of(
                    stored.vector(DISTANCE, Math.addExact(n, Math.multiplyExact(n, n))), n));
    int count = parts.size() == 1 ? 0 : parts.size();
    return new Scorer(
        parts,
        list(stored.vector(MEANS, count)),
        list(stored.vector(DEVIATIONS, count)),
        parts.stream()
            .filter(CodeDistance.class::isInstance)
            .map(CodeDistance.class::cast)
            .toList());
  }

  Map<String, double[]> vectors() {
    Map<String, double[]> vectors = new LinkedHashMap<>();
    vectors.put(MEANS, array(means));
    vectors.put(DEVIATIONS, array(deviations));
    distance.forEach(codes -> vectors.put(DISTANCE, codes.toVector()));
    return vectors;
  }

  /** Returns one score a row; one that leaves the numbers counts as infinitely high. */
  @Override
  public double[] of(Passage rows) {
    double[] sums = new double[rows.size()];
    for (int part = 0; part < parts.size(); part++) {
      double[] scores = parts.get(part).of(rows);
      for (int row = 0; row < sums.length; row++) {
        sums[row] +=
            means.isEmpty() ? scores[row] : (scores[row] - means.get(part)) / deviations.get(part);
      }
    }
    for (int row = 0; row < sums.length; row++) {
      sums[row] = Double.isNaN(sums[row]) ? Double.POSITIVE_INFINITY : sums[row];
    }
    return sums;
  }

  private static List<RowScore> parts(
      Autoencoders engine,
      TrainedAutoencoder model,
      String text,
      DoubleFunction<CodeDistance> distance) {
    List<RowScore> parts = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String part : Expression.split(text, '+')) {
      Expression expression = Expression.parse(part);
      if (names.contains(expression.name())) {
        throw new ConfigurationException(
            "score '" + text + "' has " + expression.name() + " twice, expected once");
      }
      names.add(expression.name());
      Arguments arguments = new Arguments(expression);
      parts.add(
          switch (expression.name()) {
            case L2 -> finished(arguments, Residuals::norms);
            case MSE -> finished(arguments, Residuals::means);
            case LOSS -> finished(arguments, ModelLoss.of(engine, model));
            case MAHALANOBIS -> {
              double ridge = arguments.number("ridge", 0, 1, RIDGE);
              arguments.finish();
              yield distance.apply(ridge);
            }
            case PROBABILITY -> probability(model, arguments);
            default -> throw Names.unknown("score", expression.name(), KNOWN);
          });
    }
    return parts;
  }

  private static RowScore finished(Arguments arguments, RowScore score) {
    arguments.finish();
    return score;
  }

  private static RowScore probability(TrainedAutoencoder model, Arguments arguments) {
    int samples = arguments.whole("samples", 1, MOST_SAMPLES, SAMPLES);
    int seed = arguments.whole("seed", 0, Integer.MAX_VALUE, 1);
    arguments.finish();
    if (model.model() instanceof Generative generative) {
      return new ReconstructionProbability(generative, model.codeSize(), samples, seed);
    }
    throw new ConfigurationException(
        "score "
            + PROBABILITY
            + " is for models with a likelihood, got variant "
            + model.document().config().variant()
            + "; take score mse, or train with --variant variational");
  }

  private static List<Double> list(double[] values) {
    return java.util.Arrays.stream(values).boxed().toList();
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
