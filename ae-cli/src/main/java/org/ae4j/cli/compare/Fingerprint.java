package org.ae4j.cli.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Tells whether a run would be the same as another: equal settings, rows, code and machine. */
public final class Fingerprint {
  private final MessageDigest digest;

  /** Begins one. */
  public Fingerprint() {
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Adds a text under a name. */
  public Fingerprint add(String name, Object value) {
    byte[] bytes = value.toString().getBytes(StandardCharsets.UTF_8);
    // With its length, so that no value can be mistaken for a name and a value.
    String head = name + ':' + bytes.length + ':';
    digest.update(head.getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
    return this;
  }

  /** Adds settings, whatever their order. */
  public Fingerprint add(Map<String, String> settings) {
    new TreeMap<>(settings).forEach(this::add);
    return this;
  }

  /** Adds the contents of jars; folders of classes, which only a build has, count by name. */
  public Fingerprint addJars(Collection<String> locations) {
    for (String location : new TreeSet<>(locations)) {
      Path file = Path.of(location);
      try {
        if (Files.isRegularFile(file)) {
          digest.update(Files.readAllBytes(file));
        } else {
          add("location", location);
        }
      } catch (IOException e) {
        add("location", location);
      }
    }
    return this;
  }

  /** Returns it, in 16 hexadecimal digits; nothing can be added after. */
  public String text() {
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }
}
