package org.ae4j.cli;

import static org.ae4j.cli.Run.ae;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Begins a training with other weights than random ones. */
class TransferTest {
  private static final int WRONG_USAGE = 2;

  @TempDir static Path folder;
  private static Path source;

  private static Run train(Path out, String... options) {
    List<String> sample =
        List.of("train", "--limit=64", "--layers=8", "--epochs=2", "--out=" + out);
    Stream<String> all =
        Stream.of(sample.stream(), Stream.of("--no-pictures"), Stream.of(options)).flatMap(s -> s);
    return ae(all.toArray());
  }

  @BeforeAll
  static void trainTheSource() {
    source = folder.resolve("source.safetensors");
    train(source, "--classes=0,1,2,3,4", "--code=4").succeeds();
  }

  @Test
  void beginsWithTheWeightsOfAModel() {
    Path out = folder.resolve("whole.safetensors");

    Run run =
        train(out, "--classes=5,6,7,8,9", "--code=4", "--init-from=" + source, "--freeze=encoder");

    assertThat(run.succeeds().out()).contains("weights  " + source + ": 8 of 8 tensors");
    train(folder.resolve("x.safetensors"), "--code=3", "--init-from=" + source)
        .fails(WRONG_USAGE, "encoder.2.weight 8x4 for 8x3", "partial transfer");
    assertThat(
            train(folder.resolve("y"), "--code=3", "--init-from=" + source, "--init-partial")
                .succeeds()
                .out())
        .contains("5 of 8 tensors; of another shape: encoder.2.weight 8x4 for 8x3");
  }

  @Test
  void pretrainsLayerByLayer() {
    Run run = train(folder.resolve("p.safetensors"), "--code=4", "--pretrain=layerwise(1)");

    assertThat(run.succeeds().out())
        .contains("pre-trained layer 1 of 2  loss 0.", "pre-trained layer 2 of 2  loss ");
  }

  @Test
  void refuses() {
    Path out = folder.resolve("never.safetensors");
    train(out, "--code=4", "--freeze=encodr").fails(WRONG_USAGE, "did you mean 'encoder'?");
    train(out, "--code=4", "--freeze=encoder,decoder")
        .fails(WRONG_USAGE, "leaves nothing to train");
    train(out, "--code=4", "--pretrain=greedy").fails(WRONG_USAGE, "unknown pre-training 'greedy'");
    train(out, "--code=4", "--init-partial").fails(WRONG_USAGE, "goes with --init-from");
    train(out, "--code=4", "--init-from=" + source, "--pretrain=layerwise")
        .fails(WRONG_USAGE, "without pre-training");
    train(out, "--variant=variational", "--pretrain=layerwise")
        .fails(WRONG_USAGE, "variant variational has");
    assertThat(out).doesNotExist();
  }
}
