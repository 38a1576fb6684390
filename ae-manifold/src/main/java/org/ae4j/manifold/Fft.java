package org.ae4j.manifold;

/**
 * A fast Fourier transform over many lanes at once: element {@code r} of the sequence is a row, and
 * each lane of the rows is a sequence of its own.
 *
 * <p>Stockham's self-sorting form with radices 4, 3 and 2 (Cochran et al., 1967). Rows are arrays
 * of their own, all read and written at one index, as the JIT compiler turns only such loops into
 * vector instructions. Immutable and thread-safe on disjoint lanes.
 */
final class Fft {
  private static final float SIN_60 = (float) Math.sqrt(0.75);

  private final int length;
  private final float[] cos;
  private final float[] sin;

  /** Prepares transforms of a length that has no prime factors but 2 and 3. */
  Fft(int length) {
    this.length = length;
    cos = new float[length];
    sin = new float[length];
    for (int i = 0; i < length; i++) {
      double angle = -2 * Math.PI * i / length;
      cos[i] = (float) StrictMath.cos(angle);
      sin[i] = (float) StrictMath.sin(angle);
    }
  }

  /** Returns the least even length of at least {@code least} that can be transformed. */
  static int lengthFrom(int least) {
    for (int length = Math.max(4, (least + 3) / 4 * 4); ; length += 4) {
      int rest = length >> Integer.numberOfTrailingZeros(length);
      while (rest % 3 == 0) {
        rest /= 3;
      }
      if (rest == 1) {
        return length;
      }
    }
  }

  /**
   * Transforms the lanes from {@code from} to {@code to} (exclusive) of rows; to invert, without
   * the division by the length, exchange real and imaginary rows.
   *
   * @param otherRe rows to work in, as many and as long
   * @return whether the result is in the other rows
   */
  boolean transform(
      float[][] re, float[][] im, float[][] otherRe, float[][] otherIm, int from, int to) {
    float[][] xr = re;
    float[][] xi = im;
    float[][] yr = otherRe;
    float[][] yi = otherIm;
    boolean other = false;
    int stride = 1;
    for (int n = length; n > 1; ) {
      int radix = n % 4 == 0 ? 4 : n % 3 == 0 ? 3 : 2;
      int step = length / radix;
      for (int p = 0; p < n / radix; p++) {
        for (int q = 0; q < stride; q++) {
          int in = q + stride * p;
          int out = q + stride * radix * p;
          switch (radix) {
            case 4 -> four(xr, xi, in, step, yr, yi, out, stride, p * stride, from, to);
            case 3 -> three(xr, xi, in, step, yr, yi, out, stride, p * stride, from, to);
            default -> two(xr, xi, in, step, yr, yi, out, stride, p * stride, from, to);
          }
        }
      }
      float[][] swapped = xr;
      xr = yr;
      yr = swapped;
      swapped = xi;
      xi = yi;
      yi = swapped;
      other = !other;
      n /= radix;
      stride *= radix;
    }
    return other;
  }

  private void two(
      float[][] xr,
      float[][] xi,
      int in,
      int step,
      float[][] yr,
      float[][] yi,
      int out,
      int stride,
      int turn,
      int from,
      int to) {
    float c1 = cos[turn];
    float s1 = sin[turn];
    float[] ar = xr[in];
    float[] ai = xi[in];
    float[] br = xr[in + step];
    float[] bi = xi[in + step];
    float[] y0r = yr[out];
    float[] y0i = yi[out];
    float[] y1r = yr[out + stride];
    float[] y1i = yi[out + stride];
    for (int l = from; l < to; l++) {
      float er = ar[l] + br[l];
      float ei = ai[l] + bi[l];
      float dr = ar[l] - br[l];
      float di = ai[l] - bi[l];
      y0r[l] = er;
      y0i[l] = ei;
      y1r[l] = dr * c1 - di * s1;
      y1i[l] = dr * s1 + di * c1;
    }
  }

  private void three(
      float[][] xr,
      float[][] xi,
      int in,
      int step,
      float[][] yr,
      float[][] yi,
      int out,
      int stride,
      int turn,
      int from,
      int to) {
    float c1 = cos[turn];
    float s1 = sin[turn];
    float c2 = cos[2 * turn];
    float s2 = sin[2 * turn];
    float[] ar = xr[in];
    float[] ai = xi[in];
    float[] br = xr[in + step];
    float[] bi = xi[in + step];
    float[] cr = xr[in + 2 * step];
    float[] ci = xi[in + 2 * step];
    float[] y0r = yr[out];
    float[] y0i = yi[out];
    float[] y1r = yr[out + stride];
    float[] y1i = yi[out + stride];
    float[] y2r = yr[out + 2 * stride];
    float[] y2i = yi[out + 2 * stride];
    for (int l = from; l < to; l++) {
      float er = br[l] + cr[l];
      float ei = bi[l] + ci[l];
      float tr = ar[l] - 0.5f * er;
      float ti = ai[l] - 0.5f * ei;
      float ur = SIN_60 * (bi[l] - ci[l]);
      float ui = SIN_60 * (cr[l] - br[l]);
      float sr = ar[l] + er;
      float si = ai[l] + ei;
      float fr = tr + ur;
      float fi = ti + ui;
      float gr = tr - ur;
      float gi = ti - ui;
      y0r[l] = sr;
      y0i[l] = si;
      y1r[l] = fr * c1 - fi * s1;
      y1i[l] = fr * s1 + fi * c1;
      y2r[l] = gr * c2 - gi * s2;
      y2i[l] = gr * s2 + gi * c2;
    }
  }

  private void four(
      float[][] xr,
      float[][] xi,
      int in,
      int step,
      float[][] yr,
      float[][] yi,
      int out,
      int stride,
      int turn,
      int from,
      int to) {
    float c1 = cos[turn];
    float s1 = sin[turn];
    float c2 = cos[2 * turn];
    float s2 = sin[2 * turn];
    float c3 = cos[3 * turn];
    float s3 = sin[3 * turn];
    float[] ar = xr[in];
    float[] ai = xi[in];
    float[] br = xr[in + step];
    float[] bi = xi[in + step];
    float[] cr = xr[in + 2 * step];
    float[] ci = xi[in + 2 * step];
    float[] dr = xr[in + 3 * step];
    float[] di = xi[in + 3 * step];
    float[] y0r = yr[out];
    float[] y0i = yi[out];
    float[] y1r = yr[out + stride];
    float[] y1i = yi[out + stride];
    float[] y2r = yr[out + 2 * stride];
    float[] y2i = yi[out + 2 * stride];
    float[] y3r = yr[out + 3 * stride];
    float[] y3i = yi[out + 3 * stride];
    for (int l = from; l < to; l++) {
      float er = ar[l] + cr[l];
      float ei = ai[l] + ci[l];
      float fr = ar[l] - cr[l];
      float fi = ai[l] - ci[l];
      float gr = br[l] + dr[l];
      float gi = bi[l] + di[l];
      float hr = br[l] - dr[l];
      float hi = bi[l] - di[l];
      float ur = er - gr;
      float ui = ei - gi;
      float vr = fr + hi;
      float vi = fi - hr;
      float wr = fr - hi;
      float wi = fi + hr;
      y0r[l] = er + gr;
      y0i[l] = ei + gi;
      y1r[l] = vr * c1 - vi * s1;
      y1i[l] = vr * s1 + vi * c1;
      y2r[l] = ur * c2 - ui * s2;
      y2i[l] = ur * s2 + ui * c2;
      y3r[l] = wr * c3 - wi * s3;
      y3i[l] = wr * s3 + wi * c3;
    }
  }
}
