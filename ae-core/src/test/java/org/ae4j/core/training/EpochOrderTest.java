package org.ae4j.core.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ae4j.api.Dataset;
import org.ae4j.api.RandomStream;
import org.ae4j.api.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochOrderTest {
  private static final int BLOCK = 5;
  private static final int WINDOW = 128 * BLOCK;

  /** Rows of two values that remember which of them were read ahead. */
  private static final class Remembering implements Dataset {
    private final int size;
    final Set<Integer> fetched = new ConcurrentSkipListSet<>();
    final BlockingQueue<Integer> arrivals = new LinkedBlockingQueue<>();

    Remembering(int size) {
      this.size = size;
    }

    @Override
    public String name() {
      return "remembering";
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public Shape shape() {
      return Shape.features(2);
    }

    @Override
    public void copyRow(int row, float[] out, int offset) {}

    @Override
    public void prefetch(int row) {
      fetched.add(row);
      arrivals.add(row);
    }

    void await(Set<Integer> rows) throws InterruptedException {
      while (!fetched.containsAll(rows)) {
        assertThat(arrivals.poll(30, TimeUnit.SECONDS)).as("the next row read ahead").isNotNull();
      }
    }
  }

  @Test
  void aSmallSetIsShuffledAsAWhole() {
    RandomStream random = RandomStream.of(1).at(3);
    EpochOrder order = order(new Remembering(WINDOW));
    int[] expected = new int[WINDOW];
    random.permute(expected);

    order.shuffle(random);

    assertThat(order.windows()).isEqualTo(1);
    assertThat(order.rows()).containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {WINDOW + 1, 3 * WINDOW, 5 * WINDOW + 3})
  void aWindowHasShuffledBlocksFromAllOver(int size) {
    EpochOrder order = order(new Remembering(size));
    order.shuffle(RandomStream.of(1));
    int[] first = order.rows().clone();
    order.shuffle(RandomStream.of(2));
    int[] second = order.rows().clone();
    order.shuffle(RandomStream.of(1));

    assertThat(order.rows()).containsExactly(first).isNotEqualTo(second);
    assertThat(Arrays.stream(first).sorted().toArray())
        .containsExactly(IntStream.range(0, size).toArray());
    int[] window = Arrays.copyOf(first, WINDOW);
    assertThat(Arrays.stream(window).map(row -> row / BLOCK).distinct().count())
        .as("blocks in the first window")
        .isBetween(128L, 129L);
    assertThat(Arrays.stream(window).max().getAsInt()).isGreaterThan(size - size / 4);
    assertThat(Arrays.copyOf(window, BLOCK))
        .as("not a block as it was")
        .satisfies(
            rows ->
                assertThat(Arrays.stream(rows).map(row -> row / BLOCK).distinct().count())
                    .isGreaterThan(1));
  }

  @Test
  void readsAheadTheWindowsThatComeNext() throws InterruptedException {
    Remembering data = new Remembering(4 * WINDOW + 3);
    EpochOrder order = order(data);
    order.shuffle(RandomStream.of(7));
    try (ReadAhead ahead = ReadAhead.from(order, 0)) {
      data.await(rows(order, 0));
      data.await(rows(order, 1));
      assertThat(data.fetched).doesNotContainAnyElementsOf(beyond(order, 2));
      ahead.advance(WINDOW - 1);
      ahead.advance(WINDOW);
      data.await(rows(order, 2));
      ahead.advance(4 * WINDOW);
      data.await(rows(order, 4));
    }
  }

  @Test
  void startsWhereAResumedRunDoes() throws InterruptedException {
    Remembering data = new Remembering(6 * WINDOW);
    EpochOrder order = order(data);
    order.shuffle(RandomStream.of(7));
    try (ReadAhead ahead = ReadAhead.from(order, 4 * WINDOW + 1)) {
      ahead.advance(4 * WINDOW + 2);
      data.await(rows(order, 4));
      data.await(rows(order, 5));
    }
    assertThat(data.fetched).doesNotContainAnyElementsOf(rows(order, 0));
  }

  private static EpochOrder order(Dataset data) {
    return new EpochOrder(data, 2 * WINDOW);
  }

  private static Set<Integer> rows(EpochOrder order, int window) {
    int to = Math.min(order.rows().length, (window + 1) * WINDOW);
    return Arrays.stream(order.rows(), window * WINDOW, to).boxed().collect(Collectors.toSet());
  }

  /** The rows from a window on, but for the block that the window before may share. */
  private static Set<Integer> beyond(EpochOrder order, int window) {
    return Arrays.stream(order.rows(), window * WINDOW, order.rows().length)
        .boxed()
        .filter(row -> !sharesBlock(order, window, row))
        .collect(Collectors.toSet());
  }

  private static boolean sharesBlock(EpochOrder order, int window, int row) {
    return Arrays.stream(order.rows(), 0, window * WINDOW).anyMatch(r -> r / BLOCK == row / BLOCK);
  }
}
