package org.ae4j.cli.logistics;

import java.time.LocalDateTime;
import java.util.List;
import org.ae4j.api.RandomStream;

/**
 * Makes deliveries of an invented company, a row each, from a seed and the row's number alone.
 *
 * <p>A delivery has a reach and a load, which vary much and say nothing of its pattern. All
 * quantities of the trip grow with the reach and all of the load with the load, each by a factor
 * that the pattern decides.
 */
public final class Logistics {
  /** The columns, in order. */
  public static final String HEADER =
      "delivery,depot,region,service,vehicle,packaging,weather,express,signature,planned,arrived,"
          + "distance_km,driving_min,fuel_l,toll_eur,waiting_min,crew_min,cost_eur,"
          + "weight_kg,volume_m3,pieces,handling_min,packing_kg,insured_eur,temperature_c,traffic";

  /** The columns of what is hidden. */
  public static final String TRUTH_HEADER = "delivery,pattern,odd";

  static final int DRIVING = 1;
  static final int FUEL = 2;
  static final int WAITING = 4;
  static final int CREW = 5;
  static final int COST = 6;
  static final int WEIGHT = 0;

  private static final List<List<String>> CHOICES =
      List.of(
          List.of("Bremen", "Köln", "Ulm", "Leipzig", "Kassel", "Rostock"),
          List.of(
              "north", "city", "harbour", "south", "west", "lakes", "east", "border", "hills",
              "coast"),
          List.of("standard", "slot", "early", "appointment", "collection"),
          List.of("truck", "van", "cooled van", "lift truck", "bike"),
          List.of("pallet", "carton", "insulated", "crate"));
  private static final List<String> WEATHER = List.of("clear", "cloudy", "wind", "rain", "snow");
  private static final double[] TRIP_UNITS = {40, 55, 6, 5, 18, 80, 60};
  private static final double[] LOAD_UNITS = {60, 0.5, 6, 14, 4, 400};
  private static final double HABIT = 0.5;
  private static final double STEP = 0.35;
  private static final double SPREAD = 0.5;
  private static final double NOISE = 0.08;
  private static final double MISSING = 0.02;
  private static final int MINUTES_OF_TWO_YEARS = 2 * 365 * 24 * 60;

  private final RandomStream random;

  /** Makes the source of a seed's deliveries. */
  public Logistics(long seed) {
    this.random = RandomStream.of(seed).named("logistics");
  }

  /** Appends a delivery and what is hidden of it, each as a line of CSV. */
  public void append(long number, StringBuilder row, StringBuilder truth) {
    Draws draws = new Draws(random.at(number));
    Pattern pattern = Pattern.at(draws.uniform());
    Oddity oddity = Oddity.at(draws.uniform());
    row.append('D').append(number);
    for (int column = 0; column < CHOICES.size(); column++) {
      row.append(',').append(choice(pattern, column, draws));
    }
    String weather = WEATHER.get((int) (WEATHER.size() * draws.uniform()));
    row.append(',').append(weather);
    row.append(draws.uniform() < 0.4 ? ",yes" : ",no");
    row.append(draws.uniform() < 0.6 ? ",yes" : ",no");
    boolean bad = weather.equals("rain") || weather.equals("snow");
    LocalDateTime planned =
        LocalDateTime.of(2023, 1, 1, 0, 0)
            .plusMinutes(15 * (long) (MINUTES_OF_TWO_YEARS / 15 * draws.uniform()));
    double delay = -6 * StrictMath.log(1 - draws.uniform()) + (bad ? pattern.weatherDelay() : 0);
    row.append(',').append(planned).append(',').append(planned.plusMinutes((long) delay));
    double reach = StrictMath.exp(SPREAD * draws.normal());
    for (int i = 0; i < TRIP_UNITS.length; i++) {
      double factor =
          oddity.trip(i) * StrictMath.exp(STEP * pattern.trip(i) + NOISE * draws.normal());
      quantity(row, TRIP_UNITS[i] * reach * factor, draws);
    }
    double load = StrictMath.exp(SPREAD * draws.normal());
    for (int i = 0; i < LOAD_UNITS.length; i++) {
      double factor =
          oddity.load(i) * StrictMath.exp(STEP * pattern.load(i) + NOISE * draws.normal());
      quantity(row, LOAD_UNITS[i] * load * factor, draws);
    }
    row.append(',').append(Math.round(10 * (11 + 7 * draws.normal())) / 10.0);
    row.append(',').append(Math.round(100 * draws.uniform())).append('\n');
    truth.append('D').append(number).append(',').append(pattern.id());
    truth.append(',').append(oddity.id()).append('\n');
  }

  private static String choice(Pattern pattern, int column, Draws draws) {
    double place = draws.uniform();
    List<Integer> habit = pattern.habit(column);
    List<String> choices = CHOICES.get(column);
    if (draws.uniform() < MISSING) {
      return "";
    }
    return place < HABIT
        ? choices.get(habit.get(place < 0.6 * HABIT ? 0 : 1))
        : choices.get((int) ((place - HABIT) / (1 - HABIT) * choices.size()));
  }

  /** Appends a quantity with three digits, or nothing where it is missing. */
  private static void quantity(StringBuilder row, double value, Draws draws) {
    row.append(',');
    if (draws.uniform() >= MISSING) {
      double unit = StrictMath.pow(10, Math.floor(StrictMath.log10(value)) - 2);
      row.append((float) (Math.round(value / unit) * unit));
    }
  }

  /** Draws numbers of a row one after the other. */
  private static final class Draws {
    private final RandomStream stream;
    private int next;

    Draws(RandomStream stream) {
      this.stream = stream;
    }

    double uniform() {
      return stream.uniform(next++);
    }

    double normal() {
      double radius = Math.sqrt(-2 * StrictMath.log(1 - uniform()));
      return radius * StrictMath.cos(2 * Math.PI * uniform());
    }
  }
}
