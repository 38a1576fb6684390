package org.ae4j.clustering;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ae4j.api.Batch;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Loss;
import org.ae4j.api.LossBreakdown;
import org.ae4j.api.Network;
import org.ae4j.api.NumericalException;
import org.ae4j.api.Parameter;
import org.ae4j.api.RandomStream;
import org.ae4j.api.TrainingStep;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.core.latent.PrincipalComponents;
import org.ae4j.core.training.SurveyingAutoencoder;
import org.ae4j.core.training.Workers;
import org.ejml.data.FMatrixRMaj;

/**
 * Deep embedded clustering (Xie et al., 2016), and its improvement that goes on reconstructing (Guo
 * et al., 2017).
 *
 * <p>After pre-training, k-means of all codes gives the first centres. From then on the divergence
 * KL(P||Q) is minimized, summed over the clusters and averaged over the batch: Q are the shares of
 * {@link StudentShares}, P their sharpened form, which is refreshed for the whole data set at an
 * interval of steps. Encoder and centres are trained. Distances may be those of whitened codes, by
 * the axes along which codes vary when the first centres are looked for.
 */
final class DeepClustering implements SurveyingAutoencoder, ClusterModel {
  private final Network encoder;
  private final Network decoder;
  private final Loss loss;
  private final Parameter centres;
  private final List<Parameter> freeParameters;
  private final Metric metric;
  private final DeepClusteringOptions options;
  private final Kernels kernels;
  private final StudentShares students;
  private final double[] closeness;
  private final double[] shares;
  private final double[] target;
  private TargetShares targets;

  DeepClustering(
      Network encoder,
      Network decoder,
      Loss loss,
      Parameter centres,
      Optional<Parameter> metric,
      DeepClusteringOptions options,
      Kernels kernels) {
    this.encoder = encoder;
    this.decoder = decoder;
    this.loss = loss;
    this.centres = centres;
    this.freeParameters = Stream.concat(Stream.of(centres), metric.stream()).toList();
    int size = codeSize(encoder);
    this.metric = metric.map(a -> new Metric(a.values(), size)).orElse(Metric.plain(size));
    this.options = options;
    this.kernels = kernels;
    int clusters = options.clusters();
    this.students = new StudentShares(centres.values(), clusters, this.metric, options.alpha());
    this.closeness = new double[clusters];
    this.shares = new double[clusters];
    this.target = new double[clusters];
    this.targets = TargetShares.of(0, clusters);
  }

  @Override
  public List<Network> networks() {
    return List.of(encoder, decoder);
  }

  @Override
  public List<Parameter> freeParameters() {
    return freeParameters;
  }

  @Override
  public int codeSize() {
    return codeSize(encoder);
  }

  private static int codeSize(Network encoder) {
    return encoder.outputShape().size();
  }

  @Override
  public FMatrixRMaj encode(FMatrixRMaj rows) {
    return encoder.apply(rows);
  }

  @Override
  public FMatrixRMaj decode(FMatrixRMaj codes) {
    return decoder.apply(codes);
  }

  @Override
  public FMatrixRMaj centres() {
    return new FMatrixRMaj(options.clusters(), codeSize(), true, centres.values());
  }

  @Override
  public FMatrixRMaj shares(FMatrixRMaj codes) {
    double[] ownCloseness = new double[options.clusters()];
    double[] own = new double[options.clusters()];
    FMatrixRMaj result = new FMatrixRMaj(codes.numRows, options.clusters());
    for (int row = 0; row < codes.numRows; row++) {
      students.of(codes.data, row * codes.numCols, ownCloseness, own);
      for (int j = 0; j < own.length; j++) {
        result.data[row * own.length + j] = (float) own[j];
      }
    }
    return result;
  }

  @Override
  public FMatrixRMaj points(FMatrixRMaj codes) {
    return metric.points(codes);
  }

  @Override
  public Clustering assign(FMatrixRMaj codes) {
    FMatrixRMaj all = shares(codes);
    int[] labels = new int[codes.numRows];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = Assignment.best(all.data, row * all.numCols, all.numCols);
    }
    return Clustering.of(codes, centres(), labels, metric, 0);
  }

  @Override
  public List<Parameter> surveyState(int rows) {
    if (options.clusters() > rows) {
      throw new ConfigurationException(
          "clusters must be at most the number of rows, %d, got %d; ask for fewer clusters"
              .formatted(rows, options.clusters()));
    }
    targets = TargetShares.of(rows, options.clusters());
    return targets.parameters();
  }

  @Override
  public boolean wantsSurvey(int epoch, long step) {
    return epoch > options.pretrain() && (!targets.areKnown() || step % options.interval() == 0);
  }

  @Override
  public boolean survey(FMatrixRMaj codes, Workers workers, RandomStream random) {
    Compute compute = new Compute(kernels, workers);
    if (!targets.areKnown()) {
      begin(codes, compute, random.bits(0));
      targets.refresh(codes, students, compute);
      return true;
    }
    int changed = targets.refresh(codes, students, compute);
    DeepTraining.requireClusters(targets.labels(), options.clusters());
    return changed > options.tolerance() * codes.numRows;
  }

  private void begin(FMatrixRMaj codes, Compute compute, long seed) {
    KMeans kMeans = new KMeans(options.clusters(), options.restarts(), 300, 1e-4, seed);
    Clustering found = kMeans.fit(whiten(codes, compute), compute);
    if (found.clusters() < options.clusters()) {
      throw new NumericalException(
          "the codes of %d rows have only %d different values, too few for %d clusters: the rows are"
                  .formatted(codes.numRows, found.clusters(), options.clusters())
              + " duplicates, or the encoder has collapsed; ask for fewer clusters, or change"
              + " the encoder or its learning rate");
    }
    FMatrixRMaj means = options.whitens() ? found.withMeansOf(codes).centres() : found.centres();
    System.arraycopy(means.data, 0, centres.values(), 0, centres.size());
  }

  /** Returns codes whose plain distances are those of the metric, which it sets. */
  private FMatrixRMaj whiten(FMatrixRMaj codes, Compute compute) {
    if (!options.whitens()) {
      return codes;
    }
    PrincipalComponents components =
        Metric.bound(PrincipalComponents.fit(codes, codes.numCols, kernels, compute.workers()))
            .whiten(options.whitening());
    Metric.write(components, metric.matrix());
    return components.transform(codes, kernels, compute.workers());
  }

  @Override
  public LossBreakdown computeGradients(Batch batch, TrainingStep step) {
    FMatrixRMaj code = step.forward(encoder, batch.input());
    FMatrixRMaj codeGradient;
    if (options.reconstructs() || !targets.areKnown()) {
      FMatrixRMaj output = step.forward(decoder, code);
      FMatrixRMaj gradient = step.buffer("output gradient", output.numCols);
      step.losses().add("reconstruction", step.loss(loss, output, batch.target(), gradient));
      codeGradient = step.backward(decoder, gradient);
    } else {
      codeGradient = step.buffer("code gradient", code.numCols);
      Arrays.fill(codeGradient.data, 0, code.numRows * code.numCols, 0);
    }
    if (targets.areKnown()) {
      step.losses().add("clustering", addDivergence(step, code, codeGradient));
    }
    step.backwardToParameters(encoder, codeGradient);
    return step.losses();
  }

  /** Adds the gradients of the divergence, and returns it; a batch has few values at this point. */
  private double addDivergence(TrainingStep step, FMatrixRMaj code, FMatrixRMaj codeGradient) {
    int size = code.numCols;
    double weight = options.divergenceWeight() / code.numRows;
    double slope = weight * (options.alpha() + 1) / options.alpha();
    float[] byCentres = step.gradient(centres);
    double sum = 0;
    for (int row = 0; row < code.numRows; row++) {
      students.of(code.data, row * size, closeness, shares);
      targets.target(step.sourceRow(row), shares, target);
      for (int j = 0; j < shares.length; j++) {
        if (target[j] > 0) {
          sum += target[j] * Math.log(target[j] / shares[j]);
        }
        double pull = slope * closeness[j] * (target[j] - shares[j]);
        for (int i = 0; i < size; i++) {
          double d = pull * metric.half(i, code.data, row * size, centres.values(), j * size);
          codeGradient.data[row * size + i] += (float) d;
          byCentres[j * size + i] -= (float) d;
        }
      }
    }
    return weight * sum;
  }
}
