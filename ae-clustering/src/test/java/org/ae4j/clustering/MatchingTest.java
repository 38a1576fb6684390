package org.ae4j.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.ae4j.api.RandomStream;
import org.junit.jupiter.api.Test;

class MatchingTest {

  @Test
  void noOtherMatchingIsGreater() {
    for (int trial = 0; trial < 60; trial++) {
      RandomStream random = RandomStream.of(trial);
      int[][] table = new int[1 + random.below(0, 5)][1 + random.below(1, 5)];
      for (int i = 0; i < table.length; i++) {
        for (int j = 0; j < table[i].length; j++) {
          table[i][j] = random.below(10 + 10 * i + j, 20);
        }
      }

      int[] match = Matching.greatest(table);

      assertThat(Arrays.stream(match).filter(column -> column >= 0).toArray())
          .doesNotHaveDuplicates();
      assertThat(sum(table, match)).isEqualTo(greatest(table, 0, new boolean[table[0].length]));
    }
  }

  private static int sum(int[][] table, int[] match) {
    int sum = 0;
    for (int row = 0; row < match.length; row++) {
      sum += match[row] < 0 ? 0 : table[row][match[row]];
    }
    return sum;
  }

  /** Tries everything. */
  private static int greatest(int[][] table, int row, boolean[] used) {
    if (row == table.length) {
      return 0;
    }
    int best = greatest(table, row + 1, used);
    for (int column = 0; column < used.length; column++) {
      if (!used[column]) {
        used[column] = true;
        best = Math.max(best, table[row][column] + greatest(table, row + 1, used));
        used[column] = false;
      }
    }
    return best;
  }
}
