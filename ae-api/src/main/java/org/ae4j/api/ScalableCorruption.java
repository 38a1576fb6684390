package org.ae4j.api;

/** A corruption whose strength a schedule can change from epoch to epoch. */
public interface ScalableCorruption extends Corruption {
  /**
   * Returns the same corruption with a part of its strength.
   *
   * @param strength from 0, which leaves rows as they are, to 1, which is this corruption
   */
  Corruption scaled(double strength);
}
