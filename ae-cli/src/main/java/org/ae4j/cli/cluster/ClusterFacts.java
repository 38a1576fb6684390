package org.ae4j.cli.cluster;

import java.util.Optional;
import org.ae4j.clustering.Agreement;
import org.ae4j.clustering.ClusterCount;
import org.ae4j.clustering.Clustering;
import org.ae4j.clustering.Silhouette;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.data.Preprocessing;
import org.ejml.data.FMatrixRMaj;

/**
 * What a clustering found.
 *
 * @param method as given on the command line
 * @param count the numbers of clusters that were tried, if none was given
 * @param agreement with the classes, where rows have labels
 * @param model whose codes were grouped, if not the rows themselves
 * @param scaling of the rows, where they were grouped themselves
 * @param seconds for training and grouping
 */
public record ClusterFacts(
    String method,
    Clustering clustering,
    Optional<ClusterCount> count,
    Optional<Silhouette> silhouette,
    Optional<Agreement> agreement,
    Optional<TrainedAutoencoder> model,
    Optional<Preprocessing> scaling,
    long seed,
    double seconds) {

  /** Returns the centres as rows in the units of the data: what a model decodes them to. */
  public FMatrixRMaj centreRows() {
    if (model.isPresent()) {
      return model.get().decode(clustering.centres());
    }
    FMatrixRMaj rows = clustering.centres().copy();
    for (int row = 0; row < rows.numRows; row++) {
      int at = row * rows.numCols;
      scaling.ifPresent(known -> known.invert(rows.data, at));
    }
    return rows;
  }
}
