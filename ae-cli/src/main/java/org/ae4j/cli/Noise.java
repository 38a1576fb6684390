package org.ae4j.cli;

import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Corruption;
import org.ae4j.api.CorruptionContext;
import org.ae4j.api.RandomStream;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.corruption.CorruptionPlan;

/**
 * What rows are damaged with before a model restores them.
 *
 * @param text the corruption's text form
 * @param corruption what it says
 * @param random its random numbers
 */
record Noise(String text, Corruption corruption, RandomStream random) {
  static Noise of(Autoencoders engine, TrainedAutoencoder model, String text, long seed) {
    AutoencoderConfig config = model.document().config();
    return of(engine, CorruptionContext.of(config.input(), config.scaling()), text, seed);
  }

  static Noise of(Autoencoders engine, CorruptionContext context, String text, long seed) {
    if (text.contains("*")) {
      throw new ConfigurationException(
          "--noise has one strength, got '" + text + "'; leave out the ramp");
    }
    Corruption corruption = CorruptionPlan.parse(engine.registry(), text, context).full();
    return new Noise(text, corruption, RandomStream.of(seed).named("noise"));
  }
}
