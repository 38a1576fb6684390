package org.ae4j.cli;

import org.ae4j.api.Callback;
import org.ae4j.api.EpochReport;
import org.ae4j.api.TrainingRun;

/** Prints a line an epoch, for people and as JSON. */
final class EpochLines implements Callback {
  private final Output output;

  EpochLines(Output output) {
    this.output = output;
  }

  @Override
  public void onEpoch(TrainingRun run, EpochReport report) {
    String validation =
        report.validationLoss().isPresent()
            ? "  validation " + Text.loss(report.validationLoss().getAsDouble())
            : "";
    output.line(
        "epoch %3d/%d  train %s%s  %,.0f rows/s  %.2f s",
        report.epoch(),
        run.epochs(),
        Text.loss(report.trainLoss()),
        validation,
        report.examplesPerSecond(),
        report.seconds());
    output.json(
        json -> {
          json.put("epoch", report.epoch());
          json.put("train_loss", report.trainLoss());
          if (report.validationLoss().isPresent()) {
            json.put("validation_loss", report.validationLoss().getAsDouble());
          } else {
            json.putNull("validation_loss");
          }
          if (report.terms().size() > 1) {
            report.terms().forEach(json.putObject("terms")::put);
          }
          json.put("learning_rate", report.learningRate());
          json.put("seconds", report.seconds());
          json.put("examples_per_second", report.examplesPerSecond());
        });
  }
}
