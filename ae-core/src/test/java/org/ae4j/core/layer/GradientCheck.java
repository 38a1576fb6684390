package org.ae4j.core.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleSupplier;
import org.ae4j.api.Layer;
import org.ae4j.api.Pass;
import org.ae4j.core.reference.Close;
import org.ejml.data.FMatrixRMaj;

/**
 * Compares gradients with central differences.
 *
 * <p>Five points at multiples of 1/32, which floats near 1 hold exactly: the formula's error is of
 * the order of 1e-6, that of float outputs divided by the distance of 1e-5. Functions must be
 * smooth within 1/16 of where they are checked.
 */
final class GradientCheck {
  private static final float DISTANCE = 1f / 32;
  private static final double TOLERANCE = 3e-4;

  private GradientCheck() {}

  /**
   * Checks the gradients of a random combination of a layer's outputs by its inputs and by all its
   * parameters.
   */
  static void check(Layer layer, FMatrixRMaj in, Pass pass) {
    FMatrixRMaj weights = LayerRun.normal(in.numRows, layer.outputShape().size(), 4711);
    LayerRun run = new LayerRun(layer, in, pass);
    run.forward();
    FMatrixRMaj gradIn = run.backward(weights);
    float[][] gradients = new float[layer.parameters().size()][];
    for (int p = 0; p < gradients.length; p++) {
      gradients[p] = run.gradient(p);
    }
    DoubleSupplier value =
        () -> {
          for (int p = 0; p < gradients.length; p++) {
            layer.parameterChanged(p, 0, layer.parameters().get(p).size());
          }
          return dot(new LayerRun(layer, in, pass).forward(), weights);
        };
    check("input", in.data, gradIn.data, value);
    for (int p = 0; p < gradients.length; p++) {
      String name = layer.parameters().get(p).name();
      check(name, layer.parameters().get(p).values(), gradients[p], value);
    }
  }

  /** Checks the gradient of a function of variables that it reads from an array. */
  static void check(String name, float[] variables, float[] gradient, DoubleSupplier function) {
    double[] differences = new double[variables.length];
    for (int i = 0; i < variables.length; i++) {
      differences[i] = difference(variables, i, function);
    }
    assertThat(differences).as(name).isNotEmpty();
    Close.assertClose("gradient by " + name, gradient, differences, TOLERANCE);
  }

  private static double difference(float[] variables, int index, DoubleSupplier function) {
    float kept = variables[index];
    double[] values = new double[5];
    for (int k = 0; k < 5; k++) {
      variables[index] = kept + (k - 2) * DISTANCE;
      values[k] = function.getAsDouble();
    }
    variables[index] = kept;
    return (values[0] - 8 * values[1] + 8 * values[3] - values[4]) / (12 * DISTANCE);
  }

  private static double dot(FMatrixRMaj x, FMatrixRMaj y) {
    double sum = 0;
    for (int i = 0; i < x.getNumElements(); i++) {
      sum += (double) x.data[i] * y.data[i];
    }
    return sum;
  }
}
