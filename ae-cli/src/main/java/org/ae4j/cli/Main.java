package org.ae4j.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ae4j.api.AutoencoderException;
import org.ae4j.api.ConfigurationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The {@code ae} command: 0 for success, 1 for a failed run, 2 for wrong usage. */
@Command(
    name = "ae",
    description = "Train autoencoders and use them.",
    commandListHeading = "%nCommands:%n",
    customSynopsis = "ae COMMAND [OPTIONS]",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    footer = {
      "",
      "Begin with:",
      "  ae train                     train on a sample of Fashion-MNIST",
      "  ae train --data rows.csv     train on your own rows",
      "  ae compare                   compare all variants, with a report",
      "  ae COMMAND --help            options and examples of a command"
    })
public final class Main implements Runnable {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private static final List<Class<?>> COMMANDS =
      List.of(
          TrainCommand.class,
          EvaluateCommand.class,
          EncodeCommand.class,
          ReconstructCommand.class,
          DenoiseCommand.class,
          SampleCommand.class,
          InterpolateCommand.class,
          TraverseCommand.class,
          AnomalyCommand.class,
          MapCommand.class,
          ClusterCommand.class,
          CompareCommand.class,
          CompareRunCommand.class,
          BenchCommand.class,
          InfoCommand.class,
          DataCommand.class,
          PluginsCommand.class,
          CommandLine.HelpCommand.class);

  @Spec private CommandSpec spec;

  /** Made by picocli, which fills the fields. */
  Main() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "the command is missing");
  }

  /** Runs the command and exits with its status. */
  public static void main(String[] args) {
    if (Arrays.asList(args).contains("--quiet")) {
      System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
    }
    EarlyEngine.begin(args);
    StandardOutput output = StandardOutput.install();
    int status = execute(args);
    Optional<String> lost = output.problem();
    lost.ifPresent(reason -> fail("cannot write to standard output: " + reason));
    System.exit(status == 0 && lost.isPresent() ? FAILED : status);
  }

  /** Makes the command line, whose {@code parseArgs} reads arguments as {@link #execute} does. */
  public static CommandLine commandLine() {
    return commandLine(COMMANDS);
  }

  private static CommandLine commandLine(List<?> subcommands) {
    CommandLine command = new CommandLine(new Main());
    subcommands.forEach(command::addSubcommand);
    command.setCaseInsensitiveEnumValuesAllowed(true);
    UsageErrors.registerNumbers(command);
    HelpSections.install(command);
    return command;
  }

  /**
   * Returns what the arguments need to be read: the one command that is named first, if it is one,
   * and for {@code --help} or {@code --version} alone no more than the names. Reading the options
   * of all commands takes a third of the time until training begins, and half of that of the help.
   */
  private static List<?> needed(String... args) {
    String first = args.length == 0 ? "" : args[0];
    for (Class<?> type : COMMANDS) {
      boolean needsAll = type.equals(CommandLine.HelpCommand.class);
      if (!needsAll && type.getAnnotation(Command.class).name().equals(first)) {
        return List.of(type);
      }
    }
    boolean namesWillDo = args.length == 1 && first.startsWith("-");
    return namesWillDo ? COMMANDS.stream().map(Main::withoutOptions).toList() : COMMANDS;
  }

  private static CommandSpec withoutOptions(Class<?> type) {
    Command command = type.getAnnotation(Command.class);
    CommandSpec listed = CommandSpec.create().name(command.name());
    listed
        .usageMessage()
        .header(command.header())
        .description(command.description())
        .hidden(command.hidden());
    return listed;
  }

  /** Runs the command in this JVM and returns its status: 0, 1 or 2. */
  public static int execute(String... args) {
    CommandLine command = commandLine(needed(args));
    command.setExecutionExceptionHandler((e, failed, parsed) -> failed(e, parsed));
    command.setParameterExceptionHandler(
        (e, ignored) -> {
          fail(UsageErrors.message(e));
          return WRONG_USAGE;
        });
    try {
      return command.execute(args);
    } catch (OutOfMemoryError e) {
      long limit = Runtime.getRuntime().maxMemory() >> 20;
      fail(
          "not enough memory: the limit is "
              + limit
              + " MiB; raise it with -Xmx in AE_JAVA_OPTS, or take fewer rows or a smaller model");
      return FAILED;
    } catch (InternalError e) {
      fail(
          "the JVM could not go on: "
              + e.getMessage()
              + "; this is what a data file that became shorter while in use leads to: leave it as"
              + " it is, and check the disk");
      return FAILED;
    } catch (LinkageError e) {
      fail(e + "; a plugin was built for another ae4j, or lacks a library: rebuild or remove it");
      return FAILED;
    }
  }

  private static int failed(Exception e, ParseResult parsed) {
    boolean debug = wantsTraces(parsed);
    boolean expected = e instanceof AutoencoderException && e.getMessage() != null;
    if (debug) {
      e.printStackTrace();
    }
    String message = expected ? e.getMessage() : e.toString();
    fail(message + (debug || expected ? "" : "; --debug shows where"));
    return e instanceof ConfigurationException ? WRONG_USAGE : FAILED;
  }

  private static boolean wantsTraces(ParseResult parsed) {
    return parsed.hasMatchedOption("--debug")
        || (parsed.hasSubcommand() && wantsTraces(parsed.subcommand()));
  }

  private static void fail(String message) {
    System.err.println("ae: " + message.replaceAll("\\s*\\R\\s*", " ").strip());
  }
}
