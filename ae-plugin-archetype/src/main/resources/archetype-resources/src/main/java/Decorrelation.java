package ${package};

import org.ae4j.api.CodePenalty;
import org.ae4j.api.LossBreakdown;
import org.ejml.data.FMatrixRMaj;

/**
 * Adds the squared covariances between the values of a code, over the batch (Cogswell et al.,
 * "Reducing overfitting in deep networks by decorrelating representations", 2016).
 *
 * @param weight what the sum of the squares is multiplied by
 */
record Decorrelation(double weight) implements CodePenalty {
  @Override
  public void add(FMatrixRMaj code, FMatrixRMaj gradient, LossBreakdown losses) {
    double sum = 0;
    for (int i = 0; i < code.numCols; i++) {
      for (int j = i + 1; j < code.numCols; j++) {
        double covariance = addPair(code, i, j, gradient);
        sum += covariance * covariance;
      }
    }
    losses.add("decorrelation", weight * sum);
  }

  private double addPair(FMatrixRMaj code, int i, int j, FMatrixRMaj gradient) {
    double meanI = mean(code, i);
    double meanJ = mean(code, j);
    double covariance = 0;
    for (int row = 0; row < code.numRows; row++) {
      int at = row * code.numCols;
      covariance += (code.data[at + i] - meanI) * (code.data[at + j] - meanJ) / code.numRows;
    }
    double slope = 2 * weight * covariance / code.numRows;
    for (int row = 0; row < code.numRows; row++) {
      int at = row * code.numCols;
      gradient.data[at + i] += (float) (slope * (code.data[at + j] - meanJ));
      gradient.data[at + j] += (float) (slope * (code.data[at + i] - meanI));
    }
    return covariance;
  }

  private static double mean(FMatrixRMaj code, int column) {
    double sum = 0;
    for (int row = 0; row < code.numRows; row++) {
      sum += code.data[row * code.numCols + column];
    }
    return sum / code.numRows;
  }
}
