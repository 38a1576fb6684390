package org.ae4j.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Standard output that remembers why it could not be written, which {@link PrintStream} hides. */
final class StandardOutput extends OutputStream {
  private final OutputStream target;
  private @Nullable IOException failure;

  StandardOutput(OutputStream target) {
    this.target = target;
  }

  /** Puts one in place of {@link System#out}. */
  static StandardOutput install() {
    StandardOutput output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    String encoding = System.getProperty("stdout.encoding", Charset.defaultCharset().name());
    System.setOut(new PrintStream(output, true, Charset.forName(encoding)));
    return output;
  }

  /** Returns why output was lost; a reader that has seen enough and is gone is no reason. */
  Optional<String> problem() {
    return Optional.ofNullable(failure)
        .map(Failures::reason)
        .filter(reason -> !reason.equals("Broken pipe"));
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      target.write(bytes, offset, length);
    } catch (IOException e) {
      failure = failure == null ? e : failure;
      throw e;
    }
  }
}
