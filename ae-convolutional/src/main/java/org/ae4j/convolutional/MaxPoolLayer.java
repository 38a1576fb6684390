package org.ae4j.convolutional;

import org.ae4j.api.Shape;

/** Takes the greatest value of a window; a gradient goes to the first that is the greatest. */
final class MaxPoolLayer extends WindowLayer {

  MaxPoolLayer(Shape inputShape, Shape outputShape, Window window) {
    super(inputShape, outputShape, window);
  }

  @Override
  void forward(float[] in, int in0, float[] out, int out0) {
    int target = out0;
    for (int y = 0; y < mapHeight; y++) {
      for (int x = 0; x < mapWidth; x++) {
        out[target++] = in[greatest(in, lineStart(in0, y) + x * strideX)];
      }
    }
  }

  @Override
  void backward(float[] in, int in0, float[] gradOut, int gradOut0, float[] gradIn, int gradIn0) {
    int source = gradOut0;
    for (int y = 0; y < mapHeight; y++) {
      for (int x = 0; x < mapWidth; x++) {
        int index = greatest(in, lineStart(in0, y) + x * strideX);
        gradIn[gradIn0 + index - in0] += gradOut[source++];
      }
    }
  }

  /** Returns where the greatest value of a window is; NaN counts as greater than any number. */
  private int greatest(float[] in, int start) {
    int index = start;
    float best = in[start];
    for (int y = 0; y < kernelHeight; y++) {
      int line = start + y * imageWidth;
      for (int i = line; i < line + kernelWidth; i++) {
        if (!(in[i] <= best) && !Float.isNaN(best)) {
          best = in[i];
          index = i;
        }
      }
    }
    return index;
  }
}
