package org.ae4j.core.layer;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ae4j.api.Names;
import org.ae4j.api.RandomStream;

/**
 * Draws the weights that training starts from.
 *
 * <p>The same stream gives the same bits on every machine. Fan-in and fan-out are the rows and
 * columns of the weight matrix.
 */
public final class Initializers {
  /**
   * Stands for the initializer that suits the activation after the layer; see {@link #automatic}.
   */
  public static final String AUTO = "auto";

  private static final String ZEROS = "zeros";
  private static final String ONES = "ones";
  static final String GLOROT_UNIFORM = "glorot_uniform";
  private static final String GLOROT_NORMAL = "glorot_normal";
  private static final String HE_UNIFORM = "he_uniform";
  private static final String HE_NORMAL = "he_normal";
  private static final String LECUN_UNIFORM = "lecun_uniform";
  private static final String LECUN_NORMAL = "lecun_normal";
  private static final String UNIFORM_FAN_IN = "uniform_fan_in";
  private static final String ORTHOGONAL = "orthogonal";

  private static final List<String> NAMES =
      List.of(
          GLOROT_NORMAL,
          GLOROT_UNIFORM,
          HE_NORMAL,
          HE_UNIFORM,
          LECUN_NORMAL,
          LECUN_UNIFORM,
          ONES,
          ORTHOGONAL,
          UNIFORM_FAN_IN,
          ZEROS);

  private static final Set<String> RECTIFIERS =
      Set.of("relu", "leaky_relu", "elu", "gelu", "silu", "softplus");

  private Initializers() {}

  /** Returns the names that {@link #fill} takes, in alphabetical order. */
  public static List<String> names() {
    return NAMES;
  }

  /** Refuses a name that is neither {@link #AUTO} nor among {@link #names}. */
  static void require(String name) {
    if (!name.equals(AUTO) && !NAMES.contains(name)) {
      Set<String> known = new TreeSet<>(NAMES);
      known.add(AUTO);
      throw Names.unknown("initializer", name, known);
    }
  }

  /**
   * Returns the name that {@link #AUTO} stands for: {@code he_uniform} before a rectifier and its
   * smooth relatives, {@code lecun_normal} before SELU, which needs it to normalize itself, {@code
   * glorot_uniform} otherwise.
   *
   * @param followingActivationId the activation that the layer's output goes through, if any
   */
  public static String automatic(Optional<String> followingActivationId) {
    String activation = followingActivationId.orElse("linear");
    if (activation.equals("selu")) {
      return LECUN_NORMAL;
    }
    return RECTIFIERS.contains(activation) ? HE_UNIFORM : GLOROT_UNIFORM;
  }

  /**
   * Fills a row-major matrix.
   *
   * <ul>
   *   <li>{@code glorot_uniform}, {@code glorot_normal}: variance 2 / (rows + columns) (Glorot and
   *       Bengio, 2010)
   *   <li>{@code he_uniform}, {@code he_normal}: variance 2 / rows (He et al., 2015)
   *   <li>{@code lecun_uniform}, {@code lecun_normal}: variance 1 / rows (LeCun et al., 1998)
   *   <li>{@code uniform_fan_in}: uniform within 1 / sqrt(rows), PyTorch's default for linear
   *       layers
   *   <li>{@code orthogonal}: orthonormal columns, or rows where these are fewer (Saxe et al.,
   *       2014)
   *   <li>{@code zeros}, {@code ones}
   * </ul>
   *
   * @param values at least {@code rows * columns} values, overwritten
   * @param rows the fan-in
   * @param columns the fan-out
   * @throws org.ae4j.api.ConfigurationException if the name is unknown
   */
  public static void fill(String name, float[] values, int rows, int columns, RandomStream stream) {
    fill(name, values, rows, columns, rows, columns, stream);
  }

  /**
   * Fills a row-major matrix whose fan-in and fan-out are not its rows and columns; see {@link
   * #fill(String, float[], int, int, RandomStream)}, where they take the place of rows and columns
   * in the variances.
   */
  public static void fill(
      String name,
      float[] values,
      int rows,
      int columns,
      double fanIn,
      double fanOut,
      RandomStream stream) {
    int count = Math.multiplyExact(rows, columns);
    double fans = fanIn + fanOut;
    switch (name) {
      case ZEROS -> Arrays.fill(values, 0, count, 0f);
      case ONES -> Arrays.fill(values, 0, count, 1f);
      case GLOROT_UNIFORM -> uniform(values, count, Math.sqrt(6 / fans), stream);
      case GLOROT_NORMAL -> normal(values, count, Math.sqrt(2 / fans), stream);
      case HE_UNIFORM -> uniform(values, count, Math.sqrt(6 / fanIn), stream);
      case HE_NORMAL -> normal(values, count, Math.sqrt(2 / fanIn), stream);
      case LECUN_UNIFORM -> uniform(values, count, Math.sqrt(3 / fanIn), stream);
      case LECUN_NORMAL -> normal(values, count, Math.sqrt(1 / fanIn), stream);
      case UNIFORM_FAN_IN -> uniform(values, count, Math.sqrt(1 / fanIn), stream);
      case ORTHOGONAL -> Orthogonal.fill(values, rows, columns, stream);
      default -> throw Names.unknown("initializer", name, NAMES);
    }
  }

  private static void uniform(float[] values, int count, double limit, RandomStream stream) {
    for (int i = 0; i < count; i++) {
      values[i] = (float) ((2 * stream.uniform(i) - 1) * limit);
    }
  }

  private static void normal(float[] values, int count, double deviation, RandomStream stream) {
    for (int i = 0; i < count; i++) {
      values[i] = (float) (stream.normal(i) * deviation);
    }
  }
}
