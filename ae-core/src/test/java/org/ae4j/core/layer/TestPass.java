package org.ae4j.core.layer;

import org.ae4j.api.Pass;

/** A pass with a fixed key. */
record TestPass(boolean training, long randomKey) implements Pass {
  static final TestPass TRAINING = new TestPass(true, 17);
  static final TestPass EVALUATION = new TestPass(false, 17);
}
