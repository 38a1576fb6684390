package org.ae4j.cli;

import java.io.PrintWriter;
import org.ae4j.api.AutoencoderException;
import org.ae4j.api.ConfigurationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code ae} command: 0 for success, 1 for a failed run, 2 for wrong usage. */
@Command(
    name = "ae",
    description = "Train autoencoders and use them.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    subcommands = {
      TrainCommand.class,
      EvaluateCommand.class,
      EncodeCommand.class,
      ReconstructCommand.class,
      SampleCommand.class,
      InterpolateCommand.class,
      TraverseCommand.class,
      InfoCommand.class,
      DataCommand.class,
      PluginsCommand.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "Begin with:",
      "  ae train                     train on a sample of Fashion-MNIST",
      "  ae train --data rows.csv     train on your own rows",
      "  ae COMMAND --help            options and examples of a command"
    })
public final class Main implements Runnable {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  @Spec private CommandSpec spec;

  /** Made by picocli, which fills the fields. */
  Main() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }

  /** Runs the command and exits with its status. */
  public static void main(String[] args) {
    System.exit(execute(args));
  }

  static int execute(String... args) {
    CommandLine command = new CommandLine(new Main());
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setExecutionExceptionHandler(handler());
    command.setParameterExceptionHandler(Main::wrongUsage);
    return command.execute(args);
  }

  private static int wrongUsage(ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("ae: " + oneLine(String.valueOf(e.getMessage())));
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
    err.flush();
    return WRONG_USAGE;
  }

  private static IExecutionExceptionHandler handler() {
    return (e, command, parsed) -> {
      PrintWriter err = command.getErr();
      boolean debug = wantsTraces(command);
      if (debug) {
        e.printStackTrace(err);
      }
      err.println("ae: " + message(e) + (debug || isExpected(e) ? "" : "; --debug shows where"));
      err.flush();
      return e instanceof ConfigurationException ? WRONG_USAGE : FAILED;
    };
  }

  private static boolean wantsTraces(CommandLine command) {
    return command.getMixins().values().stream()
        .anyMatch(mixin -> mixin instanceof CommonOptions common && common.debug());
  }

  private static boolean isExpected(Exception e) {
    return e instanceof AutoencoderException;
  }

  private static String message(Exception e) {
    String text = e.getMessage();
    return oneLine(isExpected(e) && text != null ? text : e.toString());
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ").strip();
  }
}
