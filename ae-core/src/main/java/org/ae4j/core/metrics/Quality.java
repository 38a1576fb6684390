package org.ae4j.core.metrics;

import java.util.OptionalDouble;

/**
 * How near some rows come to their originals, over scaled values.
 *
 * @param mse the mean squared error over all rows and values
 * @param psnr the mean over rows of each row's PSNR in dB, where values are scaled to [0, 1]; a row
 *     that equals its original counts as 120 dB
 * @param ssim the mean over rows of {@link Ssim}, for images scaled to [0, 1]
 */
public record Quality(double mse, OptionalDouble psnr, OptionalDouble ssim) {}
