package org.ae4j.core.training;

import org.ae4j.api.RandomStream;

/** The named random streams of one seed. */
public record RandomKeys(RandomStream root) {

  /** Returns the streams of a seed. */
  public static RandomKeys of(long seed) {
    return new RandomKeys(RandomStream.of(seed));
  }

  /** Returns the stream that initializes weights. */
  public RandomStream initialization() {
    return root.named("init");
  }

  /** Returns the stream that orders the rows of an epoch. */
  public RandomStream shuffle(int epoch) {
    return root.named("shuffle").at(epoch);
  }

  /** Returns the stream that damages the inputs of each step. */
  public RandomStream corruption() {
    return root.named("corruption");
  }

  /** Returns the stream that damages rows on which a model is measured, the same at any time. */
  public RandomStream measuredCorruption() {
    return root.named("measured corruption");
  }

  /** Returns the stream of a layer or of a variant's own use. */
  public RandomStream stream(String name) {
    return root.named("step").named(name);
  }
}
