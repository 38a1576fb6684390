package org.ae4j.kernels.vector;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.B2I;
import static jdk.incubator.vector.VectorOperators.F2D;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.I2F;
import static org.ae4j.kernels.vector.VectorMath.L;
import static org.ae4j.kernels.vector.VectorMath.S;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** Sums, scaled additions and the conversion of bytes. */
final class VectorReductions {

  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;

  private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;

  /** As many bytes as fill one vector of floats, or two where there is no shorter vector. */
  private static final VectorSpecies<Byte> B =
      L > 8 ? ByteVector.SPECIES_128 : ByteVector.SPECIES_64;

  private static final int PARTS = B.length() / L;

  private VectorReductions() {}

  /** Returns the sum of up to {@link Scratch#BLOCK} elements, in single precision lane by lane. */
  static double sum(int length, float[] x, int xo) {
    FloatVector sums = FloatVector.zero(S);
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      sums = sums.add(FloatVector.fromArray(S, x, xo + i));
    }
    Scratch scratch = Scratch.current();
    sums.intoArray(scratch.lanes, 0);
    double sum = scratch.sumOfLanes();
    for (; i < length; i++) {
      sum += x[xo + i];
    }
    return sum;
  }

  /** Squares are exact in double; the receiver of add is the sum, so that JDK 17 keeps its type. */
  static double sumOfSquares(float[] x, int from, int to) {
    DoubleVector even = DoubleVector.zero(D);
    DoubleVector odd = DoubleVector.zero(D);
    int i = from;
    for (; i <= to - L; i += L) {
      FloatVector v = FloatVector.fromArray(S, x, i);
      DoubleVector a = (DoubleVector) v.convertShape(F2D, D, 0);
      DoubleVector b = (DoubleVector) v.convertShape(F2D, D, 1);
      even = even.add(a.mul(a));
      odd = odd.add(b.mul(b));
    }
    Scratch scratch = Scratch.current();
    even.add(odd).intoArray(scratch.doubleLanes, 0);
    double sum = scratch.sumOfDoubleLanes();
    for (; i < to; i++) {
      sum += (double) x[i] * x[i];
    }
    return sum;
  }

  static void addScaled(int length, float factor, float[] x, int xOffset, float[] y, int yOffset) {
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector sum = FloatVector.fromArray(S, y, yOffset + i);
      FloatVector.fromArray(S, x, xOffset + i).lanewise(FMA, factor, sum).intoArray(y, yOffset + i);
    }
    for (; i < length; i++) {
      y[yOffset + i] = Math.fma(x[xOffset + i], factor, y[yOffset + i]);
    }
  }

  /** Computes y = factor y. */
  static void scale(int length, float factor, float[] y, int yo) {
    int i = 0;
    for (; i < S.loopBound(length); i += L) {
      FloatVector.fromArray(S, y, yo + i).mul(factor).intoArray(y, yo + i);
    }
    for (; i < length; i++) {
      y[yo + i] *= factor;
    }
  }

  static void columnSums(
      int rows,
      int columns,
      float[] x,
      int xOffset,
      int ld,
      float[] sums,
      int sumsOffset,
      boolean accumulate) {
    if (!accumulate) {
      Arrays.fill(sums, sumsOffset, sumsOffset + columns, 0f);
    }
    int i = 0;
    for (; i + 4 <= rows; i += 4) {
      addFourRows(columns, x, xOffset + i * ld, ld, sums, sumsOffset);
    }
    for (; i < rows; i++) {
      addScaled(columns, 1f, x, xOffset + i * ld, sums, sumsOffset);
    }
  }

  private static void addFourRows(
      int columns, float[] x, int xOffset, int ld, float[] sums, int sumsOffset) {
    int j = 0;
    for (; j < S.loopBound(columns); j += L) {
      int at = xOffset + j;
      FloatVector two =
          FloatVector.fromArray(S, sums, sumsOffset + j)
              .add(FloatVector.fromArray(S, x, at))
              .add(FloatVector.fromArray(S, x, at + ld));
      FloatVector four =
          two.add(FloatVector.fromArray(S, x, at + 2 * ld))
              .add(FloatVector.fromArray(S, x, at + 3 * ld));
      four.intoArray(sums, sumsOffset + j);
    }
    for (; j < columns; j++) {
      int at = xOffset + j;
      float two = sums[sumsOffset + j] + x[at] + x[at + ld];
      sums[sumsOffset + j] = two + x[at + 2 * ld] + x[at + 3 * ld];
    }
  }

  static void fromBytes(
      int length, byte[] bytes, int bytesOffset, float scale, float shift, float[] y, int yOffset) {
    int i = 0;
    for (; i <= length - B.length(); i += B.length()) {
      ByteVector b = ByteVector.fromArray(B, bytes, bytesOffset + i);
      for (int part = 0; part < PARTS; part++) {
        FloatVector f =
            (FloatVector) b.convertShape(B2I, I, part).lanewise(AND, 0xff).convert(I2F, 0);
        f.lanewise(FMA, scale, shift).intoArray(y, yOffset + i + part * L);
      }
    }
    for (; i < length; i++) {
      y[yOffset + i] = Math.fma(Byte.toUnsignedInt(bytes[bytesOffset + i]), scale, shift);
    }
  }
}
