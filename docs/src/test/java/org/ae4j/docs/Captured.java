package org.ae4j.docs;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.ae4j.cli.Main;

/**
 * What came of some work in this JVM.
 *
 * @param result what it returned
 * @param said what it wrote to standard output and standard error
 */
record Captured<T>(T result, String said) {
  static Captured<Integer> ae(String... arguments) throws Exception {
    return of(() -> Main.execute(arguments));
  }

  static <T> Captured<T> of(Callable<T> work) throws Exception {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = System.out;
    PrintStream err = System.err;
    try (PrintStream print = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      System.setOut(print);
      System.setErr(print);
      T result = work.call();
      return new Captured<>(result, said.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
