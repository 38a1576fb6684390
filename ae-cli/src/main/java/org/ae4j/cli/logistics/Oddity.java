package org.ae4j.cli.logistics;

import java.util.Locale;

/** What is odd about a delivery; each number for itself could be right. */
enum Oddity {
  /** Nothing. */
  NONE,
  /** The weight has its decimal point in the wrong place. */
  WEIGHT_TENFOLD,
  /** The customer was billed twice. */
  BILLED_TWICE,
  /** Fuel and time of a way three times as long. */
  DETOUR,
  /** The crew stood somewhere for hours. */
  LONG_STOP,
  /** A trip without freight: hardly any weight in all that volume. */
  EMPTY_RUN;

  /** Returns the oddity at a place between 0 and 1; 2.5 % are odd. */
  static Oddity at(double place) {
    double odd = 0.025;
    int kinds = values().length - 1;
    return place >= odd ? NONE : values()[1 + (int) (place / odd * kinds)];
  }

  /** Returns by how much a quantity of the trip is too large. */
  double trip(int quantity) {
    return switch (this) {
      case BILLED_TWICE -> quantity == Logistics.COST ? 2.2 : 1;
      case DETOUR -> quantity == Logistics.DRIVING || quantity == Logistics.FUEL ? 3 : 1;
      case LONG_STOP -> quantity == Logistics.WAITING || quantity == Logistics.CREW ? 4 : 1;
      default -> 1;
    };
  }

  /** Returns by how much a quantity of the load is too large. */
  double load(int quantity) {
    return quantity != Logistics.WEIGHT
        ? 1
        : switch (this) {
          case WEIGHT_TENFOLD -> 10;
          case EMPTY_RUN -> 0.1;
          default -> 1;
        };
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
