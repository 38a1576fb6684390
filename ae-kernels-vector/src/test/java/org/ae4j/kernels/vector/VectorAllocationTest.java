package org.ae4j.kernels.vector;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ae4j.api.kernels.Activation;
import org.ae4j.api.kernels.LossFunction;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Compiled loops must keep their vectors in registers: a vector on the heap costs more than its
 * sum.
 */
class VectorAllocationTest {

  private static final int LENGTH = 4001;
  private static final int CALLS = 200;

  /** Far less than a vector for each step, far more than what the compiler's last changes leave. */
  private static final long BYTES_PER_CALL = 200;

  private final VectorKernels kernels = new VectorKernels();
  private final float[] x = filled(0.7f);
  private final float[] y = filled(0.3f);
  private final float[] z = filled(0.1f);
  private final float[] w = filled(0.2f);
  private final byte[] bytes = new byte[LENGTH];

  @TestFactory
  Stream<DynamicTest> activations() {
    return Arrays.stream(Activation.values())
        .flatMap(
            f ->
                Stream.of(
                    test(f + "", () -> kernels.activate(f, 0.5f, LENGTH, x, 0, y, 0)),
                    test(
                        f + "'",
                        () -> kernels.activateBackward(f, 0.5f, LENGTH, x, 0, z, 0, y, 0))));
  }

  @TestFactory
  Stream<DynamicTest> losses() {
    return Arrays.stream(LossFunction.values())
        .map(f -> test(f + "", () -> kernels.loss(f, 0.5f, LENGTH, x, 0, z, 0, 1f, y, 0)));
  }

  @TestFactory
  Stream<DynamicTest> others() {
    return Stream.of(
        test("softmax", () -> kernels.softmax(LENGTH, x, 0, y, 0)),
        test("sgd", () -> kernels.sgd(y, x, 0, 0, LENGTH, 1e-9f, 0f)),
        test("momentum", () -> kernels.momentum(y, x, 0, z, 0, LENGTH, 1e-9f, 0.9f, false, 0f)),
        test("nesterov", () -> kernels.momentum(y, x, 0, z, 0, LENGTH, 1e-9f, 0.9f, true, 0f)),
        test("rmsprop", () -> kernels.rmsprop(y, x, 0, w, 0, LENGTH, 1e-9f, 0.9f, 1e-7f, 0f)),
        test("adagrad", () -> kernels.adagrad(y, x, 0, w, 0, LENGTH, 1e-9f, 1e-7f, 0f)),
        test(
            "adam",
            () -> kernels.adam(y, x, 0, z, w, 0, LENGTH, 1e-9f, 0.9f, 0.99f, 2f, 2f, 1e-7f, 0f)),
        test("columnSums", () -> kernels.columnSums(6, 600, x, 0, 600, y, 0, false)),
        test("sumOfSquares", () -> kernels.sumOfSquares(x, 0, LENGTH)),
        test("addScaled", () -> kernels.addScaled(LENGTH, 1e-9f, x, 0, y, 0)),
        test("fromBytes", () -> kernels.fromBytes(LENGTH, bytes, 0, 2f, 1f, y, 0)));
  }

  @TestFactory
  Stream<DynamicTest> blocksOfRows() {
    VectorLanes lanes = new VectorLanes();
    int l = lanes.lanes();
    int[] at = IntStream.range(0, 40).map(k -> k * l).toArray();
    int[][] pairs = {IntStream.range(0, 80).map(k -> k / 2 * l).toArray()};
    int[][] taps = {IntStream.range(0, 80).map(k -> k % 2 == 0 ? k / 2 * l : k).toArray()};
    return Stream.of(
        test("interleave", () -> lanes.interleave(0, l, at, x, 0, 40, y, 0)),
        test("sumTaps", () -> lanes.sumTaps(5, 40, pairs, taps, x, 0, w, null, y, 0)),
        test(
            "sumTapsToRows",
            () -> lanes.sumTapsToRows(5, 40, pairs, taps, x, 0, w, null, 0, l, y, 0, 200)),
        test(
            "sumPositions",
            () ->
                lanes.sumPositions(pairs, 40, at, 0, 40, 10, l, 2, x, 0, l, z, 0, l, y, 0, false)));
  }

  private static DynamicTest test(String name, Runnable call) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          long best = Long.MAX_VALUE;
          for (int i = 0; i < 200 && best > CALLS * BYTES_PER_CALL; i++) {
            best = Math.min(best, allocated(call));
            Thread.sleep(i / 20); // the JIT compiler works beside, and may wait for a processor
          }
          assertThat(best / CALLS)
              .as("bytes per call of %s", name)
              .isLessThanOrEqualTo(BYTES_PER_CALL);
        });
  }

  private static long allocated(Runnable call) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(id);
    for (int i = 0; i < CALLS; i++) {
      call.run();
    }
    return threads.getThreadAllocatedBytes(id) - before;
  }

  private static float[] filled(float value) {
    float[] a = new float[LENGTH];
    Arrays.fill(a, value);
    return a;
  }
}
