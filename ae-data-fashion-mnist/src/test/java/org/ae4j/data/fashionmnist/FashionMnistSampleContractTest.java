package org.ae4j.data.fashionmnist;

import java.util.stream.Stream;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.DatasetRequest;
import org.ae4j.testkit.DatasetContract;

class FashionMnistSampleContractTest extends DatasetContract {
  @Override
  protected AutoencoderPlugin plugin() {
    return new FashionMnistPlugin();
  }

  @Override
  protected Stream<DatasetRequest> requests() {
    return Stream.of(DatasetRequest.of("fashion-mnist-sample"));
  }
}
