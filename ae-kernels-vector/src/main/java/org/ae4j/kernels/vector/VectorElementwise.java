package org.ae4j.kernels.vector;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import org.ae4j.api.kernels.Activation;

/** Chooses the loop of an activation, and calls it {@linkplain OutOfLine out of line}. */
final class VectorElementwise {

  private static final MethodHandle[] FORWARD =
      Arrays.stream(Activation.values())
          .map(VectorElementwise::forward)
          .toArray(MethodHandle[]::new);

  private static final MethodHandle[] BACKWARD =
      Arrays.stream(Activation.values())
          .map(VectorElementwise::backward)
          .toArray(MethodHandle[]::new);

  private VectorElementwise() {}

  static void activate(
      Activation f, float parameter, int length, float[] x, int xo, float[] y, int yo) {
    try {
      FORWARD[f.ordinal()].invokeExact(parameter, length, x, xo, y, yo);
    } catch (Throwable e) {
      throw OutOfLine.unchecked(e);
    }
  }

  static void activateBackward(
      Activation f,
      float parameter,
      int length,
      float[] s,
      int so,
      float[] g,
      int go,
      float[] d,
      int dO) {
    try {
      BACKWARD[f.ordinal()].invokeExact(parameter, length, s, so, g, go, d, dO);
    } catch (Throwable e) {
      throw OutOfLine.unchecked(e);
    }
  }

  private static MethodHandle forward(Activation f) {
    MethodType type =
        MethodType.methodType(
            void.class, float.class, int.class, float[].class, int.class, float[].class, int.class);
    return f == Activation.GELU
        ? OutOfLine.find(VectorGelu.class, "gelu", type)
        : OutOfLine.find(VectorActivations.class, methodOf(f), type);
  }

  private static MethodHandle backward(Activation f) {
    MethodType type =
        MethodType.methodType(
            void.class,
            float.class,
            int.class,
            float[].class,
            int.class,
            float[].class,
            int.class,
            float[].class,
            int.class);
    return f == Activation.GELU
        ? OutOfLine.find(VectorGelu.class, "backward", type)
        : OutOfLine.find(VectorDerivatives.class, methodOf(f), type);
  }

  private static String methodOf(Activation f) {
    return switch (f) {
      case LINEAR -> "linear";
      case RELU -> "relu";
      case LEAKY_RELU -> "leakyRelu";
      case ELU -> "elu";
      case SELU -> "selu";
      case GELU -> "gelu";
      case SILU -> "silu";
      case SIGMOID -> "sigmoid";
      case TANH -> "tanh";
      case SOFTPLUS -> "softplus";
    };
  }
}
