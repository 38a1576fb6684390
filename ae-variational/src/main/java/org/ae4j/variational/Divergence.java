package org.ae4j.variational;

import org.ae4j.api.Arguments;
import org.ae4j.api.ConfigurationException;

/**
 * How much the divergence of the codes from the prior weighs against the reconstruction.
 *
 * @param beta the weight; 1 makes the loss the negative evidence lower bound (Higgins et al., 2017)
 * @param warmup the epochs over which the weight grows linearly to beta; 0 for none (Bowman et al.,
 *     2016)
 * @param cycles how often it grows, with as many epochs at beta between (Fu et al., 2019)
 * @param freeBits the nats that each unit of the code may take, on the mean over a batch, before it
 *     is held back (Kingma et al., 2016)
 */
record Divergence(double beta, int warmup, int cycles, double freeBits) {
  static final String USAGE = "beta=1 kl_warmup=0 cycles=1 free_bits=0";

  Divergence {
    if (cycles > 1 && warmup == 0) {
      throw new ConfigurationException(
          "option cycles needs kl_warmup, the epochs over which each cycle's weight grows");
    }
  }

  static Divergence read(Arguments options) {
    return new Divergence(
        options.number("beta", 0, 1e4, 1),
        options.whole("kl_warmup", 0, 1_000_000, 0),
        options.whole("cycles", 1, 1000, 1),
        options.number("free_bits", 0, 1e3, 0));
  }

  /** Tells whether what is minimized can differ from the evidence lower bound. */
  boolean isWeighted() {
    return beta != 1 || warmup > 0 || freeBits > 0;
  }

  /**
   * Returns the weight in an epoch, from 1: a fraction of beta that reaches it in the warm-up's
   * last epoch.
   */
  double weight(int epoch) {
    if (warmup == 0 || epoch > 2L * warmup * cycles) {
      return beta;
    }
    int within = (epoch - 1) % (2 * warmup);
    return beta * Math.min(1, (within + 1.0) / warmup);
  }

  /** Returns what a unit's divergence counts as before it is weighted. */
  double charged(double nats) {
    return Math.max(nats, freeBits);
  }

  /** Tells whether a unit's divergence is held back. */
  boolean holdsBack(double nats) {
    return nats >= freeBits;
  }
}
