package org.ae4j.anomaly;

/**
 * What a detector says of a row.
 *
 * @param score higher the less the row fits; infinite where the model's arithmetic overflows
 * @param pValue the part of the reference rows and this one that score at least as high: of the
 *     rows kept apart to calibrate on, or else of those that were fitted to, where it is too low
 *     for rows the model has not seen
 * @param anomalous whether the score is above the threshold
 */
public record Verdict(double score, double pValue, boolean anomalous) {}
