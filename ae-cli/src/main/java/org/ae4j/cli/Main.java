package org.ae4j.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code ae} command. */
@Command(name = "ae", mixinStandardHelpOptions = true, version = "ae 0.1.0-SNAPSHOT")
public final class Main implements Runnable {

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  /** Run the command and exit with its status. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
