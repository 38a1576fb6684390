package org.ae4j.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.AutoencoderException;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.api.ShapeException;
import org.ae4j.api.TrainingConfig;
import org.ae4j.cli.ClusterOptions.Method;
import org.ae4j.cli.cluster.ClusterFacts;
import org.ae4j.clustering.ClusterModel;
import org.ae4j.clustering.Compute;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.TrainingSession;
import org.ae4j.core.data.Datasets;
import org.ae4j.core.training.Training;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "cluster",
    customSynopsis = "ae cluster [OPTIONS]",
    description = "Group rows by likeness; leave assignments, sheets of pictures and a report.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ae cluster -k 10                                   raw rows, k-means",
      "  ae cluster --data rows.csv                         a table; the number is looked for",
      "  ae cluster --train --code 10 --epochs 30 -k 10     train, then group the codes",
      "  ae cluster --model f16.safetensors --method gmm -k 10",
      "  ae cluster --method dec --code 10 --epochs 30 -k 10",
      "  ae cluster --data photos --data-option size=64x64 --method idec \\",
      "             --variant convolutional --code 16 --epochs 60 -k 8 --out groups",
      "  ae cluster --model groups/model.safetensors --data more-photos"
    })
final class ClusterCommand implements Callable<Integer> {
  private static final int INTERRUPTED = 130;

  @Spec private CommandSpec spec;

  @Mixin(name = "Rows")
  private DataOptions data;

  @Mixin(name = "Clusters")
  private ClusterOptions clusters;

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      description =
          "Rows to group, where the data has test rows: all, train or test. Default: all.")
  private Split split = Split.ALL;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "Group the codes of this trained model, in place of the rows themselves.")
  private Optional<Path> model = Optional.empty();

  @Option(names = "--train", description = "Train a model on the rows first, and group its codes.")
  private boolean train;

  @Option(
      names = "--sheet",
      paramLabel = "N",
      description = "Images on the sheet of a cluster, the nearest to its centre. Default: 100.")
  private int sheet = 100;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder for everything that is written. Default: clusters.")
  private Path out = Path.of("clusters");

  @Mixin(name = "Model (with --train, dec and idec)")
  private ArchitectureOptions architecture;

  @Mixin(name = "Training")
  private FitOptions fit;

  @Mixin(name = "In general")
  private CommonOptions common;

  ClusterCommand() {}

  /** A run that was asked to end. */
  private static final class Interrupted extends AutoencoderException {
    private static final long serialVersionUID = 1;

    Interrupted() {
      super("interrupted");
    }
  }

  @Override
  public Integer call() {
    requireSensible();
    try (Output output = common.output()) {
      Autoencoders engine = common.engine(output);
      ClusterFiles files = new ClusterFiles(out, sheet, output);
      try {
        run(engine, files, output);
        return 0;
      } catch (Interrupted e) {
        output.warn("interrupted; nothing was written");
        return INTERRUPTED;
      }
    }
  }

  private void requireSensible() {
    if (model.isPresent() && train) {
      throw new ConfigurationException("give --model, or --train to train one; not both");
    }
    boolean deep = clusters.method().filter(Method::isDeep).isPresent();
    clusters.requireWhitening();
    if (deep && clusters.normalizes()) {
      throw new ConfigurationException("--normalize is for kmeans, minibatch and gmm");
    }
    requireUsed(
        train || (deep && model.isEmpty()), "Model (with --train, dec and idec)", "--train");
    requireUsed(train || deep, "Training", "--train, dec or idec");
  }

  /** Refuses options of a section that nothing would come of. */
  private void requireUsed(boolean used, String section, String by) {
    spec.mixins().entrySet().stream()
        .filter(mixin -> mixin.getKey().equals(section))
        .flatMap(mixin -> mixin.getValue().options().stream())
        .filter(option -> !used && spec.commandLine().getParseResult().hasMatchedOption(option))
        .findFirst()
        .ifPresent(
            option -> {
              throw new ConfigurationException(
                  option.longestName() + " is for training; give " + by + " with it");
            });
  }

  private void run(Autoencoders engine, ClusterFiles files, Output output) {
    long seed = common.seed().orElse(1L);
    long began = System.nanoTime();
    Optional<TrainedAutoencoder> trained = model.map(engine::read);
    Map<String, String> notes =
        data.notes(trained.map(known -> known.document().notes()).orElse(Map.of()));
    Dataset rows = rows(engine, notes, trained);
    Method method = clusters.method().orElse(Method.KMEANS);
    clusters.range(rows.size());
    boolean trains = train || (method.isDeep() && trained.isEmpty());
    TrainingConfig training = fit.config(seed, rows.size());
    if (trains) {
      AutoencoderConfig config = architecture.config(rows.shape(), engine.registry());
      TrainingSession session = engine.prepare(config, training, rows);
      if (method.isDeep()) {
        clusters.checkDeep(engine, method, session, rows);
      }
      trained = Optional.of(fit(engine, session.notes(notes), output));
    }
    ClusterWork work;
    try (Compute compute = Compute.of(engine)) {
      work = new ClusterWork(engine, compute, rows, clusters, seed, output);
      if (clusters.method().isEmpty()
          && !clusters.transforms()
          && trained.isPresent()
          && trained.get().model() instanceof ClusterModel) {
        work.assign(trained.get());
      } else if (method.isDeep()) {
        TrainingSession session =
            work.prepareDeep(method, trained.orElseThrow(), training.batchSize());
        trained = Optional.of(fit(engine, session.notes(notes), output));
        trains = true;
        work.assignTrained(trained.get());
      } else {
        work.group(method, trained);
      }
      ClusterFacts facts = work.facts(trained, (System.nanoTime() - began) / 1e9);
      files.write(facts, rows, trains ? trained : Optional.empty());
    }
  }

  private TrainedAutoencoder fit(Autoencoders engine, TrainingSession session, Output output) {
    Training training =
        session.callback(new ProgressLine(output)).callback(new EpochLines(output)).start();
    output.line(
        "%s on %s: %s of %s, %s kernels, %s",
        session.document().config().variant(),
        session.document().data().name(),
        Text.count(session.document().data().rows(), "row"),
        session.document().config().input(),
        engine.kernels().id(),
        Text.count(engine.threads(), "thread"));
    output.line("encoder  %s", Text.wrap(session.document().config().encoder(), 9));
    Interruption interruption = Interruption.runs(training::cancel);
    try {
      training.run();
    } finally {
      interruption.release();
    }
    if (training.cancelled()) {
      throw new Interrupted();
    }
    if (training.stoppedEarly()) {
      output.line("stopped early, after %s", Text.count(training.history().size(), "epoch"));
    }
    return session.finish(training);
  }

  private Dataset rows(
      Autoencoders engine, Map<String, String> notes, Optional<TrainedAutoencoder> trained) {
    Dataset all = split.of(DataOptions.open(engine, withoutLimit(notes)));
    trained.ifPresent(
        known -> {
          if (known.inputShape().size() != all.shape().size()) {
            throw new ShapeException(
                "%s takes rows of %s, %s has %s; give the kind of data that it was trained on"
                    .formatted(
                        model.map(Path::toString).orElse("the model"),
                        known.inputShape(),
                        all.name(),
                        all.shape()));
          }
        });
    return data.limit().map(limit -> Datasets.limit(all, limit)).orElse(all);
  }

  private static Map<String, String> withoutLimit(Map<String, String> notes) {
    Map<String, String> rest = new java.util.LinkedHashMap<>(notes);
    rest.remove(DataOptions.LIMIT);
    return rest;
  }
}
