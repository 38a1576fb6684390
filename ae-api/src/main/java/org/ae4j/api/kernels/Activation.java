package org.ae4j.api.kernels;

/**
 * The elementwise functions that kernels know, so that a dense layer can apply one while its result
 * is still in cache.
 *
 * <p>The parameter of {@link #LEAKY_RELU} is its negative slope, that of {@link #ELU} its alpha;
 * the others have none.
 */
public enum Activation {
  /** x. */
  LINEAR(true),
  /** max(0, x). */
  RELU(true),
  /** x for x &gt; 0, slope * x otherwise; slope &gt; 0. */
  LEAKY_RELU(true),
  /** x for x &gt; 0, alpha * (exp(x) - 1) otherwise; alpha &gt; 0 (Clevert et al., 2016). */
  ELU(true),
  /** The self-normalizing ELU with the constants of Klambauer et al., 2017. */
  SELU(true),
  /**
   * x * Phi(x) with the normal distribution function Phi, by erf and not its tanh approximation
   * (Hendrycks, 2016).
   */
  GELU(false),
  /** x * sigmoid(x), also called swish (Elfwing et al., 2018). */
  SILU(false),
  /** 1 / (1 + exp(-x)). */
  SIGMOID(true),
  /** The hyperbolic tangent. */
  TANH(true),
  /** log(1 + exp(x)). */
  SOFTPLUS(true);

  /** Alpha of {@link #SELU}. */
  public static final float SELU_ALPHA = 1.6732632f;

  /** Scale of {@link #SELU}. */
  public static final float SELU_SCALE = 1.0507010f;

  /**
   * Derivatives nearer to zero than this are zero: 1e-12.
   *
   * <p>An output that has long been right, a pixel that is black in every image, would otherwise
   * get gradients below {@link Float#MIN_NORMAL} in the end, and a matrix product of such numbers
   * takes many processors a hundred times as long.
   */
  public static final float LEAST_DERIVATIVE = 1e-12f;

  private final boolean derivativeFromOutput;

  Activation(boolean derivativeFromOutput) {
    this.derivativeFromOutput = derivativeFromOutput;
  }

  /**
   * Tells whether the derivative at x can be computed from the output f(x) alone, so that x need
   * not be kept.
   */
  public boolean derivativeFromOutput() {
    return derivativeFromOutput;
  }
}
