package org.ae4j.cli.logistics;

import java.util.List;
import java.util.Locale;

/**
 * A way in which the company works, which no column names.
 *
 * <p>What sets patterns apart are proportions: how much time, fuel or money goes with a distance,
 * and how much volume, handling or packing with a weight. Habits add to that: two depots, regions,
 * services, vehicles and packagings that are somewhat more frequent than elsewhere.
 */
@SuppressWarnings("ImmutableEnumChecker") // its arrays are handed to nobody
enum Pattern {
  /** Full trailers between depots, at night: far, fast, much toll, hardly any handling. */
  NIGHT_LINE_HAUL(
      0.20,
      new double[] {1, -1, 0.5, 1.5, -1.5, -0.5, -1},
      new double[] {1, 0, 0.5, -1.5, -0.5, 0},
      new int[][] {{0, 3}, {0, 7}, {0, 3}, {0, 1}, {0, 2}},
      3),
  /** Cargo bikes in booked slots in the city: slow, without fuel and toll, late when it rains. */
  BIKE_SLOTS(
      0.18,
      new double[] {-1, 0.5, -1.5, -1.5, 0.5, -1, -0.5},
      new double[] {-1, -1, 0, -0.5, -1, -0.5},
      new int[][] {{1, 4}, {1, 2}, {1, 4}, {4, 2}, {1, 3}},
      24),
  /** Cold goods before shops open: engines that cool, waiting at ramps, much packing. */
  COLD_CHAIN(
      0.15,
      new double[] {0, 0, 1.5, 0.5, 1, 0, 1},
      new double[] {0, -0.5, -0.5, 0.5, 1.5, 1},
      new int[][] {{2, 0}, {3, 9}, {2, 0}, {2, 0}, {2, 0}},
      6),
  /** Furniture and machines that two people carry: few pieces, large, long at the door. */
  TWO_MAN(
      0.14,
      new double[] {-0.5, 1, 0, -0.5, 0, 1.5, 1.5},
      new double[] {1.5, 1.5, -1.5, 1.5, 0.5, 0.5},
      new int[][] {{3, 5}, {4, 5}, {3, 1}, {3, 0}, {3, 1}},
      9),
  /** Rounds of parcels with many stops: many pieces, much waiting, cheap. */
  PARCEL_ROUND(
      0.13,
      new double[] {-0.5, 1.5, 0.5, -1, 1.5, 0.5, -1.5},
      new double[] {-0.5, 0.5, 1.5, 0, 0, -1.5},
      new int[][] {{4, 1}, {6, 1}, {4, 1}, {1, 3}, {0, 1}},
      9),
  /** What customers send back: light, loosely packed, collected on the way. */
  RETURNS(
      0.11,
      new double[] {0.5, -0.5, -0.5, 0, -1, -1.5, 0},
      new double[] {-1.5, 1, 1, 1, -1.5, -1},
      new int[][] {{5, 2}, {8, 4}, {3, 4}, {1, 4}, {1, 2}},
      6),
  /** Far villages, driven by subcontractors: long ways, high insurance, late in the snow. */
  RURAL_SUBCONTRACTOR(
      0.09,
      new double[] {1.5, -1.5, 1, 1, -0.5, 1, 0.5},
      new double[] {0.5, -1.5, -1, -1, 1, 1.5},
      new int[][] {{0, 5}, {9, 6}, {2, 3}, {3, 2}, {3, 0}},
      15);

  private final double share;
  private final double[] trip;
  private final double[] load;
  private final int[][] habits;
  private final double weatherDelay;

  /**
   * Makes a pattern.
   *
   * @param trip of distance, driving time, fuel, toll, waiting, crew's time and cost
   * @param load of weight, volume, pieces, handling, packing and insured value
   * @param habits two choices that are more frequent, for each column that {@link Logistics} says
   * @param weatherDelay minutes that bad weather costs
   */
  Pattern(double share, double[] trip, double[] load, int[][] habits, double weatherDelay) {
    this.share = share;
    this.trip = trip;
    this.load = load;
    this.habits = habits;
    this.weatherDelay = weatherDelay;
  }

  /** Returns the pattern at a place between 0 and 1. */
  static Pattern at(double place) {
    double rest = place;
    for (Pattern pattern : values()) {
      rest -= pattern.share;
      if (rest < 0) {
        return pattern;
      }
    }
    return RURAL_SUBCONTRACTOR;
  }

  double trip(int quantity) {
    return trip[quantity];
  }

  double load(int quantity) {
    return load[quantity];
  }

  List<Integer> habit(int column) {
    return List.of(habits[column][0], habits[column][1]);
  }

  double weatherDelay() {
    return weatherDelay;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
