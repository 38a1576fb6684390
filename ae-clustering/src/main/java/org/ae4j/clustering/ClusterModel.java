package org.ae4j.clustering;

import org.ejml.data.FMatrixRMaj;

/** A trained autoencoder that has learnt clusters of its codes; see {@link DeepClustering}. */
public interface ClusterModel {

  /** Returns the centres, one a row, in a new matrix. */
  FMatrixRMaj centres();

  /**
   * Returns to what share each code belongs to each cluster, a row a code, in a new matrix; the
   * cluster of a code is the one with the greatest share.
   */
  FMatrixRMaj shares(FMatrixRMaj codes);

  /**
   * Returns rows whose plain distances from each other are those by which clusters take codes, such
   * as {@link Silhouette} wants: the codes themselves, unless these are whitened.
   */
  FMatrixRMaj points(FMatrixRMaj codes);

  /**
   * Gives codes to the clusters that they have the greatest shares in. Distances are those that the
   * shares are made of.
   */
  Clustering assign(FMatrixRMaj codes);
}
