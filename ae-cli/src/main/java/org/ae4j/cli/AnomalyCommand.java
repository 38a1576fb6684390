package org.ae4j.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "anomaly",
    customSynopsis = "ae anomaly fit|score|explain [OPTIONS]",
    description = "Find the rows that do not fit.",
    sortOptions = false,
    commandListHeading = "%nCommands:%n",
    subcommands = {AnomalyFitCommand.class, AnomalyScoreCommand.class, AnomalyExplainCommand.class},
    footer = {
      "",
      "Examples:",
      "  ae anomaly fit --model model.safetensors --score mse+mahalanobis",
      "  ae anomaly score --data new.csv",
      "  ae anomaly explain --data new.csv"
    })
final class AnomalyCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Here for its help. */
  @SuppressWarnings("UnusedVariable")
  @Mixin(name = "In general")
  private CommonOptions common;

  AnomalyCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "anomaly needs fit, score or explain after it");
  }
}
