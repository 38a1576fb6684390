package org.ae4j.api;

/** What a layer is told about the pass that it takes part in. */
public interface Pass {

  /** Tells whether the pass trains: dropout drops and statistics are gathered. */
  boolean training();

  /**
   * Returns a key for {@link RandomStream#bitsOf}, which belongs to this layer and this step alone.
   */
  long randomKey();
}
