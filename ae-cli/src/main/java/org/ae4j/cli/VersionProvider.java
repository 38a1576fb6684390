package org.ae4j.cli;

import org.ae4j.core.model.Version;
import picocli.CommandLine.IVersionProvider;

/** Says the version of ae4j and of the JDK that runs it. */
final class VersionProvider implements IVersionProvider {
  VersionProvider() {}

  @Override
  public String[] getVersion() {
    return new String[] {
      "ae4j " + Version.text(),
      "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name")
    };
  }
}
