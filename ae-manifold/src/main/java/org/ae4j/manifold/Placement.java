package org.ae4j.manifold;

import org.ae4j.core.Autoencoders;
import org.ae4j.core.training.Workers;
import org.ejml.data.FMatrixRMaj;

/** Places rows on a map that stays as it is, each by itself. */
final class Placement {
  private static final int ITERATIONS = 100;
  private static final float RATE = 0.5f;
  private static final float MOMENTUM = 0.8f;

  private final Affinities affinities;
  private final float[] map;
  private final GridRepulsion repulsion;
  private final double constant;
  private final float[] points;

  private Placement(float[] map, Affinities affinities, Workers workers) {
    this.map = map;
    this.affinities = affinities;
    repulsion = new GridRepulsion(workers);
    repulsion.setCharges(map);
    constant = repulsion.constant();
    points = new float[2 * affinities.rows()];
  }

  static FMatrixRMaj place(
      FMatrixRMaj map, FMatrixRMaj rows, double perplexity, FMatrixRMaj more, Autoencoders engine) {
    try (Workers workers = new Workers(engine.threads())) {
      int count = Math.min(rows.numRows, (int) Math.ceil(3 * perplexity));
      Neighbours neighbours = Neighbours.between(more, rows, count, engine.kernels(), workers);
      Affinities affinities = Affinities.conditional(neighbours, perplexity, workers);
      Placement placement = new Placement(map.data, affinities, workers);
      workers.run(
          (part, parts) ->
              placement.descend(
                  Workers.begin(more.numRows, 1, part, parts),
                  Workers.begin(more.numRows, 1, part + 1, parts)));
      return FMatrixRMaj.wrap(more.numRows, 2, placement.points);
    }
  }

  private void descend(int from, int to) {
    float[] place = new float[2];
    float[] force = new float[2];
    double[] potential = new double[1];
    for (int row = from; row < to; row++) {
      begin(row, place);
      float velocityX = 0;
      float velocityY = 0;
      for (int iteration = 0; iteration < ITERATIONS; iteration++) {
        repulsion.gather(place, 0, 1, force, potential);
        float share = (float) (1 / Math.max(potential[0] + constant, 1e-9));
        float gradientX = -share * force[0];
        float gradientY = -share * force[1];
        for (int e = affinities.starts()[row]; e < affinities.starts()[row + 1]; e++) {
          int j = 2 * affinities.index()[e];
          float dx = place[0] - map[j];
          float dy = place[1] - map[j + 1];
          float pull = affinities.weights()[e] / (1 + dx * dx + dy * dy);
          gradientX += pull * dx;
          gradientY += pull * dy;
        }
        velocityX = MOMENTUM * velocityX - RATE * gradientX;
        velocityY = MOMENTUM * velocityY - RATE * gradientY;
        place[0] += velocityX;
        place[1] += velocityY;
        repulsion.clamp(place);
      }
      points[2 * row] = place[0];
      points[2 * row + 1] = place[1];
    }
  }

  /** Begins at the mean of the neighbours, by their weights. */
  private void begin(int row, float[] place) {
    double x = 0;
    double y = 0;
    for (int e = affinities.starts()[row]; e < affinities.starts()[row + 1]; e++) {
      x += affinities.weights()[e] * map[2 * affinities.index()[e]];
      y += affinities.weights()[e] * map[2 * affinities.index()[e] + 1];
    }
    place[0] = (float) x;
    place[1] = (float) y;
    repulsion.clamp(place);
  }
}
