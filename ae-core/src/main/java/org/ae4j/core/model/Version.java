package org.ae4j.core.model;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of this library, which the build writes into a resource. */
public final class Version {
  private static final String TEXT = read();

  private Version() {}

  /** Returns the version, for example {@code 0.1.0}. */
  public static String text() {
    return TEXT;
  }

  private static String read() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      return "unknown";
    }
    return properties.getProperty("version", "unknown");
  }
}
