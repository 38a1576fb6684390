package org.ae4j.kernels.vector;

import static org.ae4j.kernels.vector.Ranges.assertSameBits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ae4j.api.kernels.Activation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorGemmTest {

  private final SplittableRandom random = new SplittableRandom(17);

  @Test
  void productsOfAnyShapeAreExactToTheRoundingOfTheirDepth() {
    for (int round = 0; round < 1500; round++) {
      check(size(70), size(70), size(70));
    }
  }

  @Test
  void productsAroundTheSizesOfTilesAndBlocks() {
    int[] rows = {1, Tiling.ROWS - 1, Tiling.ROWS, Tiling.ROW_PANEL + 1, Tiling.PACK_B};
    int half = Tiling.PACK_A + Tiling.LANES;
    int[] columns = {
      Tiling.LANES - 1, Tiling.COLUMNS, Tiling.COLUMNS + 1, half - 1, half, half + 1
    };
    int[] depths = {0, 1, Transposition.COLUMNS + 1, Tiling.DEPTH, Tiling.DEPTH + 1};
    for (int m : rows) {
      for (int n : columns) {
        for (int k : depths) {
          check(m, n, k);
        }
      }
    }
    check(130, 517, 391);
    check(Tiling.ROW_BLOCK + 3, Tiling.COLUMN_BLOCK + 5, 33);
    check(3, 2 * Tiling.COLUMN_BLOCK, 2 * Tiling.DEPTH + 1);
  }

  @Test
  void bitsDoNotDependOnHowRowsAndColumnsAreSplit() {
    for (int round = 0; round < 300; round++) {
      Product whole = product(1 + size(90), 1 + size(90), size(500));
      Product split = whole.copy();
      whole.gemm(0, whole.m, 0, whole.n);
      int row = random.nextInt(whole.m + 1);
      int column = random.nextInt(whole.n + 1);
      split.gemm(0, row, 0, column);
      split.gemm(row, whole.m, 0, column);
      split.gemm(0, whole.m, column, whole.n);
      assertSameBits(split.c, whole.c, whole.toString());
    }
  }

  @Test
  void packedProductsHaveTheBitsOfPlainOnesAlsoRowByRow() {
    for (int round = 0; round < 500; round++) {
      boolean biased = random.nextBoolean();
      int depth = size(round % 10 == 0 ? 900 : 70);
      // a product that accumulates onto the bias is one that starts from it
      Product plain = new Product(size(40), size(90), depth, false, random.nextBoolean(), biased);
      Product packed = plain.copy();
      float[] bias = biased ? gaussian(plain.n) : null;
      if (bias != null) {
        for (int i = 0; i < plain.m; i++) {
          System.arraycopy(bias, 0, plain.c, plain.cOffset + i * plain.ldc, plain.n);
        }
      }
      plain.gemm(0, plain.m, 0, plain.n);
      float[] panels = packed.pack(0);
      packed.multiplyPacked(0, plain.m, panels, bias, Activation.LINEAR);
      assertSameBits(packed.c, plain.c, plain.toString());
      for (int i = 0; i < plain.m; i++) {
        packed.multiplyPacked(i, i + 1, panels, bias, Activation.LINEAR);
      }
      assertSameBits(packed.c, plain.c, plain.toString());
      packed.multiplyPacked(0, plain.m, panels, bias, Activation.RELU);
      for (int i = 0; i < plain.m; i++) {
        for (int j = 0; j < plain.n; j++) {
          int at = plain.cOffset + i * plain.ldc + j;
          plain.c[at] = Math.max(0f, plain.c[at]);
        }
      }
      assertSameBits(packed.c, plain.c, plain + " relu");
    }
  }

  /** Of a wide result few rows are computed at once. */
  @ParameterizedTest
  @CsvSource({"150, 2100, 600", "300, 800, 40", "600, 16, 30", "530, 272, 520"})
  void packedProductsOfManyRowsHaveTheBitsOfPlainOnes(int m, int n, int k) {
    Product plain = new Product(m, n, k, false, false, false);
    Product packed = plain.copy();
    plain.gemm(0, m, 0, n);
    packed.multiplyPacked(0, m, packed.pack(0), null, Activation.LINEAR);
    assertSameBits(packed.c, plain.c, plain.toString());
  }

  @Test
  void panelsRefreshedByRangesEqualThosePackedInOneGo() {
    for (int round = 0; round < 500; round++) {
      Product p = product(1, size(100), size(100));
      float[] expected = p.pack(0);
      assertThat(expected).hasSize(VectorGemm.packedLength(p.k, p.n));
      assertSameBits(p.pack(1 + random.nextInt(20)), expected, p.toString());
    }
  }

  @Test
  void severalThreadsGetTheSameBits() throws Exception {
    Product expected = product(97, 130, 450);
    Product start = expected.copy();
    expected.gemm(0, 97, 0, 130);
    ExecutorService executor = Executors.newFixedThreadPool(4);
    try {
      List<Callable<float[]>> tasks = new ArrayList<>();
      for (int task = 0; task < 40; task++) {
        Product product = start.copy();
        tasks.add(
            () -> {
              product.gemm(0, 97, 0, 130);
              return product.c;
            });
      }
      for (Future<float[]> result : executor.invokeAll(tasks)) {
        assertSameBits(result.get(), expected.c, expected.toString());
      }
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void nothingIsAllocatedOnceCompiled() throws Exception {
    List<Runnable> calls = new ArrayList<>();
    for (int m : new int[] {1, 5, 40}) {
      for (int n : new int[] {20, 300}) {
        for (int transpositions = 0; transpositions < 4; transpositions++) {
          Product any = new Product(m, n, 90, transpositions % 2 == 1, transpositions > 1, true);
          Product plain = new Product(m, n, 90, false, false, false);
          float[] panels = any.pack(0);
          float[] bias = gaussian(n);
          calls.add(() -> any.gemm(0, m, 0, n));
          calls.add(() -> any.pack(0, any.transposeB ? any.n : any.k, panels));
          calls.add(() -> plain.multiplyPacked(0, m, panels, bias, Activation.RELU));
        }
      }
    }
    // what is not yet compiled allocates, so repeat until a round allocates no more than the
    // counter's own call
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    long allocated = Long.MAX_VALUE;
    while (allocated >= 4096 && System.nanoTime() < deadline) {
      long before = allocatedBytes();
      for (int i = 0; i < 50; i++) {
        for (Runnable call : calls) {
          call.run();
        }
      }
      allocated = allocatedBytes() - before;
    }
    assertThat(allocated).as("bytes in %s calls", 50 * calls.size()).isLessThan(4096);
  }

  /** Reads a counter of a module that this one does not require, hence the detour. */
  private static long allocatedBytes() throws Exception {
    Object threads =
        Class.forName("java.lang.management.ManagementFactory")
            .getMethod("getThreadMXBean")
            .invoke(null);
    Object bytes =
        Class.forName("com.sun.management.ThreadMXBean")
            .getMethod("getCurrentThreadAllocatedBytes")
            .invoke(threads);
    return (Long) bytes;
  }

  private void check(int m, int n, int k) {
    Product p = product(m, n, k);
    float[] before = p.c.clone();
    p.gemm(0, m, 0, n);
    double tolerance = (k + 1) * (double) Math.ulp(1f);
    for (int i = 0; i < p.m; i++) {
      for (int j = 0; j < p.n; j++) {
        int at = p.cOffset + i * p.ldc + j;
        double sum = p.accumulate ? before[at] : 0;
        double magnitude = Math.abs(sum);
        for (int l = 0; l < p.k; l++) {
          double term = (double) p.a(i, l) * p.b(l, j);
          sum += term;
          magnitude += Math.abs(term);
        }
        double difference = Math.abs(p.c[at] - sum);
        if (!(difference <= tolerance * magnitude)) {
          assertThat((double) p.c[at])
              .as("%s, element %s, %s", p, i, j)
              .isCloseTo(sum, within(tolerance * magnitude));
        }
        before[at] = p.c[at];
      }
    }
    assertSameBits(p.c, before, p + ", what lies around C");
  }

  private int size(int max) {
    return random.nextInt(4) == 0 ? random.nextInt(4) : random.nextInt(max + 1);
  }

  private Product product(int m, int n, int k) {
    return new Product(m, n, k, random.nextBoolean(), random.nextBoolean(), random.nextBoolean());
  }

  private float[] gaussian(int length) {
    float[] x = new float[length];
    for (int i = 0; i < length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return x;
  }

  /** Operands at random offsets, with random gaps between rows. */
  private final class Product {
    final int m;
    final int n;
    final int k;
    final boolean transposeA;
    final boolean transposeB;
    final boolean accumulate;
    final int aOffset;
    final int bOffset;
    final int cOffset;
    final int lda;
    final int ldb;
    final int ldc;
    final float[] a;
    final float[] b;
    final float[] c;

    Product(int m, int n, int k, boolean transposeA, boolean transposeB, boolean accumulate) {
      this.m = m;
      this.n = n;
      this.k = k;
      this.transposeA = transposeA;
      this.transposeB = transposeB;
      this.accumulate = accumulate;
      lda = (transposeA ? m : k) + random.nextInt(4);
      ldb = (transposeB ? k : n) + random.nextInt(4);
      ldc = n + random.nextInt(4);
      aOffset = random.nextInt(5);
      bOffset = random.nextInt(5);
      cOffset = random.nextInt(5);
      a = gaussian(length(aOffset, transposeA ? k : m, lda, transposeA ? m : k));
      b = gaussian(length(bOffset, transposeB ? n : k, ldb, transposeB ? k : n));
      c = gaussian(cOffset + m * ldc + 3);
    }

    private Product(Product other) {
      m = other.m;
      n = other.n;
      k = other.k;
      transposeA = other.transposeA;
      transposeB = other.transposeB;
      accumulate = other.accumulate;
      aOffset = other.aOffset;
      bOffset = other.bOffset;
      cOffset = other.cOffset;
      lda = other.lda;
      ldb = other.ldb;
      ldc = other.ldc;
      a = other.a;
      b = other.b;
      c = other.c.clone();
    }

    /** Returns the same product with a C of its own. */
    Product copy() {
      return new Product(this);
    }

    private static int length(int offset, int rows, int ld, int width) {
      return offset + Math.max(0, (rows - 1) * ld + width);
    }

    float a(int i, int l) {
      return a[aOffset + (transposeA ? l * lda + i : i * lda + l)];
    }

    float b(int l, int j) {
      return b[bOffset + (transposeB ? j * ldb + l : l * ldb + j)];
    }

    void gemm(int fromRow, int toRow, int fromColumn, int toColumn) {
      VectorGemm.gemm(
          transposeA,
          transposeB,
          toRow - fromRow,
          toColumn - fromColumn,
          k,
          a,
          aOffset + fromRow * (transposeA ? 1 : lda),
          lda,
          b,
          bOffset + fromColumn * (transposeB ? ldb : 1),
          ldb,
          c,
          cOffset + fromRow * ldc + fromColumn,
          ldc,
          accumulate);
    }

    /** Packs B, in steps of so many source rows in random order, or in one go if that is 0. */
    float[] pack(int step) {
      float[] packed = new float[VectorGemm.packedLength(k, n)];
      int rows = transposeB ? n : k;
      if (step == 0) {
        pack(0, rows, packed);
        return packed;
      }
      List<Integer> starts = new ArrayList<>();
      for (int from = 0; from < rows; from += step) {
        starts.add(random.nextInt(starts.size() + 1), from);
      }
      for (int from : starts) {
        pack(from, Math.min(from + step, rows), packed);
      }
      return packed;
    }

    void pack(int from, int to, float[] packed) {
      VectorGemm.pack(transposeB, k, n, b, bOffset, ldb, from, to, packed);
    }

    /** Multiplies rows of A, which is not transposed. */
    void multiplyPacked(
        int fromRow, int toRow, float[] packed, float @Nullable [] bias, Activation activation) {
      VectorGemm.multiplyPacked(
          toRow - fromRow,
          n,
          k,
          a,
          aOffset + fromRow * lda,
          lda,
          packed,
          bias,
          activation,
          0f,
          c,
          cOffset + fromRow * ldc,
          ldc);
    }

    @Override
    public String toString() {
      return "%d x %d x %d, transposed %s %s, accumulate %s"
          .formatted(m, n, k, transposeA, transposeB, accumulate);
    }
  }
}
