package org.ae4j.core.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ae4j.api.EpochReport;
import org.ae4j.api.LossBreakdown;
import org.ae4j.core.schedule.PlateauState;

/**
 * How far a run has come: with the weights and the optimizer's state, all that is needed to go on
 * bit for bit.
 *
 * <p>Changed by the training thread only.
 */
final class Progress {
  /** Steps taken since the run began. */
  long step;

  /** The epoch under way, from 1. */
  int epoch = 1;

  /** Batches of that epoch that are done. */
  int batch;

  /** The sums over those batches' rows of each loss term. */
  final LossBreakdown sums = new LossBreakdown();

  final List<EpochReport> history = new ArrayList<>();

  /** The lowest monitored loss so far, and its epoch; 0 before the first epoch's end. */
  double bestLoss = Double.POSITIVE_INFINITY;

  int bestEpoch;
  PlateauState plateau = PlateauState.initial();
  boolean stopped;

  /** Takes in a finished epoch; returns whether it is the best so far. */
  boolean finishEpoch(EpochReport report, double minimumImprovement, int patience) {
    history.add(report);
    boolean better = bestEpoch == 0 || report.monitored() < bestLoss - minimumImprovement;
    if (better) {
      bestLoss = report.monitored();
      bestEpoch = report.epoch();
    }
    stopped |= patience > 0 && report.epoch() - bestEpoch >= patience;
    epoch++;
    batch = 0;
    sums.clear();
    return better;
  }

  Map<String, Double> meanTerms(long rows) {
    LossBreakdown means = new LossBreakdown();
    means.addAll(sums, 1.0 / rows);
    return means.terms();
  }
}
