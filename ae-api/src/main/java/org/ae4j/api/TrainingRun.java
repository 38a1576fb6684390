package org.ae4j.api;

import java.util.List;

/** A run that is under way; {@link #cancel} may be called from any thread. */
public interface TrainingRun {

  /** Returns the number of epochs that the run will take if nothing ends it before. */
  int epochs();

  /** Returns the epochs that are finished. */
  List<EpochReport> history();

  /**
   * Asks the run to end after the step under way; it then keeps a checkpoint if it was told where.
   */
  void cancel();

  /** Tells whether {@link #cancel} was called. */
  boolean cancelled();
}
