package org.ae4j.core.training;

import java.util.List;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.Parameter;
import org.ae4j.api.RandomStream;
import org.ejml.data.FMatrixRMaj;

/**
 * An autoencoder whose loss depends on all rows at once, so that it is shown the codes of the whole
 * data set before some steps of its training.
 */
public interface SurveyingAutoencoder extends Autoencoder {

  /**
   * Returns what a survey leaves for the steps after it, in new arrays that the autoencoder then
   * writes; checkpoints hold it, model files do not.
   *
   * @param rows that the run trains on
   */
  List<Parameter> surveyState(int rows);

  /** Tells whether a survey is wanted before a step; both are counted from 1. */
  boolean wantsSurvey(int epoch, long step);

  /**
   * Looks at the codes of all rows.
   *
   * @param codes one a row, in the order of the data set; the callee's
   * @param workers to compute on; they stay open
   * @param random the same for every survey of a run
   * @return whether training goes on
   */
  boolean survey(FMatrixRMaj codes, Workers workers, RandomStream random);
}
