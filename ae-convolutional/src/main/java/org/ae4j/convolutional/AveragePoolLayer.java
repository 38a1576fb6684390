package org.ae4j.convolutional;

import org.ae4j.api.Shape;

/** Takes the mean of a window; each of its values gets the same share of a gradient. */
final class AveragePoolLayer extends WindowLayer {
  private final float share;

  AveragePoolLayer(Shape inputShape, Shape outputShape, Window window) {
    super(inputShape, outputShape, window);
    this.share = 1f / window.kernel().area();
  }

  @Override
  void forward(float[] in, int in0, float[] out, int out0) {
    int target = out0;
    for (int y = 0; y < mapHeight; y++) {
      for (int x = 0; x < mapWidth; x++) {
        int start = lineStart(in0, y) + x * strideX;
        float sum = 0;
        for (int ky = 0; ky < kernelHeight; ky++) {
          int line = start + ky * imageWidth;
          for (int i = line; i < line + kernelWidth; i++) {
            sum += in[i];
          }
        }
        out[target++] = sum * share;
      }
    }
  }

  @Override
  void backward(float[] in, int in0, float[] gradOut, int gradOut0, float[] gradIn, int gradIn0) {
    int source = gradOut0;
    for (int y = 0; y < mapHeight; y++) {
      for (int x = 0; x < mapWidth; x++) {
        int start = lineStart(gradIn0, y) + x * strideX;
        float part = gradOut[source++] * share;
        for (int ky = 0; ky < kernelHeight; ky++) {
          int line = start + ky * imageWidth;
          for (int i = line; i < line + kernelWidth; i++) {
            gradIn[i] += part;
          }
        }
      }
    }
  }
}
