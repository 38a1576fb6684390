package org.ae4j.core.data;

import static org.ae4j.core.data.DataFiles.request;
import static org.ae4j.core.data.DataFiles.row;
import static org.ae4j.core.data.DataFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.ae4j.api.ByteDataset;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DataException;
import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetRequest;
import org.ae4j.api.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImagesFactoryTest {
  @TempDir Path folder;

  @Test
  void readsImagesInNameOrder() throws IOException {
    image(folder, "b.png", rgb(2, 1, 0x102030, 0x405060));
    image(folder, "a.PNG", rgb(2, 1, 0xFF0000, 0x0000FF));
    write(folder, "notes.txt", "no image");
    write(folder, ".hidden.png", "no image");

    Dataset data = open(Map.of());

    assertThat(data).isInstanceOf(ByteDataset.class);
    assertThat(data.shape()).isEqualTo(Shape.image(3, 1, 2));
    assertThat(data.labels()).isEmpty();
    assertThat(data.rowNames()).containsExactly("a.PNG", "b.png");
    assertThat(row(data, 0)).containsExactly(255, 0, 0, 0, 0, 255);
    assertThat(row(data, 1)).containsExactly(0x10, 0x40, 0x20, 0x50, 0x30, 0x60);
  }

  @Test
  void greySamplesKeepTheirValues() throws IOException {
    image(folder, "a.png", grey(3, 1, 0, 100, 255));

    Dataset data = open(Map.of());
    assertThat(data.shape()).isEqualTo(Shape.image(1, 1, 3));
    assertThat(row(data, 0)).containsExactly(0, 100, 255);
    assertThat(row(open(Map.of("color", "rgb")), 0))
        .containsExactly(0, 100, 255, 0, 100, 255, 0, 100, 255);
  }

  @Test
  void deepAndShallowGreyBecomeBytes() throws IOException {
    BufferedImage deep = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
    deep.getRaster().setSample(0, 0, 0, 65535);
    deep.getRaster().setSample(1, 0, 0, 25700);
    image(folder, "a.png", deep);
    BufferedImage shallow = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
    shallow.setRGB(1, 0, -1);
    image(folder, "b.png", shallow);

    assertThat(row(open(Map.of()), 0)).containsExactly(255, 100);
    assertThat(row(open(Map.of()), 1)).containsExactly(0, 255);
  }

  @Test
  void colorsBecomeGreyByTheirWeights() throws IOException {
    image(folder, "a.png", rgb(3, 1, 0xFF0000, 0x00FF00, 0xFFFFFF));

    assertThat(row(open(Map.of("color", "grey")), 0)).containsExactly(76, 150, 255);
  }

  @Test
  void readsJpeg() throws IOException {
    image(folder, "a.jpg", grey(8, 8, 200));

    assertThat(row(open(Map.of()), 0)[0]).isCloseTo(200, within(2f));
  }

  @Test
  void foldersAreClasses() throws IOException {
    for (String name : new String[] {"shoe", "bag", "empty", ".git"}) {
      Files.createDirectory(folder.resolve(name));
    }
    image(folder.resolve("shoe"), "1.png", grey(1, 1, 7));
    image(folder.resolve("bag"), "2.png", grey(1, 1, 8));
    image(folder.resolve("bag"), "1.png", grey(1, 1, 9));

    Dataset data = open(Map.of());

    assertThat(data.labelNames()).containsExactly("bag", "shoe");
    assertThat(data.labels().orElseThrow()).containsExactly(0, 0, 1);
    assertThat(Datasets.toMatrix(data).data).containsExactly(9, 8, 7);
    assertThat(new ImagesFactory().recognizes(folder.toString())).isTrue();

    image(folder, "top.png", grey(1, 1, 1));
    assertRefused(Map.of(), "images both here and in bag");
  }

  @Test
  void scalesToOneSize() throws IOException {
    image(folder, "a.png", grey(4, 2, 0, 100, 200, 50, 20, 40, 60, 80));
    image(folder, "b.png", grey(2, 1, 10, 20));

    Dataset data = open(Map.of("size", "2x1"));

    assertThat(data.shape()).isEqualTo(Shape.image(1, 1, 2));
    assertThat(row(data, 0)).containsExactly(40, 98);
    assertThat(row(data, 1)).containsExactly(10, 20);
    assertThat(row(open(Map.of("size", "3x1")), 1)).containsExactly(10, 15, 20);
    assertThat(row(open(Map.of("size", "4x2")), 1)).containsExactly(10, 10, 20, 20, 10, 10, 20, 20);
    assertRefused(Map.of(), "b.png: size: found 2x1, expected 4x2 as of a.png", "size=WxH");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg"})
  void refusesDamagedImages(String format) throws IOException {
    BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 1600; i++) {
      image.setRGB(i % 40, i / 40, i * 7919 * i);
    }
    image(folder, "a." + format, image);
    Path file = image(folder, "b." + format, image);
    byte[] whole = Files.readAllBytes(file);

    for (int length : new int[] {12, whole.length / 2, whole.length - 40}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefused(Map.of(), file + ": image data: found damage", "replace or remove");
    }
    Files.write(file, new byte[0]);
    assertRefused(Map.of(), file + ": byte 0: found no known image format");
    Files.writeString(file, "<html>not found</html>");
    assertRefused(Map.of(), file + ": byte 0: found no known image format");
  }

  @Test
  void refusesGiantImagesByTheirHeader() throws IOException {
    byte[] content = Files.readAllBytes(image(folder, "a.png", grey(1, 1, 0)));
    content[16] = 0; // width in the PNG header
    content[17] = 1;
    content[18] = 0;
    content[20] = 0; // height
    content[21] = 1;
    content[22] = 0;
    CRC32 crc = new CRC32();
    crc.update(content, 12, 17);
    ByteBuffer.wrap(content).putInt(29, (int) crc.getValue());
    write(folder, "a.png", content);

    assertRefused(Map.of(), "a.png: header", "65537x65537 pixels");
  }

  @Test
  void refusesBadOptionsAndFolders() {
    assertThatThrownBy(() -> open(Map.of("size", "32")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("size", "'32'", "32x32");
    assertThatThrownBy(() -> open(Map.of("color", "blue")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("color", "'blue'", "grey or rgb");
    assertRefused(Map.of(), "found no images", ".png, .jpg or .jpeg");
    assertThat(new ImagesFactory().recognizes(folder.toString())).isFalse();
    Path file = write(folder, "a.png", "x");
    assertThatThrownBy(() -> new ImagesFactory().open(DatasetRequest.of(file.toString())))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected a folder");
  }

  private Dataset open(Map<String, String> options) {
    return new ImagesFactory().open(request(folder, options)).train();
  }

  private void assertRefused(Map<String, String> options, String... parts) {
    assertThatThrownBy(() -> open(options))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(parts)
        .message()
        .doesNotContain("\n");
  }

  private static Path image(Path folder, String name, BufferedImage image) throws IOException {
    Path file = folder.resolve(name);
    String format = name.substring(name.lastIndexOf('.') + 1);
    assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
    return file;
  }

  private static BufferedImage rgb(int width, int height, int... pixels) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, width, height, pixels, 0, width);
    return image;
  }

  /** Makes a grey image of these samples; a single one fills it. */
  private static BufferedImage grey(int width, int height, int... samples) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < width * height; i++) {
      image.getRaster().setSample(i % width, i / width, 0, samples[i % samples.length]);
    }
    return image;
  }
}
