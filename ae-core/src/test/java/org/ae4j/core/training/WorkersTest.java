package org.ae4j.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
  void eachWorkerDoesItsPartOnceARound(int count) {
    AtomicIntegerArray calls = new AtomicIntegerArray(count);
    try (Workers workers = new Workers(count)) {
      assertThat(workers.count()).isEqualTo(count);
      for (int round = 1; round <= 50; round++) {
        workers.run(
            (worker, of) -> {
              assertThat(of).isEqualTo(count);
              calls.incrementAndGet(worker);
            });
        for (int worker = 0; worker < count; worker++) {
          assertThat(calls.get(worker)).isEqualTo(round);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void rethrowsWhatAWorkerThrewAndGoesOn(int thrower) {
    try (Workers workers = new Workers(3)) {
      for (Throwable thrown : List.of(new IllegalStateException("a"), new AssertionError("b"))) {
        assertThatThrownBy(
                () ->
                    workers.run(
                        (worker, of) -> {
                          if (worker == thrower) {
                            throwIt(thrown);
                          }
                        }))
            .isSameAs(thrown);
        Set<Integer> seen = ConcurrentHashMap.newKeySet();
        workers.run((worker, of) -> seen.add(worker));
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
                      (worker, of) -> {
                        throw new IllegalStateException("worker " + worker);
                      }))
          .hasMessage("worker 0");

      workers.run((worker, of) -> {});
    }
  }

  @Test
  void rethrowsWithOneWorker() {
    try (Workers workers = new Workers(1)) {
      assertThatThrownBy(
              () ->
                  workers.run(
                      (worker, of) -> {
                        throw new IllegalStateException("alone");
                      }))
          .hasMessage("alone");
    }
  }

  @Test
  void borrowsThreadsUntilItIsClosed() throws InterruptedException {
    ExecutorService executor =
        Executors.newFixedThreadPool(2, task -> new Thread(task, "borrowed"));
    List<String> names = new ArrayList<>();
    try (Workers workers = new Workers(3, executor)) {
      workers.run(
          (worker, of) -> {
            synchronized (names) {
              names.add(Thread.currentThread().getName());
            }
          });
    }
    executor.shutdown();

    assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(names)
        .containsExactlyInAnyOrder("borrowed", "borrowed", Thread.currentThread().getName());
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

  private static void throwIt(Throwable thrown) {
    if (thrown instanceof Error e) {
      throw e;
    }
    throw (RuntimeException) thrown;
  }
}
