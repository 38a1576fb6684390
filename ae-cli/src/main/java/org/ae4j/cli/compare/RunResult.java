package org.ae4j.cli.compare;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ae4j.api.EpochReport;
import org.ae4j.core.metrics.Quality;

/**
 * What a finished run gave; the file of it is what tells that the run is finished.
 *
 * @param schema the version of this form
 * @param fingerprint of everything that decides the result; see {@link Fingerprint}
 * @param model what was built
 * @param training what happened
 * @param reconstruction of the test rows, in [0, 1]
 * @param noisy the same rows with noise, against the clean ones
 * @param denoised what the model makes of those, against the clean ones
 * @param speed how fast
 * @param memory how much
 * @param samplesFrom where the codes of the samples come from, if there are samples
 * @param pictures files by what they show, beside this one
 */
public record RunResult(
    int schema,
    String fingerprint,
    Model model,
    Training training,
    Quality reconstruction,
    Quality noisy,
    Quality denoised,
    Speed speed,
    Memory memory,
    Optional<String> samplesFrom,
    Map<String, String> pictures) {
  /** The version that this code writes, and reads. */
  public static final int SCHEMA = 1;

  public RunResult {
    pictures = Map.copyOf(pictures);
  }

  /**
   * What was built.
   *
   * @param corruption what training did to its input
   * @param codeSize values in a code
   * @param compression values in a row, by values in a code
   * @param parameters number of trained weights
   */
  public record Model(
      String variant,
      String encoder,
      Optional<String> decoder,
      String loss,
      Optional<String> corruption,
      String scaling,
      int codeSize,
      double compression,
      long parameters) {}

  /**
   * What happened.
   *
   * @param history the finished epochs
   * @param validationMse after each of them, of the rows kept apart, in [0, 1]; empty without such
   *     rows
   * @param steps taken, those of an unfinished epoch included
   * @param stepsPerEpoch how many steps an epoch has
   * @param seconds of these steps alone
   * @param ended {@code epochs}, {@code time-budget} or {@code patience}: what ended it
   */
  public record Training(
      String optimizer,
      int batchSize,
      List<EpochReport> history,
      List<Double> validationMse,
      long steps,
      int stepsPerEpoch,
      double seconds,
      String ended) {
    public Training {
      history = List.copyOf(history);
      validationMse = List.copyOf(validationMse);
    }
  }

  /**
   * How fast.
   *
   * @param secondsPerEpoch the median epoch's; nothing where none was finished
   * @param examplesPerSecond the median epoch's, or of all steps where none was finished
   * @param encodeMicros the median of encoding one row, on one thread
   * @param encodeRowsPerSecond in batches, on one thread
   */
  public record Speed(
      OptionalDouble secondsPerEpoch,
      double examplesPerSecond,
      double encodeMicros,
      double encodeRowsPerSecond) {}

  /**
   * How much memory the run's own JVM took at most, from its start to the end of training.
   *
   * @param measured what was measured: {@link #RESIDENT} or {@link #POOLS}
   */
  public record Memory(long peakBytes, String measured) {
    /** What Linux tells of a process. */
    public static final String RESIDENT = "resident set";

    /** What every JVM tells of itself. */
    public static final String POOLS = "JVM memory pools";
  }
}
