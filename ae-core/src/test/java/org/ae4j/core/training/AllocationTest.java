package org.ae4j.core.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.Arrays;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.ByteRowDataset;
import org.ae4j.api.Callback;
import org.ae4j.api.Dataset;
import org.ae4j.api.RandomStream;
import org.ae4j.api.Shape;
import org.ae4j.api.TrainingConfig;
import org.ae4j.api.TrainingRun;
import org.ae4j.core.TestVariant;
import org.ae4j.core.data.ByteArrayDataset;
import org.ae4j.core.data.IdxReader;
import org.ae4j.core.data.MappedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps allocate nothing once the compiler has done its work. */
class AllocationTest {
  private static final long MOST_NANOS = 30_000_000_000L;
  private static final int WINDOW = 200;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dense(12) relu dense(5)        | mse   | false | adam          | constant          | 0
          dense(12) gelu dense(5)        | mse   | true  | momentum(0.9) | plateau           | 0.1
          dense(12) elu dense(5) softmax | huber | false | rmsprop       | one_cycle         | 0
          dense(12) batchnorm relu       | bce   | false | adamw         | cosine            | 0
          dense(12) dropout(0.2) relu    | bce   | false | adagrad       | exponential(0.9)  | 0
          dense(12) layernorm relu       | bce   | false | sgd           | warmup(90)+cosine | 0
          """)
  void aStepAllocatesNothing(
      String encoder,
      String loss,
      boolean tied,
      String optimizer,
      String schedule,
      double clipNorm) {
    AutoencoderConfig config =
        TestVariant.config(20, encoder)
            .loss(loss)
            .scaling("unit")
            .option("tied", Boolean.toString(tied))
            .build();
    TrainingConfig training =
        TrainingConfig.builder()
            .epochs(1_000_000)
            .batchSize(8)
            .optimizer(optimizer)
            .schedule(schedule)
            .clipNorm(clipNorm)
            .build();

    assertThat(least(config, training, 1)).containsExactly(0);
  }

  /** With more threads than processors nobody spins for one that cannot run. */
  @Test
  void workersAllocateNothing() {
    AutoencoderConfig config = TestVariant.config(20, "dense(12) relu dense(5)").build();
    TrainingConfig training = TrainingConfig.builder().epochs(1_000_000).batchSize(8).build();
    int threads = Runtime.getRuntime().availableProcessors() + 1;

    assertThat(least(config, training, threads)).containsOnly(0).hasSize(threads);
  }

  /** Rows of a mapped file take a way of their own into a batch; this one is all holes. */
  @Test
  void rowsOfAMappedFileAllocateNothing(
      @TempDir(factory = MappedFolder.class, cleanup = CleanupMode.NEVER) Path folder)
      throws IOException {
    int rows = 4_000_000;
    Path file = folder.resolve("zeros.idx");
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.writeInt(0x0802);
      out.writeInt(rows);
      out.writeInt(20);
      out.setLength(12 + 20L * rows);
    }
    AutoencoderConfig config = TestVariant.config(20, "dense(12) relu dense(5)").build();
    TrainingConfig training = TrainingConfig.builder().epochs(1_000_000).batchSize(8).build();
    Dataset zeros = IdxReader.read("zeros", file);

    assertThat(zeros).isInstanceOf(ByteRowDataset.class);
    assertThat(least(config, training, 1, zeros)).containsExactly(0);
  }

  /** Returns, for each thread, the least median of bytes a step. */
  private static long[] least(AutoencoderConfig config, TrainingConfig training, int threads) {
    return least(config, training, threads, bytes());
  }

  private static long[] least(
      AutoencoderConfig config, TrainingConfig training, int threads, Dataset rows) {
    Watch watch = new Watch(threads);
    TestVariant.engine(threads).prepare(config, training, rows).callback(watch).run();
    return watch.least;
  }

  /** Bytes take another way into a batch than floats; the last batch of an epoch is smaller. */
  private static Dataset bytes() {
    byte[] values = new byte[20 * 2001];
    RandomStream random = RandomStream.of(1);
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) random.bits(i);
    }
    return new ByteArrayDataset("noise", Shape.features(20), values);
  }

  /** Reads what threads have allocated before and after its own work, and ends the run. */
  private static final class Watch implements Callback {
    private final long[] threads;
    private final long[] last;
    private final long[][] window;
    private final long[] least;
    private long began;
    private int steps;

    Watch(int count) {
      threads = new long[count];
      last = new long[count];
      window = new long[count][WINDOW];
      least = new long[count];
      Arrays.fill(least, Long.MAX_VALUE);
    }

    @Override
    public void onStart(TrainingRun run) {
      began = System.nanoTime();
      threads[0] = Thread.currentThread().getId();
      Thread[] all = new Thread[Thread.activeCount() + 100];
      Thread.enumerate(all);
      long[] workers =
          Arrays.stream(all)
              .filter(thread -> thread != null && thread.getName().equals("ae4j-worker"))
              .mapToLong(Thread::getId)
              .sorted()
              .toArray();
      // Those of runs before, which may not have ended yet, have lower ids.
      System.arraycopy(
          workers, workers.length - threads.length + 1, threads, 1, threads.length - 1);
    }

    @Override
    public void onStep(TrainingRun run, int step, int stepsInEpoch) {
      int at = steps++ % WINDOW;
      for (int t = 0; t < threads.length; t++) {
        window[t][at] = Allocated.bytes(threads[t]) - last[t];
      }
      if (at == WINDOW - 1) {
        for (int t = 0; t < threads.length; t++) {
          Arrays.sort(window[t]);
          least[t] = Math.min(least[t], window[t][WINDOW / 2]);
        }
        if (Arrays.stream(least).sum() == 0 || System.nanoTime() - began > MOST_NANOS) {
          run.cancel();
        }
      }
      for (int t = 0; t < threads.length; t++) {
        last[t] = Allocated.bytes(threads[t]);
      }
    }
  }

  /** The JDK's count of allocated bytes, in a module that the engine does not read. */
  private static final class Allocated {
    private static final MethodHandle BYTES = bytes();

    private Allocated() {}

    static long bytes(long thread) {
      try {
        return (long) BYTES.invokeExact(thread);
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }

    private static MethodHandle bytes() {
      try {
        Object bean =
            Class.forName("java.lang.management.ManagementFactory")
                .getMethod("getThreadMXBean")
                .invoke(null);
        return MethodHandles.publicLookup()
            .findVirtual(
                Class.forName("com.sun.management.ThreadMXBean"),
                "getThreadAllocatedBytes",
                MethodType.methodType(long.class, long.class))
            .bindTo(bean);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
