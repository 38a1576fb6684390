package org.ae4j.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of this machine's processor. */
public final class Processor {
  private static final Path LINUX = Path.of("/proc/cpuinfo");
  private static final Pattern NAME = Pattern.compile("(?m)^model name\\s*:\\s*(\\S.*)$");

  private Processor() {}

  /** Returns the maker's name where the system tells it, or else the architecture. */
  public static String name() {
    return linux()
        .or(() -> Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER")))
        .orElseGet(() -> System.getProperty("os.arch"));
  }

  private static Optional<String> linux() {
    try {
      Matcher name = NAME.matcher(Files.isReadable(LINUX) ? Files.readString(LINUX) : "");
      return name.find() ? Optional.of(name.group(1).strip()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
