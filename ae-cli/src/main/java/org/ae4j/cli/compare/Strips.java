package org.ae4j.cli.compare;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The parts of the page that are strips of pictures, one a run. */
final class Strips {
  /** Where a PNG has its width, and then its height. */
  private static final int PNG_SIZE = 16;

  private final Comparison comparison;
  private final Path folder;

  Strips(Comparison comparison, Path folder) {
    this.comparison = comparison;
    this.folder = folder;
  }

  Map<String, Object> context() {
    Map<String, Object> context = new LinkedHashMap<>();
    List<Map<String, Object>> reconstructions = new ArrayList<>();
    first("originals", "original", "test images").ifPresent(reconstructions::add);
    reconstructions.addAll(
        each("reconstructions", result -> decibels(result.reconstruction().psnr())));
    List<Map<String, Object>> denoised = new ArrayList<>();
    first("originals", "original", "test images").ifPresent(denoised::add);
    first("noisy", "noisy", "test images with noise").ifPresent(denoised::add);
    denoised.addAll(each("denoised", result -> decibels(result.denoised().psnr())));
    context.put("images", !reconstructions.isEmpty());
    context.put(
        "noImages",
        "Rows of "
            + comparison.rows().shape()
            + " are no images that can be drawn: one or three channels of height by width.");
    context.put("reconstructions", reconstructions);
    context.put("denoised", denoised);
    context.put(
        "samples", each("samples", result -> result.samplesFrom().map(from -> "from " + from)));
    context.put("interpolations", each("interpolations", result -> Optional.empty()));
    return context;
  }

  private List<Map<String, Object>> each(
      String picture, Function<RunResult, Optional<String>> note) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (RunOutcome outcome : comparison.finished()) {
      RunResult result = outcome.result().orElseThrow();
      String name = outcome.plan().name();
      file(outcome, picture)
          .ifPresent(
              png -> {
                Map<String, Object> strip = strip(png, name, picture + " of " + name);
                strip.put("chip", true);
                strip.put("style", Report.style(comparison, outcome));
                strip.put("note", note.apply(result).<Object>map(text -> text).orElse(false));
                all.add(strip);
              });
    }
    return all;
  }

  /** Returns what is the same for all runs, from the first that has it. */
  private Optional<Map<String, Object>> first(String picture, String name, String alt) {
    return comparison.finished().stream()
        .flatMap(outcome -> file(outcome, picture).stream())
        .findFirst()
        .map(png -> strip(png, name, alt));
  }

  private Map<String, Object> strip(Path png, String name, String alt) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(png);
    } catch (IOException e) {
      throw new org.ae4j.api.AutoencoderException("cannot read " + png + ": " + e.getMessage(), e);
    }
    ByteBuffer size = ByteBuffer.wrap(bytes, PNG_SIZE, 2 * Integer.BYTES);
    Map<String, Object> strip = new LinkedHashMap<>();
    strip.put("name", name);
    strip.put("alt", alt);
    strip.put("style", "");
    strip.put("chip", false);
    strip.put("note", false);
    strip.put("width", size.getInt());
    strip.put("height", size.getInt());
    strip.put("src", "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes));
    return strip;
  }

  private Optional<Path> file(RunOutcome outcome, String picture) {
    return outcome
        .result()
        .map(result -> result.pictures().get(picture))
        .map(name -> folder.resolve(outcome.folder()).resolve(name));
  }

  static Optional<String> decibels(OptionalDouble psnr) {
    return psnr.isPresent()
        ? Optional.of(String.format(Locale.ROOT, "%.2f dB", psnr.getAsDouble()))
        : Optional.empty();
  }
}
