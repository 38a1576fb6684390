package org.ae4j.bench;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.ae4j.api.kernels.Activation;
import org.ae4j.api.kernels.Kernels;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.openjdk.jmh.annotations.AuxCounters;
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
import org.openjdk.jmh.infra.ThreadParams;

/**
 * Measures matrix products: squares, and the sizes of a small network at 64 rows a thread.
 *
 * <p>The counter {@code flops} counts two for each multiply-add; as the rates are per nanosecond,
 * it reads GFLOP/s, of all threads together. With {@code -t 2} each thread computes its half of C's
 * rows, so that the sum over threads is the speed of one product on two threads; compare with
 * {@code -t 1}. EJML's {@code mult} stands beside it. For example
 *
 * <pre>java -jar target/ae-bench-*.jar Gemm -t 2 -p kernels=vector</pre>
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class GemmBenchmark {

  /** The two matrices of a product, shared by all threads. */
  @State(Scope.Benchmark)
  public static class Product {

    /** The kernels' id. */
    @Param({"vector", "reference"})
    public String kernels = "";

    /** Rows x columns x depth. */
    @Param({
      "256x256x256",
      "1024x1024x1024",
      "2048x2048x2048",
      "128x128x784",
      "128x64x128",
      "128x32x64",
      "128x64x32",
      "128x128x64",
      "128x784x128",
      "784x128x128",
      "128x400x784",
      "128x20x400",
      "128x2000x500"
    })
    public String shape = "";

    Kernels implementation = NamedKernels.load("reference");
    int m;
    int n;
    int k;
    float[] a = {};
    float[] b = {};
    float[] packed = {};
    float[] bias = {};

    /** Fills the matrices and packs the right one. */
    @Setup
    public void prepare() {
      implementation = NamedKernels.load(kernels);
      List<String> sizes = Arrays.asList(shape.split("x", -1));
      m = Integer.parseInt(sizes.get(0));
      n = Integer.parseInt(sizes.get(1));
      k = Integer.parseInt(sizes.get(2));
      SplittableRandom random = new SplittableRandom(1);
      a = NamedKernels.uniform(random, m * k);
      b = NamedKernels.uniform(random, k * n);
      bias = NamedKernels.uniform(random, n);
      packed = new float[implementation.packedLength(k, n)];
      implementation.pack(false, k, n, b, 0, n, 0, k, packed);
    }
  }

  /** The rows of C that a thread computes, and the operations it did. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Share {

    /** Floating-point operations so far. */
    public long flops;

    int from;
    int rows;
    float[] c = {};
    FMatrixRMaj rowsOfA = new FMatrixRMaj();
    FMatrixRMaj wholeB = new FMatrixRMaj();
    FMatrixRMaj rowsOfC = new FMatrixRMaj();

    /** Takes this thread's part of the rows. */
    @Setup
    public void prepare(Product p, ThreadParams threads) {
      int index = threads.getThreadIndex();
      from = p.m * index / threads.getThreadCount();
      rows = p.m * (index + 1) / threads.getThreadCount() - from;
      c = new float[rows * p.n];
      rowsOfA = new FMatrixRMaj(rows, p.k);
      System.arraycopy(p.a, from * p.k, rowsOfA.data, 0, rows * p.k);
      wholeB = new FMatrixRMaj(p.k, p.n, true, p.b);
      rowsOfC = new FMatrixRMaj(rows, p.n);
    }

    float[] done(Product p, float[] result) {
      flops += 2L * rows * p.n * p.k;
      return result;
    }
  }

  /** C = A B, as {@code Kernels.gemm}. */
  @Benchmark
  public float[] plain(Product p, Share s) {
    int a0 = s.from * p.k;
    p.implementation.gemm(
        false, false, s.rows, p.n, p.k, p.a, a0, p.k, p.b, 0, p.n, s.c, 0, p.n, false);
    return s.done(p, s.c);
  }

  /** C = A' B with A stored as depth x rows, as for the gradient of weights. */
  @Benchmark
  public float[] leftTransposed(Product p, Share s) {
    p.implementation.gemm(
        true, false, s.rows, p.n, p.k, p.a, s.from, p.m, p.b, 0, p.n, s.c, 0, p.n, false);
    return s.done(p, s.c);
  }

  /** C = A B + bias with B packed beforehand, as in a dense layer. */
  @Benchmark
  public float[] packed(Product p, Share s) {
    int a0 = s.from * p.k;
    p.implementation.multiplyPacked(
        s.rows, p.n, p.k, p.a, a0, p.k, p.packed, p.bias, Activation.LINEAR, 0, s.c, 0, p.n);
    return s.done(p, s.c);
  }

  /** C = A B by EJML. */
  @Benchmark
  public float[] ejml(Product p, Share s) {
    CommonOps_FDRM.mult(s.rowsOfA, s.wholeB, s.rowsOfC);
    return s.done(p, s.rowsOfC.data);
  }
}
