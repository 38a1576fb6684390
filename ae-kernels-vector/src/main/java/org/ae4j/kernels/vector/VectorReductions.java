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

/**
 * Sums, scaled additions and the conversion of bytes.
 *
 * <p>What is added is the receiver and the sum the argument, in this order, here and in other loops
 * that sum up, but for {@link #sumOfSquares}: a loaded vector has a type that the compiler knows, a
 * sum in a loop does not while the loop is parsed. A call on the sum then stays a call that makes
 * an object, unless the loop was inlined into one that happened to be compiled with more knowledge,
 * so every other process was slow.
 */
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
      sums = FloatVector.fromArray(S, x, xo + i).add(sums);
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
    int j = 0;
    for (; j + 4 * L <= columns; j += 4 * L) {
      sumFourVectors(rows, x, xOffset + j, ld, sums, sumsOffset + j);
    }
    for (; j + L <= columns; j += L) {
      sumVector(rows, x, xOffset + j, ld, sums, sumsOffset + j);
    }
    for (; j < columns; j++) {
      float sum = sums[sumsOffset + j];
      for (int row = 0; row < rows; row++) {
        sum += x[xOffset + row * ld + j];
      }
      sums[sumsOffset + j] = sum;
    }
  }

  private static void sumFourVectors(int rows, float[] x, int x0, int ld, float[] sums, int s0) {
    FloatVector a = FloatVector.fromArray(S, sums, s0);
    FloatVector b = FloatVector.fromArray(S, sums, s0 + L);
    FloatVector c = FloatVector.fromArray(S, sums, s0 + 2 * L);
    FloatVector d = FloatVector.fromArray(S, sums, s0 + 3 * L);
    for (int row = 0; row < rows; row++) {
      int at = x0 + row * ld;
      a = FloatVector.fromArray(S, x, at).add(a);
      b = FloatVector.fromArray(S, x, at + L).add(b);
      c = FloatVector.fromArray(S, x, at + 2 * L).add(c);
      d = FloatVector.fromArray(S, x, at + 3 * L).add(d);
    }
    a.intoArray(sums, s0);
    b.intoArray(sums, s0 + L);
    c.intoArray(sums, s0 + 2 * L);
    d.intoArray(sums, s0 + 3 * L);
  }

  private static void sumVector(int rows, float[] x, int x0, int ld, float[] sums, int s0) {
    FloatVector sum = FloatVector.fromArray(S, sums, s0);
    for (int row = 0; row < rows; row++) {
      sum = FloatVector.fromArray(S, x, x0 + row * ld).add(sum);
    }
    sum.intoArray(sums, s0);
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
