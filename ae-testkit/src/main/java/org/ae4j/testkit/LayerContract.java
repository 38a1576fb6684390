package org.ae4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.Expression;
import org.ae4j.api.Layer;
import org.ae4j.api.LayerSpec;
import org.ae4j.api.Parameter;
import org.ae4j.api.Shape;
import org.ae4j.core.plugin.PluginLoader;
import org.ae4j.core.plugin.Registry;
import org.ae4j.testkit.LayerRun.FixedPass;
import org.assertj.core.data.Offset;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every layer of a plugin must do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class LayerContract {
  private static final int ROWS = 7;
  private static final float DISTANCE = 1f / 64;

  /** For subclasses. */
  protected LayerContract() {}

  /** Returns the plugin that adds the layers. */
  protected abstract AutoencoderPlugin plugin();

  /** Returns layers to test: each kind at least once, with arguments that matter. */
  protected abstract Stream<LayerExample> layers();

  /** The text form reads back as the same description. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  public void readsBackWhatItWrites(LayerExample example) {
    LayerSpec spec = spec(example.text());

    Texts.assertReadsBack(spec, this::spec);
    assertThat(spec(spec.toString()))
        .as("the description read back; let it be a record, or give it equals")
        .isEqualTo(spec);
  }

  /** An argument that nobody asked for is refused, the nearest known one named. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  public void refusesUnknownArguments(LayerExample example) {
    String id = Expression.parse(example.text()).name();

    Texts.assertRefusesUnknown(example.text(), registry().layer(id).usage(), this::spec);
  }

  /** Description, layer and mirror agree on the shapes. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  public void keepsItsShapes(LayerExample example) {
    LayerSpec spec = spec(example.text());
    Shape output = spec.outputShape(example.input());
    Layer layer = build(example, 1);

    assertThat(layer.inputShape()).as("input shape of the layer").isEqualTo(example.input());
    assertThat(layer.outputShape()).as("output shape of the layer").isEqualTo(output);
    spec.mirror(example.input())
        .ifPresent(
            mirror ->
                assertThat(mirror.outputShape(output))
                    .as("shape that the mirror %s restores", mirror)
                    .isEqualTo(example.input()));
  }

  /** The gradients by the input and by each parameter are those of central differences. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  public void gradientsMatchDifferences(LayerExample example) {
    Layer layer = build(example, 2);
    FMatrixRMaj in = in(example, 3);
    FMatrixRMaj weights = out(layer, 4);
    LayerRun run = run(layer, in, 1);
    run.forward();
    float[] gradIn = run.backward(weights).data;
    float[][] gradients = gradients(layer, run);

    Differences.check(
        "input", in.data, gradIn, DISTANCE, 32, () -> dot(run(layer, in, 1).forward(), weights));
    for (int p = 0; p < gradients.length; p++) {
      Parameter parameter = layer.parameters().get(p);
      int index = p;
      Differences.check(
          parameter.name(),
          parameter.values(),
          gradients[p],
          DISTANCE,
          32,
          () -> {
            layer.parameterChanged(index, 0, parameter.size());
            return dot(run(layer, in, 1).forward(), weights);
          });
      layer.parameterChanged(p, 0, parameter.size());
    }
  }

  /** Rows and weights split among 2 or 5 threads give the same bits as all at once. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  public void threadsDoNotChangeABit(LayerExample example) {
    for (FixedPass pass : new FixedPass[] {FixedPass.TRAINING, FixedPass.EVALUATION}) {
      Layer layer = build(example, 5);
      FMatrixRMaj in = in(example, 6);
      FMatrixRMaj gradient = out(layer, 7);
      LayerRun whole = new LayerRun(layer, in, pass, 1);
      float[] out = whole.forward().data;
      float[] gradIn = pass.training() ? whole.backward(gradient).data : new float[0];
      float[][] gradients = pass.training() ? gradients(layer, whole) : new float[0][];
      for (int threads : new int[] {2, 5}) {
        Layer same = build(example, 5);
        LayerRun parts = new LayerRun(same, in, pass, threads);
        String where = " " + pass + ", " + threads + " threads";
        Bits.assertSame("output" + where, parts.forward().data, out);
        if (pass.training()) {
          Bits.assertSame("gradient by input" + where, parts.backward(gradient).data, gradIn);
        }
        for (int p = 0; p < gradients.length; p++) {
          String name = layer.parameters().get(p).name();
          Bits.assertSame("gradient by " + name + where, parts.gradient(p), gradients[p]);
        }
      }
    }
  }

  /** Outside of training a batch is its rows, bit for bit. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  public void aBatchIsItsRows(LayerExample example) {
    Layer layer = build(example, 8);
    FMatrixRMaj in = in(example, 9);
    FMatrixRMaj out = new LayerRun(layer, in, FixedPass.EVALUATION, 1).forward();

    for (int row = 0; row < ROWS; row++) {
      FMatrixRMaj alone = Values.row(in, row);
      Bits.assertSame(
          "row " + row + " alone",
          new LayerRun(layer, alone, FixedPass.EVALUATION, 1).forward().data,
          Values.floats(out, row));
    }
  }

  /** The input is only read. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  public void leavesItsInputAlone(LayerExample example) {
    Layer layer = build(example, 10);
    FMatrixRMaj in = in(example, 11);
    LayerRun run = run(layer, in, 1);
    run.forward();
    run.backward(out(layer, 12));
    gradients(layer, run);

    Bits.assertSame("input after a pass", in.data, in(example, 11).data);
  }

  /** What a pass left in the buffers does not show in the next one. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  public void forgetsThePassBefore(LayerExample example) {
    Layer layer = build(example, 10);
    FMatrixRMaj in = in(example, 11);
    FMatrixRMaj gradient = out(layer, 12);
    LayerRun first = run(layer, in(example, 11), 1);
    float[] out = first.forward().data;
    float[] gradIn = first.backward(gradient).data;
    float[][] gradients = gradients(layer, first);

    LayerRun second = run(layer, in, 1);
    in.setTo(in(example, 13));
    second.forward();
    second.backward(out(layer, 14));
    gradients(layer, second);
    in.setTo(in(example, 11));

    Bits.assertSame("output of a second pass", second.forward().data, out);
    Bits.assertSame("gradient by input, second pass", second.backward(gradient).data, gradIn);
    for (int p = 0; p < gradients.length; p++) {
      String name = layer.parameters().get(p).name();
      Bits.assertSame("gradient by " + name + ", second pass", second.gradient(p), gradients[p]);
    }
  }

  /** A parameter's gradient is added to what is there if the engine says so. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  public void addsToAGradientWhenTold(LayerExample example) {
    Layer layer = build(example, 13);
    LayerRun run = run(layer, in(example, 14), 1);
    run.forward();
    run.backward(out(layer, 15));
    for (int p = 0; p < layer.parameters().size(); p++) {
      float[] alone = run.gradient(p);
      float[] added = run.addTo(p, Values.filled(alone.length, 8f), true);
      for (int i = 0; i < alone.length; i++) {
        assertThat((double) added[i])
            .as("8 plus the gradient by %s[%d]", layer.parameters().get(p).name(), i)
            .isCloseTo(8.0 + alone[i], Offset.offset(1e-4 * (8 + Math.abs(alone[i]))));
      }
    }
  }

  /** What was derived from weights follows them when they change, part by part. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  public void noticesThatWeightsChanged(LayerExample example) {
    Layer layer = build(example, 16);
    Layer expected = build(example, 17);
    FMatrixRMaj in = in(example, 18);
    FMatrixRMaj gradient = out(layer, 19);
    run(layer, in, 1).forward();
    for (int p = 0; p < layer.parameters().size(); p++) {
      Parameter parameter = layer.parameters().get(p);
      int index = p;
      System.arraycopy(
          expected.parameters().get(p).values(), 0, parameter.values(), 0, parameter.size());
      Parallel.split(
          parameter.size(),
          layer.parameterGrain(p),
          3,
          (from, to) -> layer.parameterChanged(index, from, to));
    }
    LayerRun changed = run(layer, in, 1);
    LayerRun fresh = run(expected, in, 1);

    Bits.assertSame("output", changed.forward().data, fresh.forward().data);
    Bits.assertSame(
        "gradient by input", changed.backward(gradient).data, fresh.backward(gradient).data);
  }

  /** NaN in a row comes out of that row, where the engine finds it, and of no other. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  public void letsNanThrough(LayerExample example) {
    Layer layer = build(example, 20);
    FMatrixRMaj in = in(example, 21);
    float[] clean = new LayerRun(layer, in, FixedPass.EVALUATION, 1).forward().data.clone();
    Arrays.fill(in.data, in.numCols, 2 * in.numCols, Float.NaN);
    FMatrixRMaj out = new LayerRun(layer, in, FixedPass.EVALUATION, 1).forward();
    int columns = out.numCols;

    assertThat(Values.floats(out, 1)).as("output of a row of NaN").contains(Float.NaN);
    Bits.assertSame("row before it", out.data, clean, 0, columns);
    Bits.assertSame("rows after it", out.data, clean, 2 * columns, ROWS * columns);
  }

  private Registry registry() {
    return PluginLoader.of(plugin());
  }

  private LayerSpec spec(String text) {
    var specs = registry().parseLayers(text);
    assertThat(specs).as("layers that '%s' stands for", text).hasSize(1);
    return specs.get(0);
  }

  private Layer build(LayerExample example, long seed) {
    return spec(example.text()).build(example.input(), new SpreadWeights(seed));
  }

  private static LayerRun run(Layer layer, FMatrixRMaj in, int threads) {
    return new LayerRun(layer, in, FixedPass.TRAINING, threads);
  }

  private static FMatrixRMaj in(LayerExample example, long seed) {
    return Values.normal(ROWS, example.input().size(), seed);
  }

  private static FMatrixRMaj out(Layer layer, long seed) {
    return Values.normal(ROWS, layer.outputShape().size(), seed);
  }

  private static float[][] gradients(Layer layer, LayerRun run) {
    float[][] gradients = new float[layer.parameters().size()][];
    for (int p = 0; p < gradients.length; p++) {
      gradients[p] = run.gradient(p);
    }
    return gradients;
  }

  private static double dot(FMatrixRMaj x, FMatrixRMaj y) {
    double sum = 0;
    for (int i = 0; i < x.getNumElements(); i++) {
      sum += (double) x.data[i] * y.data[i];
    }
    return sum;
  }
}
