package org.ae4j.bench;

import java.io.IOException;

/** Starts JMH with the benchmarks of this jar; takes its options. */
public final class Benchmarks {
  private Benchmarks() {}

  /** Run what the options select; {@code -h} lists them. */
  public static void main(String[] args) throws IOException {
    org.openjdk.jmh.Main.main(args);
  }
}
