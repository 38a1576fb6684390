package org.ae4j.kernels.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The loops over blocks of rows against plain loops. */
class VectorLanesTest {
  private static final int L = VectorMath.L;

  private final VectorLanes lanes = new VectorLanes();
  private final SplittableRandom random = new SplittableRandom(7);

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 16, 23, 40})
  void interleavesRows(int length) {
    float[] rows = uniform(L * length);
    int[] at = new int[length];
    Arrays.setAll(at, k -> 3 * L * k);
    float[] whole = new float[3 * L * length];
    float[] parts = new float[3 * L * length];
    lanes.interleave(0, L, at, rows, 0, length, whole, 0);
    lanes.interleave(0, 3, at, rows, 0, length, parts, 0);
    lanes.interleave(3, L, at, rows, 3 * length, length, parts, 0);

    for (int k = 0; k < length; k++) {
      for (int lane = 0; lane < L; lane++) {
        assertThat(whole[at[k] + lane]).isEqualTo(rows[lane * length + k]);
      }
    }
    assertThat(parts).containsExactly(whole);
  }

  /**
   * One channel by itself, tiles of channels, and what they leave over; whole blocks and a lane.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 6, 11})
  void sumsTapsInOrder(int channels) {
    int[][] places = {{0, 0, L, L, 2 * L, 3 * L}, {4 * L, 2 * L}, {5 * L, 4 * L}};
    int[][] taps = {taps(channels, 5), taps(channels, 9), {}};
    int pixels = 5;
    float[] block = uniform(20 * L);
    float[] weights = uniform(9 * channels);
    float[] bias = uniform(channels);
    int size = channels * pixels;
    float[] expected = new float[L * size];
    for (int g = 0; g < places.length; g++) {
      for (int p = 0; p < places[g].length; p += 2) {
        for (int c = 0; c < channels; c++) {
          for (int lane = 0; lane < L; lane++) {
            float sum = bias[c];
            for (int t = 0; t < taps[g].length; t += 2) {
              float x = block[places[g][p] + taps[g][t] + lane];
              sum = Math.fma(x, weights[taps[g][t + 1] + c], sum);
            }
            expected[lane * size + c * pixels + places[g][p + 1] / L] = sum;
          }
        }
      }
    }
    float[] whole = new float[L * size];
    float[] last = new float[size];
    lanes.sumTapsToRows(
        channels, pixels, places, taps, block, 0, weights, bias, 0, L, whole, 0, size);
    lanes.sumTapsToRows(
        channels, pixels, places, taps, block, 0, weights, bias, L - 1, L, last, 0, size);

    float[] asBlock = new float[3 + L * size];
    lanes.sumTaps(channels, pixels, places, taps, block, 0, weights, bias, asBlock, 3);

    for (int i = 0; i < size; i++) {
      for (int lane = 0; lane < L; lane++) {
        assertThat(asBlock[3 + i * L + lane]).isEqualTo(expected[lane * size + i]);
      }
    }
    assertThat(whole).containsExactly(expected);
    assertThat(last).containsExactly(Arrays.copyOfRange(expected, (L - 1) * size, L * size));
  }

  private static int[] taps(int channels, int count) {
    int[] taps = new int[2 * count];
    for (int t = 0; t < count; t++) {
      taps[2 * t] = (t * 7 + 3) % 12 * L;
      taps[2 * t + 1] = t * channels;
    }
    return taps;
  }

  /** Filters for each kind of tile; groups that fill tiles of taps and groups that do not. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 6, 7, 9, 14, 16})
  void sumsPositionsOfAllBlocks(int filters) {
    int[][] positions = {{0, 0, L, L, 5 * L, 2 * L}, {2 * L, 2 * L}, {}};
    int groupSize = 5;
    int[] taps = new int[15];
    Arrays.setAll(taps, t -> t * 3 % 8 * L);
    int plane = 3 * L;
    int blocks = 3;
    int distance = (14 + 3 * filters) * L;
    float[] data = uniform(blocks * distance);
    int maps0 = 14 * L;
    double[] expected = new double[taps.length * filters];
    for (int t = 0; t < taps.length; t++) {
      for (int f = 0; f < filters; f++) {
        int[] group = positions[t / groupSize];
        for (int b = 0; b < blocks; b++) {
          for (int p = 0; p < group.length; p += 2) {
            for (int lane = 0; lane < L; lane++) {
              double x = data[b * distance + taps[t] + group[p] + lane];
              expected[t * filters + f] +=
                  x * data[b * distance + maps0 + f * plane + group[p + 1] + lane];
            }
          }
        }
      }
    }
    float[] whole = new float[expected.length];
    sum(positions, groupSize, taps, 0, 15, filters, plane, blocks, distance, data, whole, false);
    float[] parts = new float[expected.length];
    int[] cuts = {0, 3, 4, 11, 15};
    for (int i = 1; i < cuts.length; i++) {
      int from = cuts[i - 1];
      sum(
          positions, groupSize, taps, from, cuts[i], filters, plane, blocks, distance, data, parts,
          false);
    }

    assertThat(parts).containsExactly(whole);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) whole[i]).isCloseTo(expected[i], Offset.offset(1e-4));
    }
    sum(positions, groupSize, taps, 0, 15, filters, plane, blocks, distance, data, parts, true);
    for (int i = 0; i < parts.length; i++) {
      assertThat(parts[i]).isEqualTo(2 * whole[i]);
    }
  }

  private void sum(
      int[][] positions,
      int groupSize,
      int[] taps,
      int from,
      int to,
      int filters,
      int plane,
      int blocks,
      int distance,
      float[] data,
      float[] gradient,
      boolean accumulate) {
    lanes.sumPositions(
        positions,
        groupSize,
        taps,
        from,
        to,
        filters,
        plane,
        blocks,
        data,
        0,
        distance,
        data,
        14 * L,
        distance,
        gradient,
        from * filters,
        accumulate);
  }

  @Test
  void blocksAreNotLargerThanTheEngineExpects() {
    assertThat(new VectorKernels().lanes().orElseThrow().lanes()).isEqualTo(L).isLessThan(17);
  }

  private float[] uniform(int length) {
    float[] x = new float[length];
    for (int i = 0; i < length; i++) {
      x[i] = (float) random.nextDouble(-1, 1);
    }
    return x;
  }
}
