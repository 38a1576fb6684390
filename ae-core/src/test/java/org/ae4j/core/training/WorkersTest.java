package org.ae4j.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void doesEachPartOnceARound(int count) {
    AtomicIntegerArray calls = new AtomicIntegerArray(count);
    try (Workers workers = new Workers(count)) {
      assertThat(workers.count()).isEqualTo(count);
      for (int round = 1; round <= 50; round++) {
        workers.run(
            (part, parts) -> {
              assertThat(parts).isEqualTo(count);
              calls.incrementAndGet(part);
            });
        for (int part = 0; part < count; part++) {
          assertThat(calls.get(part)).isEqualTo(round);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void rethrowsWhatAPartThrewAndGoesOn(int thrower) {
    try (Workers workers = new Workers(3)) {
      for (Throwable thrown : List.of(new IllegalStateException("a"), new AssertionError("b"))) {
        assertThatThrownBy(
                () ->
                    workers.run(
                        (part, parts) -> {
                          if (part == thrower) {
                            throwIt(thrown);
                          }
                        }))
            .isSameAs(thrown);
        Set<Integer> seen = ConcurrentHashMap.newKeySet();
        workers.run((part, parts) -> seen.add(part));
        assertThat(seen).containsExactlyInAnyOrder(0, 1, 2);
      }
    }
  }

  @Test
  void forgetsTheOtherFailuresOfARound() {
    try (Workers workers = new Workers(3)) {
      assertThatThrownBy(
              () ->
                  workers.run(
                      (part, parts) -> {
                        throw new IllegalStateException("part " + part);
                      }))
          .hasMessage("part 0");

      workers.run((part, parts) -> {});
    }
  }

  @Test
  void rethrowsUndeclaredExceptionsOfAnyWorker() {
    try (Workers workers = new Workers(2)) {
      for (int failing = 0; failing < 2; failing++) {
        int bad = failing;
        assertThatThrownBy(
                () ->
                    workers.run(
                        (part, parts) -> {
                          if (part == bad) {
                            WorkersTest.<RuntimeException>undeclared(new IOException("disk"));
                          }
                        }))
            .isInstanceOf(IllegalStateException.class)
            .hasRootCauseMessage("disk");
      }
      workers.run((part, parts) -> {});
    }
  }

  @Test
  void rethrowsWithOneWorker() {
    try (Workers workers = new Workers(1)) {
      assertThatThrownBy(
              () ->
                  workers.run(
                      (part, parts) -> {
                        throw new IllegalStateException("alone");
                      }))
          .hasMessage("alone");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void doesEachOfManyOrFewPartsOnce(int count) {
    try (Workers workers = new Workers(count)) {
      for (int parts : new int[] {0, 1, 2, 5, 64, 1000}) {
        AtomicIntegerArray calls = new AtomicIntegerArray(parts);
        for (int round = 1; round <= 200; round++) {
          workers.run((part, of) -> calls.incrementAndGet(part), parts);
          for (int part = 0; part < parts; part++) {
            assertThat(calls.get(part)).isEqualTo(round);
          }
        }
      }
    }
  }

  @Test
  void takesPartsOfWorkersThatAreBehind() throws InterruptedException {
    CountDownLatch others = new CountDownLatch(15);
    try (Workers workers = new Workers(2)) {
      workers.run(
          (part, parts) -> {
            if (part == 0) {
              await(others); // seven of the others are this worker's own
            } else {
              others.countDown();
            }
          },
          16);
    }
    assertThat(others.getCount()).isZero();
  }

  @Test
  void borrowsThreadsUntilItIsClosed() throws InterruptedException {
    ExecutorService executor =
        Executors.newFixedThreadPool(2, task -> new Thread(task, "borrowed"));
    List<String> names = new ArrayList<>();
    CountDownLatch all = new CountDownLatch(3);
    try (Workers workers = new Workers(3, executor)) {
      workers.run(
          (part, parts) -> {
            synchronized (names) {
              names.add(Thread.currentThread().getName());
            }
            all.countDown();
            await(all);
          });
    }
    executor.shutdown();

    assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(names)
        .containsExactlyInAnyOrder("borrowed", "borrowed", Thread.currentThread().getName());
  }

  @Test
  void doesWithoutThreadsThatNeverStart() {
    Set<Integer> seen = ConcurrentHashMap.newKeySet();
    try (Workers workers = new Workers(4, task -> {})) {
      workers.run((part, parts) -> seen.add(part), 9);
    }
    assertThat(seen).hasSize(9);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 16})
  void sharesCoverEverythingOnceInUnits(int workers) {
    for (int total : new int[] {0, 1, 7, 8, 64, 1001, Integer.MAX_VALUE}) {
      for (int unit : new int[] {1, 8, 100}) {
        assertThat(Workers.begin(total, unit, 0, workers)).isZero();
        assertThat(Workers.begin(total, unit, workers, workers)).isEqualTo(total);
        for (int worker = 0; worker < workers; worker++) {
          int from = Workers.begin(total, unit, worker, workers);
          int to = Workers.begin(total, unit, worker + 1, workers);
          assertThat(from).isLessThanOrEqualTo(to);
          assertThat(from == total || from % unit == 0).isTrue();
        }
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void undeclared(Throwable thrown) throws E {
    throw (E) thrown;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void throwIt(Throwable thrown) {
    if (thrown instanceof Error e) {
      throw e;
    }
    throw (RuntimeException) thrown;
  }
}
