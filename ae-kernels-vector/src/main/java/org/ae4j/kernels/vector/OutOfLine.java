package org.ae4j.kernels.vector;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Calls loops so that the compiler does not inline them.
 *
 * <p>Several of them inlined into one caller exceed what JDK 17 compiles without allocating
 * vectors; see {@link VectorMath}. The compiler does not look through a handle that it cannot take
 * for constant, such as the element of an array or a field that is not final. A call costs some
 * nanoseconds, a row some hundred.
 */
final class OutOfLine {

  private static MethodHandle exp = inPlace("exp");
  private static MethodHandle log = inPlace("log");
  private static MethodHandle tanh = inPlace("tanh");

  private OutOfLine() {}

  /** Calls {@link VectorInPlace#exp}. */
  static void exp(int length, float[] x, int xo) {
    call(exp, length, x, xo);
  }

  /** Calls {@link VectorInPlace#log}. */
  static void log(int length, float[] x, int xo) {
    call(log, length, x, xo);
  }

  /** Calls {@link VectorInPlace#tanh}. */
  static void tanh(int length, float[] x, int xo) {
    call(tanh, length, x, xo);
  }

  /** Returns a static method of this package, to be called through the element of an array. */
  static MethodHandle find(Class<?> owner, String name, MethodType type) {
    try {
      return MethodHandles.lookup().findStatic(owner, name, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Returns what a loop threw, none of which throws a checked exception. */
  static RuntimeException unchecked(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      return exception;
    }
    return new IllegalStateException(thrown);
  }

  private static void call(MethodHandle loop, int length, float[] x, int xo) {
    try {
      loop.invokeExact(length, x, xo);
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  private static MethodHandle inPlace(String name) {
    MethodType type = MethodType.methodType(void.class, int.class, float[].class, int.class);
    return find(VectorInPlace.class, name, type);
  }
}
