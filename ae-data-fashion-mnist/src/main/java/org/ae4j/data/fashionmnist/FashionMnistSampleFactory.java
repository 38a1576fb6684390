package org.ae4j.data.fashionmnist;

import java.io.InputStream;
import java.util.Optional;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DataException;
import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetFactory;
import org.ae4j.api.DatasetRequest;
import org.ae4j.api.DatasetSplits;
import org.ae4j.core.data.IdxReader;
import org.ae4j.core.data.MnistFactory;

/**
 * Opens the sample of Fashion-MNIST that this jar holds: 600 training and 100 test images a class.
 */
public final class FashionMnistSampleFactory implements DatasetFactory {
  private static final String ID = "fashion-mnist-sample";

  /** Makes the factory. */
  public FashionMnistSampleFactory() {}

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String description() {
    return "a balanced sample of Fashion-MNIST in the jar: 6 000 + 1 000 grey images, 28x28, 10"
        + " classes";
  }

  @Override
  public DatasetSplits open(DatasetRequest request) {
    if (!request.options().isEmpty()) {
      throw new ConfigurationException(
          "data option of " + ID + ": got " + request.options().keySet() + ", expected none");
    }
    if (request.directory().isPresent()) {
      throw new ConfigurationException(
          ID
              + " lies in its jar, got the folder "
              + request.directory().get()
              + " to read it from; leave the folder out, or name the data that is there");
    }
    return new DatasetSplits(read("train"), Optional.of(read("t10k")));
  }

  private static Dataset read(String part) {
    String images = part + "-images-idx3-ubyte.gz";
    String labels = part + "-labels-idx1-ubyte.gz";
    return IdxReader.read(ID, ID + "/" + images, resource(images))
        .withLabels(
            IdxReader.readLabels(ID + "/" + labels, resource(labels)),
            MnistFactory.FASHION_CLASSES);
  }

  private static InputStream resource(String name) {
    InputStream in = FashionMnistSampleFactory.class.getResourceAsStream(name);
    if (in == null) {
      throw new DataException(
          ID
              + ": found no resource "
              + name
              + " in the jar, expected it; take the jar as published");
    }
    return in;
  }
}
