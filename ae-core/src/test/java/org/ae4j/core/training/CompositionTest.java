package org.ae4j.core.training;

import static org.ae4j.core.reference.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.Batch;
import org.ae4j.api.LossBreakdown;
import org.ae4j.api.Network;
import org.ae4j.api.Optimizer;
import org.ae4j.api.Parameter;
import org.ae4j.api.RandomStream;
import org.ae4j.api.TrainingStep;
import org.ae4j.core.TestVariant;
import org.ae4j.core.TestVariant.Plain;
import org.ae4j.core.kernels.ReferenceKernels;
import org.ae4j.core.network.NetworkBuilder;
import org.ae4j.core.network.WeightSource;
import org.ae4j.core.plugin.Registry;
import org.ae4j.core.reference.ReferenceCases;
import org.ae4j.core.reference.ReferenceCases.Case;
import org.assertj.core.data.Offset;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients of whole autoencoders, as the engine computes them from built networks. */
class CompositionTest {
  private static final double TOLERANCE = 1e-6;

  /** Of five points: a normalized unit may vary little over a batch, and then bends much. */
  private static final float DISTANCE = 1f / 256;

  private static final double DIFFERENCES = 3e-4;
  private static final int COLUMNS = 6;
  private static final Registry REGISTRY = TestVariant.engine(1).registry();

  /** Layers are smooth, and targets far from where a loss has a kink. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dense(4) tanh dense(2)                             | linear  | mse                 | far
          dense(4) silu dense(2)                             | sigmoid | mse(reduction=sum)  | unit
          dense(4) gelu dense(2)                             | sigmoid | bce                 | unit
          dense(4) softplus dense(2) sigmoid                 | sigmoid | bce(reduction=sum)  | unit
          dense(4) tanh dense(2)                             | softmax | cce                 | simplex
          dense(4) batchnorm tanh dense(2)                   | softmax | cce                 | simplex
          dense(4) tanh dense(2)                             | sigmoid | huber(2)            | mixed
          dense(4) tanh dense(2)                             | tanh    | mae                 | far
          dense(4) tanh dense(2)                             | linear  | log_cosh            | unit
          dense(4) tanh dense(2)                             | softplus | poisson            | unit
          dense(4) batchnorm tanh dense(2)                   | linear  | mse                 | unit
          dense(4) layernorm tanh dense(2)                   | sigmoid | bce                 | unit
          dense(4) tanh dropout(0.3) dense(2)                | linear  | mse                 | unit
          dense(5) batchnorm tanh dropout(0.2) layernorm dense(4) batchnorm | sigmoid | bce | unit
          dropout(0.2) dense(5) tanh dense(3) softmax        | linear  | mse                 | unit
          dense(2)                                           | sigmoid | bce                 | unit
          """)
  void gradientsMatchDifferences(String encoder, String output, String loss, String targets) {
    AutoencoderConfig config =
        TestVariant.config(COLUMNS, encoder).output(output).loss(loss).scaling("none").build();

    check(Plain.create(config, builder(3), false), targets(targets));
  }

  @ParameterizedTest
  @CsvSource({"linear,mse", "sigmoid,bce", "sigmoid,huber(2)"})
  void tiedGradientsMatchDifferences(String output, String loss) {
    AutoencoderConfig config =
        TestVariant.config(COLUMNS, "dense(4) tanh dropout(0.2) dense(2) tanh")
            .output(output)
            .loss(loss)
            .scaling("none")
            .build();

    check(Plain.create(config, builder(5), true), targets("unit"));
  }

  @Test
  void gradientsOfANetworkThatRunsTwiceAddUp() {
    AutoencoderConfig config =
        TestVariant.config(COLUMNS, "dense(4) batchnorm tanh dense(2)").scaling("none").build();

    check(new Cycle(Plain.create(config, builder(6), false)), targets("unit"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void autoencoderMatchesReference(int threads) {
    Case c = ReferenceCases.read("dense", "autoencoder");
    Map<String, String> names =
        Map.of("encoder.0", "1", "encoder.2", "2", "decoder.0", "3", "decoder.2", "4");

    checkReference(c, names, false, threads);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void tiedAutoencoderMatchesReference(int threads) {
    Case c = ReferenceCases.read("dense", "tied autoencoder");
    Map<String, String> names =
        Map.of("encoder.0", "1", "encoder.2", "2", "decoder.0", "3", "decoder.2", "4");

    checkReference(c, names, true, threads);
  }

  private static void checkReference(Case c, Map<String, String> names, boolean tied, int threads) {
    WeightSource stored =
        (name, rows, columns, initializer) -> c.input(caseName(name, names)).floats();
    NetworkBuilder builder =
        new NetworkBuilder(REGISTRY, new ReferenceKernels(), stored, RandomStream.of(1));
    AutoencoderConfig config =
        TestVariant.config(COLUMNS, "dense(4) relu dense(2)")
            .output("sigmoid")
            .scaling("unit")
            .build();
    Watched model = new Watched(Plain.create(config, builder, tied));
    FMatrixRMaj x = new FMatrixRMaj(3, COLUMNS, true, c.input("x").floats());

    try (Workers workers = new Workers(threads)) {
      Gradients gradients = new Gradients(model, x, workers);

      assertThat(gradients.loss()).isCloseTo(c.expected("loss").scalar(), within(TOLERANCE));
      gradients.apply();
      assertClose("gradX", model.inputGradient, c.expected("gradX"), TOLERANCE);
      for (Parameter parameter : gradients.weights.parameters()) {
        String name = caseName(parameter.name(), names);
        String expected = "grad" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        assertClose(expected, gradients.of(parameter), c.expected(expected), TOLERANCE);
      }
      assertThat(gradients.weights.parameters()).hasSize(tied ? 6 : 8);
    }
    assertClose("code", model.encode(x).data, c.expected("code"), TOLERANCE);
    assertClose(
        "reconstruction", model.reconstruct(x).data, c.expected("reconstruction"), TOLERANCE);
  }

  /** Turns {@code encoder.0.weight} into {@code weight1}. */
  private static String caseName(String name, Map<String, String> names) {
    int end = name.lastIndexOf('.');
    return name.substring(end + 1) + names.get(name.substring(0, end));
  }

  private static Offset<Double> within(double tolerance) {
    return Offset.offset(tolerance);
  }

  private static NetworkBuilder builder(long seed) {
    return new NetworkBuilder(
        REGISTRY, new ReferenceKernels(), WeightSource.initialized(), RandomStream.of(seed));
  }

  private static void check(Autoencoder model, FMatrixRMaj rows) {
    Map<Parameter, float[]> computed = new LinkedHashMap<>();
    try (Workers three = new Workers(3)) {
      Gradients gradients = new Gradients(model, rows, three);
      gradients.loss();
      gradients.apply();
      gradients.weights.parameters().forEach(p -> computed.put(p, gradients.of(p)));
    }
    try (Workers alone = new Workers(1)) {
      Gradients gradients = new Gradients(model, rows, alone);
      computed.forEach(
          (parameter, gradient) -> {
            double[] differences = new double[gradient.length];
            for (int i = 0; i < gradient.length; i++) {
              differences[i] = difference(parameter.values(), i, gradients::loss);
            }
            assertClose("gradient by " + parameter.name(), gradient, differences, DIFFERENCES);
          });
    }
    assertThat(computed).isNotEmpty();
  }

  private static double difference(float[] variables, int index, DoubleSupplier function) {
    float kept = variables[index];
    double[] values = new double[5];
    for (int k = 0; k < 5; k++) {
      variables[index] = kept + (k - 2) * DISTANCE;
      values[k] = function.getAsDouble();
    }
    variables[index] = kept;
    return (values[0] - 8 * values[1] + 8 * values[3] - values[4]) / (12 * DISTANCE);
  }

  /** Returns rows that are both input and target. */
  private static FMatrixRMaj targets(String kind) {
    FMatrixRMaj rows = new FMatrixRMaj(5, COLUMNS);
    RandomStream random = RandomStream.of(8);
    for (int row = 0; row < rows.numRows; row++) {
      double sum = 0;
      for (int column = 0; column < COLUMNS; column++) {
        int i = row * COLUMNS + column;
        double unit = random.uniform(i);
        boolean high = random.bits(100 + i) < 0;
        rows.data[i] =
            (float)
                switch (kind) {
                  case "far" -> high ? 3 + unit : -3 - unit;
                  case "mixed" -> high ? 4 + unit : unit;
                  default -> unit;
                };
        sum += unit;
      }
      for (int i = row * COLUMNS; i < (row + 1) * COLUMNS && kind.equals("simplex"); i++) {
        rows.data[i] /= (float) sum;
      }
    }
    return rows;
  }

  /** The gradients of one batch in one step, which an optimizer that changes nothing notes. */
  private static final class Gradients {
    private static final long STEP = 7;
    private final Autoencoder model;
    private final Batch batch;
    private final Workers workers;
    private final WeightUpdates weights;
    private final StepEngine engine;

    Gradients(Autoencoder model, FMatrixRMaj rows, Workers workers) {
      this.model = model;
      this.batch = new Batch(rows, rows);
      this.workers = workers;
      this.weights =
          new WeightUpdates(
              model, new NotingOptimizer(), new GradientClipping(0, 0), new ReferenceKernels());
      this.engine = new StepEngine(model, rows.numRows, RandomKeys.of(4), weights, workers);
    }

    double loss() {
      weights.refresh();
      engine.begin(true, 1, STEP, batch.rows());
      return model.computeGradients(batch, engine).total();
    }

    void apply() {
      weights.update(STEP, 1, workers);
    }

    float[] of(Parameter parameter) {
      return weights.state(parameter)[0];
    }
  }

  /** Keeps gradients where optimizers keep what they remember. */
  private record NotingOptimizer() implements Optimizer {
    @Override
    public int stateSize() {
      return 1;
    }

    @Override
    public void update(
        long step,
        double rate,
        float[] weights,
        float[] gradient,
        int gradientOffset,
        float[][] state,
        int from,
        int to) {
      System.arraycopy(gradient, gradientOffset, state[0], from, to - from);
    }
  }

  /** Goes back to the input too. */
  private static final class Watched implements Autoencoder {
    private final Plain plain;
    private float[] inputGradient = new float[0];

    Watched(Plain plain) {
      this.plain = plain;
    }

    @Override
    public List<Network> networks() {
      return plain.networks();
    }

    @Override
    public int codeSize() {
      return plain.codeSize();
    }

    @Override
    public FMatrixRMaj encode(FMatrixRMaj rows) {
      return plain.encode(rows);
    }

    @Override
    public FMatrixRMaj decode(FMatrixRMaj codes) {
      return plain.decode(codes);
    }

    @Override
    public LossBreakdown computeGradients(Batch batch, TrainingStep step) {
      FMatrixRMaj output =
          step.forward(plain.decoder(), step.forward(plain.encoder(), batch.input()));
      FMatrixRMaj gradient = step.buffer("g", output.numCols);
      LossBreakdown losses = step.losses();
      losses.add("reconstruction", step.loss(plain.loss(), output, batch.target(), gradient));
      FMatrixRMaj back = step.backward(plain.encoder(), step.backward(plain.decoder(), gradient));
      inputGradient = Arrays.copyOf(back.data, back.getNumElements());
      return losses;
    }
  }

  /**
   * Encodes its reconstruction again, wants both codes small and all encoder weights too: a network
   * that runs twice, and gradients that the variant adds itself.
   */
  private record Cycle(Plain plain) implements Autoencoder {
    @Override
    public List<Network> networks() {
      return plain.networks();
    }

    @Override
    public int codeSize() {
      return plain.codeSize();
    }

    @Override
    public FMatrixRMaj encode(FMatrixRMaj rows) {
      return plain.encode(rows);
    }

    @Override
    public FMatrixRMaj decode(FMatrixRMaj codes) {
      return plain.decode(codes);
    }

    @Override
    public LossBreakdown computeGradients(Batch batch, TrainingStep step) {
      LossBreakdown losses = step.losses();
      FMatrixRMaj code = step.forward(plain.encoder(), batch.input());
      FMatrixRMaj output = step.forward(plain.decoder(), code);
      FMatrixRMaj again = step.forward(plain.encoder(), output);
      FMatrixRMaj small = step.buffer("small codes", again.numCols);
      losses.add("codes", squares(again, small, step));
      FMatrixRMaj back = step.backward(plain.encoder(), small);
      FMatrixRMaj gradient = step.buffer("output gradient", output.numCols);
      losses.add("reconstruction", step.loss(plain.loss(), output, batch.target(), gradient));
      step.rows(
          (from, to) -> {
            for (int i = from * output.numCols; i < to * output.numCols; i++) {
              gradient.data[i] += back.data[i];
            }
          });
      step.backwardToParameters(plain.encoder(), step.backward(plain.decoder(), gradient));
      for (Parameter parameter : plain.encoder().layers().get(0).parameters()) {
        float[] sum = step.gradient(parameter);
        for (int i = 0; i < sum.length; i++) {
          losses.add("weights", 0.5 * parameter.values()[i] * parameter.values()[i]);
          sum[i] += parameter.values()[i];
        }
      }
      return losses;
    }

    private static double squares(FMatrixRMaj x, FMatrixRMaj gradient, TrainingStep step) {
      step.rows(
          (from, to) -> {
            for (int i = from * x.numCols; i < to * x.numCols; i++) {
              gradient.data[i] = x.data[i];
            }
          });
      double sum = 0;
      for (int i = 0; i < x.getNumElements(); i++) {
        sum += 0.5 * x.data[i] * x.data[i];
      }
      return sum;
    }
  }
}
