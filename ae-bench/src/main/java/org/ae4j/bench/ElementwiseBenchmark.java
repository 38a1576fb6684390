package org.ae4j.bench;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.ae4j.api.kernels.Activation;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.api.kernels.LossFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures what a step does besides products, on a single thread; the times are of one call. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@State(Scope.Benchmark)
public class ElementwiseBenchmark {

  /** The kernels' id. */
  @Param({"vector", "reference"})
  public String kernels = "";

  /** Elements of a call: an image, a batch of images. */
  @Param({"784", "100352"})
  public int length;

  private Kernels implementation = NamedKernels.load("reference");
  private byte[] bytes = {};
  private float[] x = {};
  private float[] target = {};
  private float[] y = {};
  private float[] m = {};
  private float[] v = {};

  /** Fills the arrays. */
  @Setup
  public void prepare() {
    implementation = NamedKernels.load(kernels);
    SplittableRandom random = new SplittableRandom(1);
    bytes = new byte[length];
    random.nextBytes(bytes);
    x = NamedKernels.uniform(random, length);
    target = new float[length];
    implementation.fromBytes(length, bytes, 0, 1 / 255f, 0, target, 0);
    y = new float[length];
    m = new float[length];
    v = new float[length];
  }

  /** Bytes to floats in [0, 1]. */
  @Benchmark
  public float[] fromBytes() {
    implementation.fromBytes(length, bytes, 0, 1 / 255f, 0, y, 0);
    return y;
  }

  /** max(x, 0). */
  @Benchmark
  public float[] relu() {
    implementation.activate(Activation.RELU, 0, length, x, 0, y, 0);
    return y;
  }

  /** 1 / (1 + exp(-x)). */
  @Benchmark
  public float[] sigmoid() {
    implementation.activate(Activation.SIGMOID, 0, length, x, 0, y, 0);
    return y;
  }

  /** The sigmoid's derivative, from its output. */
  @Benchmark
  public float[] sigmoidBackward() {
    implementation.activateBackward(Activation.SIGMOID, 0, length, target, 0, x, 0, y, 0);
    return y;
  }

  /** Squared error and its gradient. */
  @Benchmark
  public double squaredError() {
    return implementation.loss(LossFunction.SQUARED_ERROR, 0, length, x, 0, target, 0, 1, y, 0);
  }

  /** Binary cross-entropy from logits and its gradient. */
  @Benchmark
  public double sigmoidCrossEntropy() {
    return implementation.loss(
        LossFunction.SIGMOID_CROSS_ENTROPY, 0, length, x, 0, target, 0, 1, y, 0);
  }

  /** An update by Adam. */
  @Benchmark
  public float[] adam() {
    implementation.adam(y, x, 0, m, v, 0, length, 1e-3f, 0.9f, 0.999f, 1, 1, 1e-8f, 0);
    return y;
  }
}
