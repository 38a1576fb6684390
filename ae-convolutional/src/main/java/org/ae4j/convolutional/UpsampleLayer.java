package org.ae4j.convolutional;

import java.util.Arrays;
import org.ae4j.api.Shape;

/** Fills a window with one value, whose gradient is the sum over the window. */
final class UpsampleLayer extends WindowLayer {

  UpsampleLayer(Shape inputShape, Shape outputShape, Window window) {
    super(inputShape, outputShape, window);
  }

  @Override
  void forward(float[] in, int in0, float[] out, int out0) {
    int source = in0;
    for (int y = 0; y < mapHeight; y++) {
      for (int x = 0; x < mapWidth; x++) {
        int start = lineStart(out0, y) + x * strideX;
        float value = in[source++];
        for (int ky = 0; ky < kernelHeight; ky++) {
          int line = start + ky * imageWidth;
          Arrays.fill(out, line, line + kernelWidth, value);
        }
      }
    }
  }

  @Override
  void backward(float[] in, int in0, float[] gradOut, int gradOut0, float[] gradIn, int gradIn0) {
    int target = gradIn0;
    for (int y = 0; y < mapHeight; y++) {
      for (int x = 0; x < mapWidth; x++) {
        int start = lineStart(gradOut0, y) + x * strideX;
        float sum = 0;
        for (int ky = 0; ky < kernelHeight; ky++) {
          int line = start + ky * imageWidth;
          for (int i = line; i < line + kernelWidth; i++) {
            sum += gradOut[i];
          }
        }
        gradIn[target++] = sum;
      }
    }
  }
}
