package org.ae4j.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ae4j.cli.compare.RunResult.Memory;

/** The most memory that this JVM has taken so far. */
final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Pattern HIGH_WATER = Pattern.compile("(?m)^VmHWM:\\s+(\\d+) kB$");

  private PeakMemory() {}

  static Memory now() {
    try {
      Matcher found = HIGH_WATER.matcher(Files.isReadable(STATUS) ? Files.readString(STATUS) : "");
      if (found.find()) {
        return new Memory(Long.parseLong(found.group(1)) << 10, Memory.RESIDENT);
      }
    } catch (IOException e) {
      // The JVM can tell for itself, if less exactly.
    }
    return pools();
  }

  static Memory pools() {
    long sum = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      sum += pool.getPeakUsage().getUsed();
    }
    return new Memory(sum, Memory.POOLS);
  }
}
