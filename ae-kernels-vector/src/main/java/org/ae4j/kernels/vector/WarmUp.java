package org.ae4j.kernels.vector;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.ae4j.api.kernels.Activation;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.api.kernels.LossFunction;

/**
 * Runs the loops that most trainings need on small operands, once a process.
 *
 * <p>Until the optimizing compiler has taken up a loop of vectors, each of its operations is a call
 * that makes an object, hundreds of times slower. By itself the compiler takes up the thousands of
 * small methods of the Vector API first, which are never called again once the loops are compiled.
 * It turns to the loops at once where the JVM is told so by {@code
 * -XX:CompileCommand=CompileThresholdScaling,org.ae4j.kernels.vector.*::*,0.03}; then some hundred
 * calls are enough.
 *
 * <p>Products and the rest run in a thread each: where callers wait for the compiler, as the {@code
 * ae} command has it, two of its threads are busy then. On JDK 17 that brings nothing, and there
 * what is compiled hangs on the moment, so that all run in one.
 */
final class WarmUp {
  private static final int CALLS = 150;
  private static final int DEPTH = 8;
  private static final int LENGTH = 4 * VectorMath.L;

  /** Two panels and a part of one, so that tiles end inside and outside of a matrix. */
  private static final int WIDTH = Math.max(Tiling.PACK_A, 2 * Tiling.COLUMNS) + Tiling.COLUMNS / 2;

  /**
   * Rows that fall into tiles in each of the ways that there are. A way that is new to a compiled
   * loop throws it away, to be compiled again.
   */
  private static final int[] ROWS = {
    TallTiles.TALL + TallTiles.REST,
    2 * TallTiles.TALL,
    TallTiles.TALL + TallTiles.SHORT,
    TallTiles.TALL + TallTiles.SHORT / 2,
    Tiling.ROWS
  };

  private static boolean done;

  private final Kernels kernels;
  private final float[] x = new float[ROWS[0] * WIDTH];
  private final float[] y = new float[x.length];
  private final float[] z = new float[x.length];
  private final float[] packed = new float[VectorGemm.packedLength(DEPTH, WIDTH)];
  private final byte[] bytes = new byte[LENGTH];

  private WarmUp(Kernels kernels) {
    this.kernels = kernels;
  }

  static synchronized void run(Kernels kernels) {
    if (done) {
      return;
    }
    Runnable elements = () -> repeat(new WarmUp(kernels)::elements);
    Runnable products = () -> repeat(new WarmUp(kernels)::products);
    if (Runtime.version().feature() < 25) {
      elements.run();
      products.run();
      done = true;
      return;
    }
    initialize();
    Thread other = new Thread(elements, "ae-warm-up-elements");
    other.setDaemon(true);
    other.start();
    products.run();
    try {
      other.join();
      done = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Initializes the vectors' classes in one thread. They refer to each other, each to a superclass
   * and that to them, so that two threads which began with different ones would wait for each other
   * for ever.
   */
  private static void initialize() {
    FloatVector.zero(FloatVector.SPECIES_PREFERRED);
    IntVector.zero(IntVector.SPECIES_PREFERRED);
    DoubleVector.zero(DoubleVector.SPECIES_PREFERRED);
    ByteVector.zero(ByteVector.SPECIES_PREFERRED);
  }

  private static void repeat(Runnable calls) {
    for (int i = 0; i < CALLS; i++) {
      calls.run();
    }
  }

  private void products() {
    products(Tiling.ROWS, Tiling.COLUMNS);
    for (int rows : ROWS) {
      products(rows, WIDTH);
    }
  }

  private void products(int rows, int width) {
    Activation f = rows == Tiling.ROWS ? Activation.RELU : Activation.SIGMOID;
    kernels.multiplyPacked(rows, width, DEPTH, x, 0, DEPTH, packed, null, f, 0, y, 0, WIDTH);
    kernels.multiplyTransposedPacked(rows, width, DEPTH, x, 0, rows, packed, y, 0, WIDTH, false);
  }

  private void elements() {
    kernels.fromBytes(LENGTH, bytes, 0, 1, 0, x, 0);
    kernels.activate(Activation.SIGMOID, 0, LENGTH, x, 0, y, 0);
    kernels.activateBackward(Activation.RELU, 0, LENGTH, x, 0, z, 0, y, 0);
    kernels.activateBackward(Activation.SIGMOID, 0, LENGTH, x, 0, z, 0, y, 0);
    kernels.loss(LossFunction.SQUARED_ERROR, 0, LENGTH, x, 0, z, 0, 1, y, 0);
    kernels.columnSums(4, LENGTH, x, 0, LENGTH, y, 0, false);
    kernels.adam(x, packed, 0, y, z, 0, LENGTH, 0.001f, 0.9f, 0.999f, 1, 1, 1e-7f, 0);
    kernels.adam(x, packed, 0, y, z, 0, 1, 0.001f, 0.9f, 0.999f, 1, 1, 1e-7f, 0);
  }
}
