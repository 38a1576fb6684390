package org.ae4j.convolutional;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which values each pixel of a result sums, in groups of pixels that sum the same ones relative to
 * their own place: away from the borders all of a convolution's, and of a transposed one's as many
 * groups as its stride has phases. What would lie in the zeros around an image is left out.
 *
 * @param pixels of a channel of the result
 * @param places for each group, offset in the source and in a channel of the result, pixel by pixel
 * @param taps for each group, offset in the source and in the weights, tap by tap
 */
@SuppressWarnings("ArrayRecordComponent") // read by kernels, by no one else
record TapLists(int pixels, int[][] places, int[][] taps) {

  /** The taps of one pixel in one direction; equal for all pixels of a group. */
  private record Axis(List<List<Tap>> taps, List<Integer> places) {}

  /**
   * A line or column of the kernel.
   *
   * @param index in the kernel
   * @param offset in the source, from a pixel's place
   */
  private record Tap(int index, int offset) {}

  /**
   * Returns the lists of maps from images.
   *
   * @param lanes by which offsets are multiplied
   */
  static TapLists ofMaps(Window window, ImageStorage storage, int lanes) {
    Axis y =
        direct(
            window.mapHeight(),
            window.stride().height(),
            window.kernel().height(),
            window.top(),
            window.height(),
            storage.y());
    Axis x =
        direct(
            window.mapWidth(),
            window.stride().width(),
            window.kernel().width(),
            window.left(),
            window.width(),
            storage.x());
    int from = window.channels();
    return of(y, x, window, from, storage.plane(), storage.width(), window.filters(), lanes);
  }

  /** Returns the lists of images, without zeros around them, from maps. */
  static TapLists ofImages(Window window, int lanes) {
    Axis y =
        transposed(
            window.height(),
            window.stride().height(),
            window.kernel().height(),
            window.top(),
            window.mapHeight());
    Axis x =
        transposed(
            window.width(),
            window.stride().width(),
            window.kernel().width(),
            window.left(),
            window.mapWidth());
    return of(
        y,
        x,
        window,
        window.filters(),
        window.positions(),
        window.mapWidth(),
        window.channels(),
        lanes);
  }

  /** A position o sees an image from o * stride on, counted from what the first one sees. */
  private static Axis direct(
      int positions, int stride, int kernel, int before, int size, int first) {
    Axis axis = new Axis(new ArrayList<>(), new ArrayList<>());
    for (int o = 0; o < positions; o++) {
      List<Tap> taps = new ArrayList<>();
      for (int k = 0; k < kernel; k++) {
        int i = o * stride + k - before;
        if (i >= 0 && i < size) {
          taps.add(new Tap(k, k));
        }
      }
      axis.taps.add(taps);
      axis.places.add(first + o * stride);
    }
    return axis;
  }

  /** A pixel i is seen by each position (i + before - k) / stride that is whole and exists. */
  private static Axis transposed(int size, int stride, int kernel, int before, int positions) {
    Axis axis = new Axis(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < size; i++) {
      int place = (i + before) / stride;
      List<Tap> taps = new ArrayList<>();
      for (int k = (i + before) % stride; k < kernel; k += stride) {
        int offset = -(k / stride);
        if (place + offset >= 0 && place + offset < positions) {
          taps.add(new Tap(k, offset));
        }
      }
      axis.taps.add(taps);
      axis.places.add(place);
    }
    return axis;
  }

  /** Combines both directions; taps run over kernel lines, kernel columns and source channels. */
  private static TapLists of(
      Axis y, Axis x, Window window, int from, int plane, int line, int to, int lanes) {
    Map<List<List<Tap>>, List<Integer>> groups = new LinkedHashMap<>();
    int width = x.places.size();
    for (int i = 0; i < y.places.size(); i++) {
      for (int j = 0; j < width; j++) {
        List<Integer> places =
            groups.computeIfAbsent(List.of(y.taps.get(i), x.taps.get(j)), key -> new ArrayList<>());
        places.add((y.places.get(i) * line + x.places.get(j)) * lanes);
        places.add((i * width + j) * lanes);
      }
    }
    List<int[]> taps = new ArrayList<>();
    groups.forEach(
        (key, places) -> {
          int[] list = new int[key.get(0).size() * key.get(1).size() * from * 2];
          int n = 0;
          for (Tap ky : key.get(0)) {
            for (Tap kx : key.get(1)) {
              int tap = ky.index * window.kernel().width() + kx.index;
              for (int c = 0; c < from; c++) {
                list[n++] = (c * plane + ky.offset * line + kx.offset) * lanes;
                list[n++] = (tap * from + c) * to;
              }
            }
          }
          taps.add(list);
        });
    int[][] places = groups.values().stream().map(TapLists::array).toArray(int[][]::new);
    return new TapLists(y.places.size() * width, places, taps.toArray(int[][]::new));
  }

  private static int[] array(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }
}
