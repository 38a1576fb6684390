package org.ae4j.core.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.Batch;
import org.ae4j.api.LossBreakdown;
import org.ae4j.api.Network;
import org.ae4j.api.NumericalException;
import org.ae4j.api.Parameter;
import org.ejml.data.FMatrixRMaj;

/** Says where numbers stopped being finite. */
final class Diagnosis {
  private static final String ADVICE =
      "; lower the learning rate, clip gradients (--clip-norm 1), or check the data's scale";

  private Diagnosis() {}

  /**
   * Refuses tensors that are not finite, so that no checkpoint holds them.
   *
   * @param when as the message begins, for example {@code after epoch 3}
   */
  static void requireFinite(List<Parameter> tensors, String when, Optional<Path> checkpoint) {
    for (Parameter tensor : tensors) {
      int bad = firstBad(tensor.values(), tensor.size());
      if (bad >= 0) {
        throw new NumericalException(
            when
                + " "
                + tensor.name()
                + " holds "
                + tensor.values()[bad]
                + " at ["
                + bad / tensor.columns()
                + ","
                + bad % tensor.columns()
                + "]"
                + ADVICE
                + kept(checkpoint));
      }
    }
  }

  /**
   * Returns the exception for a loss that is not finite, with the first bad tensor on the way of a
   * row.
   */
  static NumericalException notFinite(
      String where,
      Autoencoder model,
      StepEngine engine,
      Batch batch,
      LossBreakdown losses,
      Optional<Path> checkpoint) {
    return new NumericalException(
        "the "
            + where
            + "; first bad tensor: "
            + firstBadTensor(model, engine, batch, losses)
            + ADVICE
            + kept(checkpoint));
  }

  private static String kept(Optional<Path> checkpoint) {
    return checkpoint.map(file -> "; the last good checkpoint is " + file).orElse("");
  }

  private static String firstBadTensor(
      Autoencoder model, StepEngine engine, Batch batch, LossBreakdown losses) {
    if (firstBad(batch.input()) >= 0) {
      return "input";
    }
    for (Network network : model.networks()) {
      for (NetworkPass pass : engine.runs(network)) {
        for (int i = 0; i < pass.layers().size(); i++) {
          for (Parameter parameter : pass.layers().get(i).parameters()) {
            if (firstBad(parameter.values(), parameter.size()) >= 0) {
              return parameter.name();
            }
          }
          float[] output = pass.output(i).data;
          if (firstBad(output, output.length) >= 0) {
            return "output of " + network.name() + " layer " + i;
          }
        }
      }
    }
    return "loss terms " + losses.terms();
  }

  private static int firstBad(FMatrixRMaj matrix) {
    return firstBad(matrix.data, matrix.numRows * matrix.numCols);
  }

  private static int firstBad(float[] values, int length) {
    for (int i = 0; i < length; i++) {
      if (!Float.isFinite(values[i])) {
        return i;
      }
    }
    return -1;
  }
}
